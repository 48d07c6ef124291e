/** A store that answers one invoice or a page of 300, without looking: the same work for every client. */
import { createServer } from 'node:http';
import { invoiceAt, pageOf } from './data.mjs';

const one = Buffer.from(JSON.stringify(invoiceAt(0)));
const page = Buffer.from(JSON.stringify(pageOf(300)));
const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
  const body = /\/invoices\/?(?:\?|$)/.test(request.url) ? page : one;
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
  response.end(body);
});
server.listen(0, '127.0.0.1', () => process.send(`http://127.0.0.1:${server.address().port}`));
process.on('disconnect', () => process.exit());

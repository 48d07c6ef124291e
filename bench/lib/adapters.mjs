import assert from 'node:assert/strict';
import { invoiceAt } from './data.mjs';

/** One invoice through each adapter, and a fixed answer through the same: the least that it can cost. */
const { creditAccountId, id, transactionId } = invoiceAt(0);
const origin = 'https://mystore.vtexcommercestable.com.br';
const path = `/api/creditcontrol/accounts/${creditAccountId}/invoices/${id}`;
const headers = { 'X-VTEX-API-AppKey': 'key', 'X-VTEX-API-AppToken': 'token', accept: 'application/json' };
const text = JSON.stringify(invoiceAt(0));
/** As many as the emulator's own answers have. */
const fixedHeaders = () => ({
  'x-vtex-operation-id': '00000000000000000000000000000001',
  'content-type': 'application/json; charset=utf-8',
  'content-length': String(text.length),
  date: 'Mon, 08 Jan 2024 12:00:00 GMT',
  'x-emulator-store': '1-0.7153467000859358-0.8709466521984685',
});
const fixed = () => new Response(text, { status: 200, headers: fixedHeaders() });

async function emulator() {
  const { createEmulator } = await import('vtex-customer-credit/emulator');
  const seed = {
    accounts: [{ id: creditAccountId, email: 'a@example.com', creditLimit: 1000 }],
    invoices: [{ creditAccountId, transactionId, value: 10 }],
  };
  return createEmulator({ now: '2024-01-08T12:00:00Z', journalSize: 0, seed });
}

const contestant = (get, close) => ({
  run: get,
  close,
  check: async () => assert.equal((await get()).id, id),
});

const throughMsw = async (made) => {
  const { setupServer } = await import('msw/node');
  const server = setupServer(...made);
  server.listen();
  return contestant(
    async () => (await fetch(origin + path, { headers })).json(),
    () => server.close(),
  );
};

const over = (url, close) => contestant(async () => (await fetch(url + path, { headers })).json(), close);

export const adapters = {
  'a function that makes the answer': () =>
    contestant(async () =>
      (await (async (request) => request && fixed())(new Request(origin + path, { headers }))).json(),
    ),
  'emulator.fetch': async () => {
    const store = await emulator();
    return contestant(async () => (await store.fetch(new Request(origin + path, { headers }))).json());
  },
  'MSW with a fixed answer': async () => {
    const { http } = await import('msw');
    return throughMsw([http.all(`${origin}/api/creditcontrol/*`, fixed)]);
  },
  'MSW with handlers(emulator)': async () => {
    const { handlers } = await import('vtex-customer-credit/msw');
    return throughMsw(handlers(await emulator(), origin));
  },
  'node:http with a fixed answer': async () => {
    const { createServer } = await import('node:http');
    const server = createServer((_, response) => response.writeHead(200, fixedHeaders()).end(text));
    await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
    return over(`http://127.0.0.1:${server.address().port}`, () => server.close());
  },
  'listen(emulator)': async () => {
    const { listen } = await import('vtex-customer-credit/node');
    const server = await listen(await emulator());
    return over(server.url, () => server.close());
  },
};

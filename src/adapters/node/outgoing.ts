import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HttpAnswer } from '../emulator/http.ts';
import { drain } from './incoming.ts';

const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0';

/** Resolves when more can be written, or nothing any more. */
function writable(outgoing: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      outgoing.off('drain', end).off('close', end);
      resolve();
    };
    outgoing.on('drain', end).on('close', end);
  });
}

async function pipe(stream: ReadableStream<Uint8Array>, outgoing: ServerResponse): Promise<void> {
  for await (const chunk of stream) {
    if (outgoing.destroyed) return;
    if (!outgoing.write(chunk)) await writable(outgoing);
  }
}

/** Sends an answer, once what came with the request is read: whatever follows on the connection is answered too. */
export async function send(
  { status, headers, body }: HttpAnswer,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  if (typeof body === 'string') headers['content-length'] = String(Buffer.byteLength(body));
  else if (body instanceof Uint8Array) headers['content-length'] = String(body.byteLength);
  const isWhole = !hasBody(incoming) || (await drain(incoming));
  if (!isWhole) headers['connection'] = 'close';
  outgoing.sendDate = false;
  outgoing.writeHead(status, headers);
  if (body instanceof ReadableStream) await pipe(body, outgoing);
  else if (isWhole) return void outgoing.end(body);
  else if (body !== undefined) outgoing.write(body);
  // Cut now, the connection would be reset, and the answer lost with it.
  if (!isWhole && !incoming.destroyed) await drain(incoming);
  outgoing.end();
}

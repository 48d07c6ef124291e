import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HttpRequest } from '../emulator/http.ts';

// One for all: making one for each of ten thousand requests takes longer than anything else in closing.
const callerGone = new DOMException('The caller is gone.', 'AbortError');

/** The body as it comes in. What is left of it is for `drain`. */
async function* bodyOf(incoming: IncomingMessage): AsyncGenerator<Uint8Array, void, void> {
  yield* incoming.iterator({ destroyOnReturn: false });
}

/** A request with the host that its first line or its header names; `undefined` for what cannot be one. */
export function toHttp(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  listening: string,
): HttpRequest | undefined {
  const { method = 'GET', url = '/', headers } = incoming;
  const absolute = /^https?:\/\/([^/?#]+)([^#]*)/i.exec(url);
  const given = absolute?.[2] ?? url;
  const target = absolute !== null && !given.startsWith('/') ? `/${given}` : given;
  const host = absolute?.[1] ?? headers.host ?? listening;
  if (!target.startsWith('/') || method === 'TRACE' || method === 'CONNECT') return undefined;
  let gone: AbortController | undefined;
  const header = (name: string): string | undefined => {
    const value = headers[name];
    return Array.isArray(value) ? value.join(', ') : value;
  };
  return {
    method,
    target: target.replace(/#.*$/s, ''),
    host,
    ownOrigin: `http://${host}`,
    pageOrigin: header('origin'),
    header,
    headers: () => {
      const { rawHeaders } = incoming;
      const pairs: Array<[string, string]> = [];
      for (let at = 0; at + 1 < rawHeaders.length; at += 2)
        pairs.push([rawHeaders[at] ?? '', rawHeaders[at + 1] ?? '']);
      return pairs;
    },
    get signal() {
      if (gone !== undefined) return gone.signal;
      const controller = new AbortController();
      gone = controller;
      if (outgoing.closed || outgoing.destroyed) controller.abort(callerGone);
      else outgoing.once('close', () => controller.abort(callerGone));
      return controller.signal;
    },
    body: () => bodyOf(incoming),
  };
}

/** How much of a body that nobody wants is read so that its connection can be kept. */
const mostDrained = 67_108_864;
/** How long somebody may be silent in the midst of it, and how long it may take in all, in milliseconds. */
const longestSilence = 500;
const longestDraining = 10_000;

/**
 * Reads what is left of a body, and lets it go: an answer given before its end would spoil the connection. `false`
 * where there is too much of it, or nothing more comes.
 */
export function drain(incoming: IncomingMessage): Promise<boolean> {
  if (incoming.complete && incoming.readableEnded) return Promise.resolve(true);
  return new Promise((resolve) => {
    let size = 0;
    const end = (isWhole: boolean): void => {
      clearTimeout(silence);
      clearTimeout(whole);
      incoming.off('data', count).off('end', done).off('close', gone).off('error', gone);
      resolve(isWhole);
    };
    const done = (): void => end(true);
    const gone = (): void => end(false);
    const count = (piece: Uint8Array): void => {
      size += piece.byteLength;
      silence.refresh();
      if (size > mostDrained) end(false);
    };
    const silence = setTimeout(gone, longestSilence);
    const whole = setTimeout(gone, longestDraining);
    if (incoming.destroyed) gone();
    else incoming.on('data', count).on('end', done).on('close', gone).on('error', gone).resume();
  });
}

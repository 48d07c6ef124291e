import type { HttpRequest } from './http.ts';
import { decoded } from './json/decode.ts';
import { readJson } from './json/read.ts';

/** A body that was read, or why it was not. */
export type ReadBody =
  | { readonly kind: 'json'; readonly json: unknown }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'malformed' };

export const noBody: ReadBody = { kind: 'json', json: undefined };

function joined(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const [first] = chunks;
  if (first !== undefined && chunks.length === 1) return first;
  const all = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.byteLength;
  }
  return all;
}

/** Whether a request has nothing to read, as most have not. */
export const isWithoutBody = ({ method }: HttpRequest): boolean => method === 'GET' || method === 'HEAD';

/** Reads a JSON body up to a limit, and not a piece further. No body at all is `undefined`. */
export async function readBody(request: HttpRequest, limit: number): Promise<ReadBody> {
  if (isWithoutBody(request)) return noBody;
  if (Number(request.header('content-length') ?? 0) > limit) return { kind: 'too-large' };
  const body = request.body();
  if (body === undefined) return noBody;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > limit) return { kind: 'too-large' };
    chunks.push(chunk);
  }
  if (size === 0) return noBody;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(joined(chunks, size));
    return { kind: 'json', json: text.trim() === '' ? undefined : JSON.parse(text) };
  } catch {
    return { kind: 'malformed' };
  }
}

class TooLargeError extends Error {}

async function* limited(
  body: AsyncIterable<Uint8Array>,
  limit: number,
  seen: { size: number },
): AsyncGenerator<Uint8Array, void, void> {
  for await (const piece of body) {
    seen.size += piece.byteLength;
    if (seen.size > limit) throw new TooLargeError();
    yield piece;
  }
}

/** Reads a JSON body that may be longer than a text can be. */
export async function readLongBody(request: HttpRequest, limit: number): Promise<ReadBody> {
  const body = request.body();
  if (body === undefined) return noBody;
  const seen = { size: 0 };
  try {
    return { kind: 'json', json: await readJson(decoded(limited(body, limit, seen))) };
  } catch (error) {
    if (error instanceof TooLargeError) return { kind: 'too-large' };
    if (seen.size === 0) return noBody;
    if (error instanceof SyntaxError || error instanceof TypeError) return { kind: 'malformed' };
    throw error;
  }
}

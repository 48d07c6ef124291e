/** A body that was read, or why it was not. */
export type ReadBody =
  | { readonly kind: 'json'; readonly json: unknown }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'malformed' };

/** Reads a JSON body up to a limit, and not a byte further. No body at all is `undefined`. */
export async function readBody(request: Request, limit: number): Promise<ReadBody> {
  if (Number(request.headers.get('content-length') ?? 0) > limit) return { kind: 'too-large' };
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  for (let part = await reader?.read(); part?.value !== undefined; part = await reader?.read()) {
    size += part.value.byteLength;
    if (size > limit) {
      await reader?.cancel();
      return { kind: 'too-large' };
    }
    chunks.push(part.value);
  }
  if (size === 0) return { kind: 'json', json: undefined };
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(
      await new Blob(chunks.map((chunk) => new Uint8Array(chunk))).arrayBuffer(),
    );
    return { kind: 'json', json: text.trim() === '' ? undefined : JSON.parse(text) };
  } catch {
    return { kind: 'malformed' };
  }
}

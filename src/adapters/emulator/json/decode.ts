/** The text of bytes in UTF-8 that come in pieces, without the mark of its encoding. Throws `TypeError` for others. */
export async function* decoded(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<string, void, void> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const piece of pieces) {
    const text = decoder.decode(piece, { stream: true });
    if (text !== '') yield text;
  }
  const rest = decoder.decode();
  if (rest !== '') yield rest;
}

/** The bytes of texts. */
export function* encoded(pieces: Iterable<string>): Generator<Uint8Array, void, void> {
  const encoder = new TextEncoder();
  for (const piece of pieces) yield encoder.encode(piece);
}

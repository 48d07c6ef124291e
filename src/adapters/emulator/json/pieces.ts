/** How deep a value is taken apart: below, each part is small. A snapshot's invoices lie five or six deep. */
export const deepest = 6;

const pieceLength = 65_536;

function* tokensOf(value: unknown, depth: number): Generator<string, void, void> {
  if (depth === 0 || typeof value !== 'object' || value === null || 'toJSON' in value) {
    yield JSON.stringify(value) ?? 'null';
    return;
  }
  let comma = '';
  if (Array.isArray(value)) {
    yield '[';
    for (const item of value) {
      yield comma;
      yield* tokensOf(item, depth - 1);
      comma = ',';
    }
    yield ']';
    return;
  }
  yield '{';
  for (const [key, inner] of Object.entries(value)) {
    if (inner === undefined || typeof inner === 'function' || typeof inner === 'symbol') continue;
    yield `${comma}${JSON.stringify(key)}:`;
    yield* tokensOf(inner, depth - 1);
    comma = ',';
  }
  yield '}';
}

/** The text of `JSON.stringify(value)` in pieces: as a whole it may be longer than a string can be. */
export function* jsonPieces(value: unknown): Generator<string, void, void> {
  let piece = '';
  for (const token of tokensOf(value, deepest)) {
    piece += token;
    if (piece.length < pieceLength) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}

/** The same as one text where it is short, as most are; else its pieces. */
export function jsonText(value: unknown): string | Iterable<string> {
  const pieces = jsonPieces(value);
  const first = pieces.next();
  const second = pieces.next();
  if (first.done === true) return '';
  if (second.done === true) return first.value;
  return chained([first.value, second.value], pieces);
}

function* chained(...parts: ReadonlyArray<Iterable<string>>): Generator<string, void, void> {
  for (const part of parts) yield* part;
}

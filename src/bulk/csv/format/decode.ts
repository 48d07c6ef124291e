import { InvalidInputError } from '../../../errors/index.ts';
import type { ReadOptions } from '../../types.ts';

type Encoding = NonNullable<ReadOptions['encoding']>;

export const encodings = [
  'utf-8',
  'windows-1252',
  'utf-16le',
  'utf-16be',
] as const satisfies readonly Encoding[];

/** An error of a place in the file. */
export const damaged = (row: number, expected: string): InvalidInputError =>
  new InvalidInputError([{ path: `row ${row}`, expected }]);

const replacement = '\uFFFD';
const hint = "; if a spreadsheet saved the file as plain CSV, try encoding: 'windows-1252'";

/** How many bytes at the end begin a character that the next piece ends. */
function openTail(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return length > back ? back : 0;
  }
  return 0;
}

/** How much of a text was really in the bytes: up to the first character that stands for a broken one. */
function soundLength(text: string, bytes: Uint8Array): number {
  const encoder = new TextEncoder();
  let offset = 0;
  let from = 0;
  for (let at = text.indexOf(replacement); at !== -1; at = text.indexOf(replacement, from)) {
    offset += encoder.encode(text.slice(from, at)).length;
    if (bytes[offset] !== 0xef || bytes[offset + 1] !== 0xbf || bytes[offset + 2] !== 0xbd) return at;
    offset += 3;
    from = at + 1;
  }
  return text.length;
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  if (a.length === 0) return b;
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

type Decode = (bytes: Uint8Array, last: boolean) => { readonly text: string; readonly sound: boolean };

function utf8(): Decode {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let open = new Uint8Array();
  return (bytes, last) => {
    const whole = joined(open, bytes);
    const cut = whole.length - (last ? 0 : openTail(whole));
    const closed = whole.subarray(0, cut);
    // A copy: the piece may be a buffer that its source fills again.
    open = whole.slice(cut);
    const text = decoder.decode(closed);
    const sound = text.includes(replacement) ? soundLength(text, closed) : text.length;
    return { text: text.slice(0, sound), sound: sound === text.length };
  };
}

function other(encoding: Encoding): Decode {
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  return (bytes, last) => {
    try {
      return { text: decoder.decode(bytes, { stream: !last }), sound: true };
    } catch {
      return { text: '', sound: false };
    }
  };
}

/** UTF-16 as its first two bytes tell it: a byte order mark, or a Latin letter, which has an empty byte there. */
function utf16Of([a, b]: Uint8Array): Encoding | undefined {
  if ((a === 0xff && b === 0xfe) || (a !== 0 && b === 0)) return 'utf-16le';
  if ((a === 0xfe && b === 0xff) || (a === 0 && b !== 0)) return 'utf-16be';
  return undefined;
}

/**
 * Bytes as text, without the byte order mark. UTF-16 is known by its first two bytes, whatever encoding is given.
 * `row` tells how far the reader of the text has come, for the error.
 * @throws InvalidInputError naming the row of the first bytes that are none of the encoding.
 */
export async function* textOf(
  pieces: AsyncIterable<Uint8Array | string>,
  given: Encoding,
  row: () => number,
): AsyncGenerator<string, void, void> {
  let encoding = given;
  let decode = encoding === 'utf-8' ? utf8() : other(encoding);
  let first = true;
  let start = new Uint8Array();
  const out = function* (bytes: Uint8Array, last: boolean): Generator<string, void, void> {
    const { text, sound } = decode(bytes, last);
    const fresh = first && text.startsWith('\uFEFF') ? text.slice(1) : text;
    first &&= text === '';
    if (fresh !== '') yield fresh;
    if (!sound) throw damaged(row(), encoding === 'utf-8' ? `text in UTF-8${hint}` : `text in ${encoding}`);
  };
  for await (const piece of pieces) {
    if (typeof piece === 'string') {
      yield* out(start, true);
      start = new Uint8Array();
      const fresh = first && piece.startsWith('\uFEFF') ? piece.slice(1) : piece;
      first = false;
      yield fresh;
      continue;
    }
    // The first two bytes tell UTF-16, even where they come one by one.
    const bytes = joined(start, piece);
    start = new Uint8Array();
    if (first && bytes.length < 2) {
      start = bytes.slice();
      continue;
    }
    const wide = first ? utf16Of(bytes) : undefined;
    if (wide !== undefined && wide !== encoding) {
      encoding = wide;
      decode = other(wide);
    }
    yield* out(bytes, false);
  }
  yield* out(start, true);
}

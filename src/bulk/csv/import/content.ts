import { InvalidInputError } from '../../../errors/index.ts';
import type { CsvContent } from '../../types.ts';

type Piece = Uint8Array | string;

const bytesOf = (view: ArrayBufferView): Uint8Array =>
  new Uint8Array(view.buffer, view.byteOffset, view.byteLength);

function pieceOf(given: unknown): Piece {
  if (typeof given === 'string') return given;
  // Arrays of another realm, as some test environments have them, are no instances of this one's.
  if (ArrayBuffer.isView(given)) return bytesOf(given);
  throw new InvalidInputError([{ path: 'source', expected: 'bytes or text' }]);
}

async function* fromStream(stream: ReadableStream<unknown>): AsyncGenerator<unknown, void, void> {
  const reader = stream.getReader();
  try {
    while (true) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel();
  }
}

function isIterable(content: object): content is AsyncIterable<unknown> | Iterable<unknown> {
  return Symbol.asyncIterator in content || Symbol.iterator in content;
}

function all(content: CsvContent): AsyncIterable<unknown> | Iterable<unknown> {
  if (typeof content === 'string' || ArrayBuffer.isView(content)) return [content];
  if (typeof content === 'object' && content !== null) {
    if (isIterable(content)) return content;
    // Some browsers have streams that cannot be iterated over.
    if ('getReader' in content) return fromStream(content);
  }
  throw new InvalidInputError([{ path: 'source', expected: 'bytes or text, or something that gives them' }]);
}

// A piece may be the whole file: what is made from it at a time stays small.
const longest = 65_536;

/** The pieces of a content, none of them long. */
export async function* piecesOf(content: CsvContent): AsyncGenerator<Piece, void, void> {
  for await (const given of all(content)) {
    const piece = pieceOf(given);
    for (let at = 0; at < piece.length; at += longest) {
      yield typeof piece === 'string' ? piece.slice(at, at + longest) : piece.subarray(at, at + longest);
    }
  }
}

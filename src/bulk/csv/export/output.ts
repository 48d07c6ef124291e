import { oneOf } from '../../options.ts';
import { lineOf } from '../format/cell.ts';
import {
  type DecimalMark,
  decimalMarks,
  type Locale,
  locales,
  type Separator,
  separators,
  sheetForms,
} from '../format/locale.ts';

/** How a CSV is written. */
export interface WriteOptions {
  /** The language of headers, statuses and, unless given otherwise, separators: `en` unless given. */
  readonly locale?: Locale | undefined;
  /** What Excel expects in the language unless given: `,` in English, `;` in Portuguese and Spanish. */
  readonly separator?: Separator | undefined;
  /** `.` in English, `,` in Portuguese and Spanish, unless given. */
  readonly decimalMark?: DecimalMark | undefined;
  /** Whether a byte order mark stands first: `true` unless given, since Excel reads UTF-8 by no other sign. */
  readonly bom?: boolean | undefined;
}

/** Text on its way out, in UTF-8. Nothing is read before it is asked for, and no more than a piece at a time. */
export interface TextOutput extends AsyncIterable<Uint8Array> {
  /** As a web stream; cancelling it ends the reading. */
  stream(): ReadableStream<Uint8Array>;
  /** All of it. */
  text(): Promise<string>;
}

/** The form that options ask for. Throws `InvalidInputError` for what cannot be used. */
export interface WrittenForm {
  readonly locale: Locale;
  readonly separator: Separator;
  readonly decimalMark: DecimalMark;
  readonly bom: boolean;
}

export function writtenForm(options: WriteOptions): WrittenForm {
  oneOf('locale', options.locale, locales);
  oneOf('separator', options.separator, separators);
  oneOf('decimalMark', options.decimalMark, decimalMarks);
  const locale = options.locale ?? 'en';
  const { separator, decimalMark } = sheetForms[locale];
  return {
    locale,
    separator: options.separator ?? separator,
    decimalMark: options.decimalMark ?? decimalMark,
    bom: options.bom ?? true,
  };
}

const pieceLength = 16_384;

async function* encoded(lines: AsyncIterable<string>): AsyncGenerator<Uint8Array, void, void> {
  const encoder = new TextEncoder();
  let held = '';
  for await (const line of lines) {
    held += line;
    if (held.length < pieceLength) continue;
    yield encoder.encode(held);
    held = '';
  }
  if (held !== '') yield encoder.encode(held);
}

export function outputOf(lines: () => AsyncIterable<string>): TextOutput {
  const bytes = (): AsyncGenerator<Uint8Array, void, void> => encoded(lines());
  return {
    [Symbol.asyncIterator]: bytes,
    stream() {
      const pieces = bytes();
      return new ReadableStream<Uint8Array>({
        async pull(controller) {
          const { done, value } = await pieces.next();
          if (done) controller.close();
          else controller.enqueue(value);
        },
        async cancel() {
          await pieces.return();
        },
      });
    },
    async text() {
      const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
      let text = '';
      for await (const piece of bytes()) text += decoder.decode(piece, { stream: true });
      return text + decoder.decode();
    },
  };
}

/** A CSV: a header and one line for each item. */
export function csvOf<Item>(
  { separator, bom }: WrittenForm,
  header: readonly string[],
  items: AsyncIterable<Item> | Iterable<Item>,
  cells: (item: Item) => readonly string[],
): TextOutput {
  return outputOf(async function* () {
    yield `${bom ? '\uFEFF' : ''}${lineOf(header, separator)}`;
    for await (const item of items) yield lineOf(cells(item), separator);
  });
}

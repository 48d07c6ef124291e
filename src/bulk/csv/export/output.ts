import { checkNames } from '../../../errors/option-names.ts';
import { type Locale, locales } from '../../../text/locale.ts';
import { oneOf } from '../../options.ts';
import { lineOf } from '../format/line.ts';
import { type DecimalMark, decimalMarks, type Separator, separators, sheetForms } from '../format/locale.ts';

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

const names = /* @__PURE__ */ Object.keys({
  locale: true,
  separator: true,
  decimalMark: true,
  bom: true,
} satisfies Record<keyof WriteOptions, true>);

export function writtenForm(
  options: WriteOptions,
  operation: string,
  more: readonly string[] = [],
): WrittenForm {
  checkNames(options, [...names, ...more], operation);
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

const pieceLength = 32_768;

/** Text in pieces of a sensible length, as bytes. A line for each item is no piece: that would cost a turn each. */
async function* encoded<Item>(
  head: string,
  items: AsyncIterable<Item> | Iterable<Item>,
  lineOfItem: (item: Item) => string,
): AsyncGenerator<Uint8Array, void, void> {
  const encoder = new TextEncoder();
  // Readers stop at NUL; half characters become U+FFFD by the encoding itself.
  const bytes = (text: string): Uint8Array =>
    encoder.encode(text.includes('\0') ? text.replaceAll('\0', '\u2400') : text);
  let held = head;
  if (Symbol.asyncIterator in items) {
    for await (const item of items) {
      held += lineOfItem(item);
      if (held.length < pieceLength) continue;
      yield bytes(held);
      held = '';
    }
  } else {
    for (const item of items) {
      held += lineOfItem(item);
      if (held.length < pieceLength) continue;
      yield bytes(held);
      held = '';
    }
  }
  if (held !== '') yield bytes(held);
}

/** A text of a head and a line for each item. */
export function outputOf<Item>(
  head: string,
  items: AsyncIterable<Item> | Iterable<Item>,
  lineOfItem: (item: Item) => string,
): TextOutput {
  const bytes = (): AsyncGenerator<Uint8Array, void, void> => encoded(head, items, lineOfItem);
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
  line: (item: Item) => string,
): TextOutput {
  return outputOf(`${bom ? '\uFEFF' : ''}${lineOf(header, separator)}`, items, line);
}

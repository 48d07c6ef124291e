import { decimalText } from './decimal.ts';
import { guardedCell, isUnsafe } from './guard.ts';
import type { DecimalMark, Separator } from './locale.ts';

/** A column as it is written. A `text` is guarded against spreadsheets; an instant is to stay a date there. */
export interface WrittenColumn<Item> {
  readonly kind: 'text' | 'instant' | 'number';
  of(item: Item): string | number | null | undefined;
}

// All separators, whichever is in use: a spreadsheet of another language splits at another one.
const special = /[",;\t\r\n\ufeff]/;
const edge = /^\s|\s$/;
const instant = /^\d{4}-\d\d-\d\d(?:T[\d:.]+Z?)?$/;

const isPlain = (unit: number): boolean => unit > 0x20 && unit < 0x7f;

const needsQuotes = (text: string): boolean =>
  special.test(text) ||
  (!(isPlain(text.charCodeAt(0)) && isPlain(text.charCodeAt(text.length - 1))) && edge.test(text));

const quoted = (text: string): string => (needsQuotes(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** A text as the cell of a CSV, RFC 4180. */
function textCell(text: string): string {
  if (text === '') return '';
  if (needsQuotes(text)) return quoted(guardedCell(text));
  return isUnsafe(text) ? `'${text}` : text;
}

/** A line of a CSV, RFC 4180, with its end. */
export const lineOf = (texts: readonly string[], separator: Separator): string =>
  `${texts.map(textCell).join(separator)}\r\n`;

/** Writes lines of columns, each with its end. */
export function lineWriter<Item>(
  columns: ReadonlyArray<WrittenColumn<Item>>,
  { separator, decimalMark }: { readonly separator: Separator; readonly decimalMark: DecimalMark },
): (item: Item) => string {
  const quotes = separator === decimalMark;
  return (item) => {
    let line = '';
    let between = '';
    for (const column of columns) {
      line += between;
      between = separator;
      const value = column.of(item);
      if (value === null || value === undefined) continue;
      if (typeof value === 'number') {
        const text = decimalText(value, decimalMark);
        line += quotes ? quoted(text) : text;
      } else line += column.kind === 'instant' && instant.test(value) ? value : textCell(value);
    }
    return `${line}\r\n`;
  };
}

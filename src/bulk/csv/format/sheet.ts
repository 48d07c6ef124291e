import { InvalidInputError } from '../../../errors/index.ts';
import { wellFormed } from '../../../text/well-formed.ts';
import { oneOf, whole } from '../../options.ts';
import type { CsvSource, ReadOptions } from '../../types.ts';
import { piecesOf } from '../import/content.ts';
import { Fingerprint } from '../import/fingerprint.ts';
import { type ColumnNames, finderOf } from './columns.ts';
import { damaged, encodings, textOf } from './decode.ts';
import { unguarded } from './guard.ts';
import { isBlank } from './invisible.ts';
import { decimalMarks, separators } from './locale.ts';
import { type CsvRecord, RecordReader } from './records.ts';
import { type IsKnown, SeparatorFinder } from './separator.ts';
import { constantText } from './text.ts';
import { type UnknownColumn, unknownColumn } from './unknown-columns.ts';

/** How the file names its columns. */
export type Titles<Column extends string> = Readonly<Partial<Record<Column, string>>>;

/** A row with its cells by column. */
export interface SheetRow<Column extends string> {
  readonly row: number;
  readonly titles: Titles<Column>;
  /** The text of a cell, as it was before it was guarded; `''` where there is none. */
  cell(column: Column): string;
  /** Whether there are more cells than headers, and something in them. */
  readonly overfull: boolean;
}

/** What a file has to have, and what its columns are called. */
export interface SheetShape<Column extends string> {
  /** The columns that are read. */
  readonly columns: ReadonlyArray<readonly [Column, ColumnNames]>;
  /** All columns that a file may have without a word about them. */
  readonly known: ReadonlyArray<readonly [string, ColumnNames]>;
  /** What is missing among the columns that were found: what was expected instead. */
  missing(found: ReadonlySet<Column>): string | undefined;
}

/** What is known of a file once it is read. */
export interface SheetEnd {
  readonly fingerprint: string;
  /** The columns that hold something and are none that is known. */
  readonly unknownColumns: readonly UnknownColumn[];
}

const longestTitle = 60;

const textOfCell = (cell: string): string =>
  (cell.charCodeAt(0) === 0x3d ? constantText(cell) : undefined) ?? unguarded(cell);

/** The header of a file, and what is found out about its columns while the rows go by. */
class Header<Column extends string> {
  readonly titles: Titles<Column>;
  readonly width: number;
  readonly #places: Readonly<Partial<Record<Column, number>>>;
  readonly #shape: SheetShape<Column>;
  readonly #header: readonly string[];
  /** The places of columns that are not known, and that nothing was found in so far. */
  readonly #unknown: Set<number>;
  readonly #used: number[] = [];

  /** Throws `InvalidInputError` where a column is missing or there twice. */
  constructor({ row, cells }: CsvRecord, shape: SheetShape<Column>) {
    const find = finderOf(shape.columns);
    const isKnown = finderOf(shape.known);
    const titles: Partial<Record<Column, string>> = {};
    const places: Partial<Record<Column, number>> = {};
    this.#unknown = new Set();
    for (const [at, cell] of cells.entries()) {
      const name = textOfCell(cell);
      const column = find(name);
      if (column === undefined) {
        if (isKnown(name) === undefined) this.#unknown.add(at);
        continue;
      }
      const title = wellFormed(cell.slice(0, longestTitle));
      const other = titles[column];
      if (other !== undefined)
        throw damaged(row, `one column of a kind; "${other}" and "${title}" mean the same`);
      titles[column] = title;
      places[column] = at;
    }
    const missing = shape.missing(
      new Set(shape.columns.map(([column]) => column).filter((column) => titles[column] !== undefined)),
    );
    if (missing !== undefined) throw damaged(row, missing);
    this.titles = titles;
    this.width = cells.length;
    this.#places = places;
    this.#shape = shape;
    this.#header = cells;
  }

  rowOf({ row, cells }: CsvRecord): SheetRow<Column> {
    for (const at of this.#unknown) {
      if (isBlank(cells[at] ?? '')) continue;
      this.#unknown.delete(at);
      this.#used.push(at);
    }
    const places = this.#places;
    return {
      row,
      titles: this.titles,
      cell: (column) => {
        const at = places[column];
        const cell = at === undefined ? '' : (cells[at] ?? '');
        return cell === '' ? '' : textOfCell(cell);
      },
      overfull: cells.length > this.width && !cells.slice(this.width).every(isBlank),
    };
  }

  get unknownColumns(): UnknownColumn[] {
    return [...this.#used]
      .sort((a, b) => a - b)
      .map((at) => {
        const title = wellFormed((this.#header[at] ?? '').slice(0, longestTitle));
        return isBlank(title) ? { title: `column ${at + 1}` } : unknownColumn(title, this.#shape.known);
      });
  }
}

const usualRowLength = 1_048_576;
const longestRowLength = 16_777_216;

/** Throws `InvalidInputError` for an option that cannot be used. */
export function checkReadOptions({ separator, decimalMark, encoding, maxRowLength }: ReadOptions): number {
  oneOf('separator', separator, separators);
  oneOf('decimalMark', decimalMark, decimalMarks);
  oneOf('encoding', encoding, encodings);
  return whole('maxRowLength', maxRowLength, usualRowLength, longestRowLength);
}

/** The records of a file, a piece of it at a time, and the fingerprint of what they were read from at the end. */
async function* recordsOf(
  source: CsvSource,
  options: ReadOptions,
  isKnown: IsKnown,
): AsyncGenerator<Iterable<CsvRecord>, string, void> {
  const longest = checkReadOptions(options);
  if (typeof source !== 'function')
    throw new InvalidInputError([{ path: 'source', expected: 'a function that gives the content' }]);
  const fingerprint = new Fingerprint();
  const { separator: given, encoding = 'utf-8' } = options;
  const finder = new SeparatorFinder(longest, given, isKnown);
  let reader: RecordReader | undefined;
  async function* pieces(): AsyncGenerator<Uint8Array | string, void, void> {
    for await (const piece of piecesOf(await source())) {
      await fingerprint.add(piece);
      yield piece;
    }
  }
  for await (const text of textOf(pieces(), encoding, () => reader?.row ?? 1)) {
    if (reader !== undefined) {
      yield reader.read(text);
      continue;
    }
    const beginning = finder.add(text);
    if (beginning === undefined) continue;
    reader = new RecordReader(beginning.separator, longest, beginning.row);
    yield reader.read(beginning.text);
  }
  if (reader === undefined) {
    const beginning = finder.end();
    reader = new RecordReader(beginning.separator, longest, beginning.row);
    yield reader.read(beginning.text);
  }
  yield reader.end();
  return fingerprint.end();
}

/**
 * The rows of a file that are not empty, many at a time, in constant memory; the first one is the header. Returns the
 * fingerprint of the content.
 * @throws InvalidInputError naming the row where the file is damaged, or where its header lacks something.
 */
export async function* readSheet<Column extends string>(
  source: CsvSource,
  shape: SheetShape<Column>,
  options: ReadOptions,
): AsyncGenerator<SheetRow<Column>[], SheetEnd, void> {
  const find = finderOf(shape.known);
  const pieces = recordsOf(source, options, (cell) => find(textOfCell(cell)) !== undefined);
  let header: Header<Column> | undefined;
  try {
    while (true) {
      const next = await pieces.next();
      if (next.done) {
        if (header === undefined) throw damaged(1, 'a header');
        return { fingerprint: next.value, unknownColumns: header.unknownColumns };
      }
      const rows: SheetRow<Column>[] = [];
      for (const record of next.value) {
        if (record.cells.every(isBlank)) continue;
        if (header === undefined) header = new Header(record, shape);
        else rows.push(header.rowOf(record));
      }
      if (rows.length > 0) yield rows;
    }
  } finally {
    await pieces.return('');
  }
}

import { InvalidInputError } from '../../../errors/index.ts';
import { oneOf, whole } from '../../options.ts';
import type { CsvSource, ReadOptions } from '../../types.ts';
import { piecesOf } from '../import/content.ts';
import { Fingerprint } from '../import/fingerprint.ts';
import { rearm } from './cell.ts';
import { type ColumnNames, finderOf } from './columns.ts';
import { damaged, encodings, textOf } from './decode.ts';
import { decimalMarks, separators } from './locale.ts';
import { type CsvRecord, RecordReader } from './records.ts';
import { SeparatorFinder } from './separator.ts';

/** A row with its cells by column. */
export interface SheetRow<Column extends string> {
  readonly row: number;
  /** The text of a cell, as it was before it was disarmed; `''` where there is none. */
  cell(column: Column): string;
  /** The column's header in the file. */
  title(column: Column): string | undefined;
  /** Whether there are more cells than headers, and something in them. */
  readonly overfull: boolean;
}

/** What a file has to have, and what its columns are called. */
export interface SheetShape<Column extends string> {
  readonly columns: ReadonlyArray<readonly [Column, ColumnNames]>;
  /** What is missing among the columns that were found: what was expected instead. */
  missing(found: ReadonlySet<Column>): string | undefined;
}

interface Place {
  readonly at: number;
  readonly title: string;
}

const longestTitle = 60;

function placesOf<Column extends string>(
  { row, cells }: CsvRecord,
  shape: SheetShape<Column>,
): Map<Column, Place> {
  const find = finderOf(shape.columns);
  const places = new Map<Column, Place>();
  for (const [at, cell] of cells.entries()) {
    const column = find(rearm(cell));
    if (column === undefined) continue;
    const title = cell.slice(0, longestTitle).toWellFormed();
    const other = places.get(column);
    if (other !== undefined)
      throw damaged(row, `one column of a kind; "${other.title}" and "${title}" mean the same`);
    places.set(column, { at, title });
  }
  const missing = shape.missing(new Set(places.keys()));
  if (missing !== undefined) throw damaged(row, missing);
  return places;
}

const isEmpty = (cells: readonly string[]): boolean => cells.every((cell) => cell === '');

const usualRowLength = 1_048_576;
const longestRowLength = 16_777_216;

/** Throws `InvalidInputError` for an option that cannot be used. */
export function checkReadOptions({ separator, decimalMark, encoding, maxRowLength }: ReadOptions): number {
  oneOf('separator', separator, separators);
  oneOf('decimalMark', decimalMark, decimalMarks);
  oneOf('encoding', encoding, encodings);
  return whole('maxRowLength', maxRowLength, usualRowLength, longestRowLength);
}

/** The records of a file, and the fingerprint of what they were read from once all are read. */
async function* recordsOf(source: CsvSource, options: ReadOptions): AsyncGenerator<CsvRecord, string, void> {
  const longest = checkReadOptions(options);
  if (typeof source !== 'function')
    throw new InvalidInputError([{ path: 'source', expected: 'a function that gives the content' }]);
  const fingerprint = new Fingerprint();
  const { separator: given, encoding = 'utf-8' } = options;
  const finder = new SeparatorFinder(longest, given);
  let reader: RecordReader | undefined;
  async function* pieces(): AsyncGenerator<Uint8Array | string, void, void> {
    for await (const piece of piecesOf(await source())) {
      await fingerprint.add(piece);
      yield piece;
    }
  }
  for await (const text of textOf(pieces(), encoding, () => reader?.row ?? 1)) {
    if (reader !== undefined) {
      yield* reader.read(text);
      continue;
    }
    const beginning = finder.add(text);
    if (beginning === undefined) continue;
    reader = new RecordReader(beginning.separator, longest, beginning.row);
    yield* reader.read(beginning.text);
  }
  if (reader === undefined) {
    const beginning = finder.end();
    reader = new RecordReader(beginning.separator, longest, beginning.row);
    yield* reader.read(beginning.text);
  }
  yield* reader.end();
  return fingerprint.end();
}

/**
 * The rows of a file that are not empty, in constant memory; the first one is the header. Returns the fingerprint of
 * the content.
 * @throws InvalidInputError naming the row where the file is damaged, or where its header lacks something.
 */
export async function* readSheet<Column extends string>(
  source: CsvSource,
  shape: SheetShape<Column>,
  options: ReadOptions,
): AsyncGenerator<SheetRow<Column>, string, void> {
  const records = recordsOf(source, options);
  let places: Map<Column, Place> | undefined;
  let width = 0;
  try {
    while (true) {
      const next = await records.next();
      if (next.done) {
        if (places === undefined) throw damaged(1, 'a header');
        return next.value;
      }
      const { row, cells } = next.value;
      if (isEmpty(cells)) continue;
      if (places === undefined) {
        places = placesOf(next.value, shape);
        width = cells.length;
        continue;
      }
      const found = places;
      yield {
        row,
        cell: (column) => rearm(cells[found.get(column)?.at ?? -1] ?? ''),
        title: (column) => found.get(column)?.title,
        overfull: cells.length > width && !isEmpty(cells.slice(width)),
      };
    }
  } finally {
    await records.return('');
  }
}

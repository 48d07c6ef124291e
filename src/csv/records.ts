import Papa, { type ParseResult } from 'papaparse';
import { damaged } from './decode.ts';
import type { Separator } from './locale.ts';

/** One record of a CSV. */
export interface CsvRecord {
  /** As a spreadsheet counts: from 1, empty rows included. */
  readonly row: number;
  readonly cells: readonly string[];
}

/** How the rows of a file end: LF stands for CR LF as well, since some files have both. */
export type LineEnd = '\n' | '\r';

const mostColumns = 1000;

const problems: Readonly<Record<string, string>> = {
  InvalidQuotes: 'a separator or the end of the row behind a closing quote',
  MissingQuotes: 'a closing quote before the end of the file',
};

/** Reads records from text that comes in pieces, and bounds what Papa Parse would take in. Holds one unfinished row. */
export class RecordReader {
  readonly #parser: Papa.Parser;
  readonly #lineEnd: LineEnd;
  readonly #longest: number;
  #row: number;
  #held = '';
  /** How much has to be held for another look: an unfinished row is not read again for every piece. */
  #enough = 0;

  constructor(separator: Separator, lineEnd: LineEnd, longest: number, firstRow: number) {
    this.#parser = new Papa.Parser({ delimiter: separator, newline: lineEnd });
    this.#lineEnd = lineEnd;
    this.#longest = longest;
    this.#row = firstRow;
  }

  /** The row that is being read. */
  get row(): number {
    return this.#row;
  }

  /**
   * The records that end within a piece. Throws `InvalidInputError` naming the row where the text is no CSV, or is
   * beyond the bounds.
   */
  *read(text: string): Generator<CsvRecord, void, void> {
    this.#held += text;
    if (this.#held.length < this.#enough && this.#held.length < this.#longest) return;
    const { cursor } = yield* this.#records(false);
    this.#held = this.#held.slice(cursor);
    if (this.#held.length >= this.#longest) throw this.#tooLong(this.#held.split('"').length % 2 === 0);
    if (this.#held.includes('\0')) throw this.#hasNul();
    this.#enough = 2 * this.#held.length;
  }

  /** The record that the end of the file ends. Throws `InvalidInputError` within quotes. */
  *end(): Generator<CsvRecord, void, void> {
    yield* this.#records(true);
  }

  *#records(last: boolean): Generator<CsvRecord, ParseResult<string[]>['meta'], void> {
    const { data, errors, meta }: ParseResult<string[]> = this.#parser.parse(this.#held, 0, !last);
    for (const [at, cells] of data.entries()) {
      // What is said of an unfinished row may turn out to be wrong.
      const error = errors.find(({ row }) => row === at);
      if (error !== undefined) throw damaged(this.#row, problems[error.code] ?? error.message);
      if (cells.length > mostColumns) throw damaged(this.#row, `at most ${mostColumns} columns`);
      const final = cells.at(-1);
      if (this.#lineEnd === '\n' && final?.endsWith('\r')) cells[cells.length - 1] = final.slice(0, -1);
      if (cells.reduce((sum, { length }) => sum + length + 1, 0) > this.#longest) throw this.#tooLong();
      if (cells.some((cell) => cell.includes('\0'))) throw this.#hasNul();
      yield { row: this.#row, cells };
      this.#row += 1;
    }
    return meta;
  }

  #hasNul(): Error {
    return damaged(this.#row, 'no NUL characters; is this a text file in UTF-8?');
  }

  #tooLong(quoted = false): Error {
    const open = quoted ? '; a quote is open' : '';
    return damaged(this.#row, `at most ${this.#longest} characters in a row${open}`);
  }
}

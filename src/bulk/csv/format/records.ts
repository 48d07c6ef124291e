import { damaged } from './decode.ts';
import type { Separator } from './locale.ts';

/** One record of a CSV. */
export interface CsvRecord {
  /** As a spreadsheet counts: from 1, empty rows included. */
  readonly row: number;
  readonly cells: readonly string[];
}

const mostColumns = 1000;

/** Where the reader stands: `quote` is behind a quote within quotes, `closed` behind one that ended them. */
type Place = 'start' | 'plain' | 'quoted' | 'quote' | 'closed';

const stops: Readonly<Record<Separator, RegExp>> = {
  ',': /[,\r\n]/g,
  ';': /[;\r\n]/g,
  '\t': /[\t\r\n]/g,
};

/**
 * Reads records from text that comes in pieces, each character once. Holds one unfinished row.
 *
 * A quote opens a cell only where the cell begins; elsewhere it is text. Rows end by LF, CR LF, or CR CR LF, which some
 * programs write on Windows; in a file whose first row ends by CR alone, by that. A file that has both is refused:
 * no reader knows which of them belong to a text that has lost its quotes.
 */
export class RecordReader {
  readonly #separator: Separator;
  readonly #longest: number;
  #row: number;
  #cells: string[] = [];
  /** The unfinished cell: within quotes, its quotes still doubled. */
  #cell = '';
  #place: Place = 'start';
  /** How many characters the unfinished row has. */
  #length = 0;
  /** How many CRs stand behind the unfinished row. */
  #returns = 0;
  #lineEnd: '\n' | '\r' | undefined;
  /** Whether every LF was written as CR LF, so that rows end by CR CR LF. */
  #doubled = false;

  constructor(separator: Separator, longest: number, firstRow: number) {
    this.#separator = separator;
    this.#longest = longest;
    this.#row = firstRow;
  }

  /** The row that is being read. */
  get row(): number {
    return this.#row;
  }

  /** How many cells of that row are finished. */
  get columns(): number {
    return this.#cells.length;
  }

  /**
   * The records that end within a piece. Throws `InvalidInputError` naming the row where the text is no CSV, or is
   * beyond the bounds.
   */
  *read(text: string): Generator<CsvRecord, void, void> {
    for (let at = 0; at < text.length; ) {
      const end = this.#isFresh ? text.indexOf('\n', at) : -1;
      const cells = end === -1 ? undefined : this.#plainCells(text, at, end);
      if (cells !== undefined) {
        yield { row: this.#row, cells };
        this.#row += 1;
        at = end + 1;
      } else if (this.#place === 'quoted' || this.#place === 'quote') at = this.#readQuoted(text, at);
      else if (text[at] === '\n') {
        at += 1;
        yield this.#endLine();
      } else if (text[at] === '\r') {
        at += 1;
        if (this.#lineEnd === '\r') yield this.#record();
        else this.#returns += 1;
      } else {
        yield* this.#endReturns();
        at = this.#readOpen(text, at);
      }
    }
  }

  /** The record that the end of the file ends. Throws `InvalidInputError` within quotes. */
  *end(): Generator<CsvRecord, void, void> {
    if (this.#place === 'quoted') throw damaged(this.#row, 'a closing quote before the end of the file');
    // A file that is cut between CR and LF is whole.
    if (this.#lineEnd === undefined) yield* this.#endReturns();
    if (this.#cells.length > 0 || this.#place !== 'start') yield this.#record();
  }

  /**
   * The row that begins here where it has nothing but cells and separators in it, as most rows have; `undefined` for any
   * other, which is read bit by bit.
   */
  #plainCells(text: string, from: number, end: number): string[] | undefined {
    const line = text.slice(from, text[end - 1] === '\r' && end > from ? end - 1 : end);
    if (line.length > this.#longest || line.includes('"') || line.includes('\r') || line.includes('\0'))
      return undefined;
    if (!line.isWellFormed()) return undefined;
    const cells = line.split(this.#separator);
    return cells.length > mostColumns ? undefined : cells;
  }

  /** Whether a row begins here in a file whose rows end by LF or CR LF. */
  get #isFresh(): boolean {
    return (
      this.#lineEnd === '\n' &&
      !this.#doubled &&
      this.#place === 'start' &&
      this.#length === 0 &&
      this.#returns === 0
    );
  }

  /** Reads on within quotes, or behind a quote in them. */
  #readQuoted(text: string, from: number): number {
    if (this.#place === 'quote') {
      this.#place = text[from] === '"' ? 'quoted' : 'closed';
      if (this.#place === 'closed') return from;
      this.#take('""');
      return from + 1;
    }
    let quote = text.indexOf('"', from);
    while (quote !== -1 && text[quote + 1] === '"') quote = text.indexOf('"', quote + 2);
    this.#take(quote === -1 ? text.slice(from) : text.slice(from, quote));
    if (quote === -1) return text.length;
    this.#place = 'quote';
    return quote + 1;
  }

  /** Reads on where a separator counts, in front of anything but a line end. */
  #readOpen(text: string, from: number): number {
    const char = text[from] ?? '';
    if (char === this.#separator) {
      this.#endCell();
      this.#lengthen(1);
      return from + 1;
    }
    if (this.#place === 'closed') {
      if (char === '\0') throw this.#hasNul();
      if (char.trim() !== '')
        throw damaged(this.#row, 'a separator or the end of the row behind a closing quote');
      this.#lengthen(1);
      return from + 1;
    }
    if (this.#place === 'start' && char === '"') {
      this.#place = 'quoted';
      this.#lengthen(1);
      return from + 1;
    }
    this.#place = 'plain';
    const stop = stops[this.#separator];
    stop.lastIndex = from;
    const end = stop.exec(text)?.index ?? text.length;
    this.#take(text.slice(from, end));
    return end;
  }

  #take(text: string): void {
    if (text.includes('\0')) throw this.#hasNul();
    this.#lengthen(text.length);
    this.#cell += text;
  }

  #lengthen(by: number): void {
    this.#length += by;
    if (this.#length <= this.#longest) return;
    const open = this.#place === 'quoted' ? '; a quote is open' : '';
    throw damaged(this.#row, `at most ${this.#longest} characters in a row${open}`);
  }

  #endCell(): void {
    const quoted = this.#place === 'quote' || this.#place === 'closed';
    const cell = quoted ? this.#cell.replaceAll('""', '"') : this.#cell;
    if (!cell.isWellFormed()) throw damaged(this.#row, 'whole characters, not halves of them');
    if (this.#cells.length === mostColumns) throw damaged(this.#row, `at most ${mostColumns} columns`);
    this.#cells.push(this.#doubled ? cell.replaceAll('\r\r\n', '\r\n') : cell);
    this.#cell = '';
    this.#place = 'start';
  }

  #record(): CsvRecord {
    this.#endCell();
    const record = { row: this.#row, cells: this.#cells };
    this.#row += 1;
    this.#cells = [];
    this.#length = 0;
    return record;
  }

  /** A row ends at an LF, with the CRs in front of it. */
  #endLine(): CsvRecord {
    if (this.#lineEnd === '\r') throw this.#mixed('a line feed');
    if (this.#lineEnd === undefined) this.#doubled = this.#returns === 2;
    this.#lineEnd = '\n';
    this.#returns = 0;
    return this.#record();
  }

  /** CRs without an LF: rows end there, each at one, where the first one does. */
  *#endReturns(): Generator<CsvRecord, void, void> {
    if (this.#returns === 0) return;
    if (this.#lineEnd === '\n') throw this.#mixed('a carriage return');
    this.#lineEnd = '\r';
    for (; this.#returns > 0; this.#returns -= 1) yield this.#record();
  }

  #mixed(char: string): Error {
    return damaged(this.#row, `one kind of line ends; beyond quotes, ${char} stands alone here`);
  }

  #hasNul(): Error {
    return damaged(this.#row, 'no NUL characters; is this a text file in UTF-8?');
  }
}

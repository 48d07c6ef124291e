import { isBlank } from './invisible.ts';
import { type Separator, separators } from './locale.ts';
import { type CsvRecord, RecordReader } from './records.ts';

/** A first line that says the separator, as Excel writes and obeys it. */
const declaration = /^"?sep=([,;\t])"?(?:[,;\t](?:"")?)*(?:\r*\n|\r(?=[^\r\n]))/i;
/** What may become one with the next piece. */
const declarationToBe = /^"?(?:s|se|sep|sep=(?:[,;\t][,;\t"]*)?)?[\r\n]*$/i;
const longestDeclaration = 3000;

/** What the beginning of a file tells about how to read on. */
interface Beginning {
  readonly separator: Separator;
  /** The text to read: what was looked at, without a line `sep=;`. */
  readonly text: string;
  /** The row that the text begins with. */
  readonly row: number;
}

/** Whether a cell is the header of a column that is known. */
export type IsKnown = (cell: string) => boolean;

/** Reads the first row that is not empty with one separator. */
class Trial {
  readonly separator: Separator;
  readonly #reader: RecordReader;
  readonly #isKnown: IsKnown;
  #columns: number | undefined;
  #known = 0;
  #failed = false;

  constructor(separator: Separator, longest: number, isKnown: IsKnown) {
    this.separator = separator;
    this.#isKnown = isKnown;
    this.#reader = new RecordReader(separator, longest, 1);
  }

  get over(): boolean {
    return this.#columns !== undefined;
  }

  /** Whether it went better than another: by known columns, then by columns, then by whether the row can be read. */
  isBetterThan(other: Trial): boolean {
    if (this.#known !== other.#known) return this.#known > other.#known;
    return this.#width > other.#width;
  }

  get #width(): number {
    return (this.#columns ?? this.#reader.columns) * 2 - (this.#failed ? 1 : 0);
  }

  read(text: string): void {
    this.#look(() => this.#reader.read(text));
  }

  end(): void {
    this.#look(() => this.#reader.end());
  }

  #look(records: () => Iterable<CsvRecord>): void {
    if (this.over) return;
    try {
      for (const { cells } of records()) {
        if (cells.every(isBlank)) continue;
        this.#columns = cells.length;
        this.#known = cells.filter(this.#isKnown).length;
        return;
      }
    } catch {
      // Told by the one who reads on with the separator that was found.
      this.#failed = true;
      this.#columns = this.#reader.columns;
    }
  }
}

/** Looks at the first row of a text that comes in pieces, until it knows its separator. */
export class SeparatorFinder {
  readonly #longest: number;
  readonly #trials: readonly Trial[];
  /** What was looked at, behind the line that says the separator if there is one. */
  #text = '';
  #row = 1;
  /** Whether it is known that there is such a line, or that there is none. */
  #begun = false;
  #known: Separator | undefined;

  /** `given`: the separator, where it is known. */
  constructor(longest: number, given: Separator | undefined, isKnown: IsKnown) {
    this.#longest = longest;
    this.#known = given;
    this.#trials = separators.map((separator) => new Trial(separator, longest, isKnown));
  }

  add(piece: string): Beginning | undefined {
    this.#text += piece;
    if (this.#begun) this.#try(piece);
    else if (this.#mayDeclare()) return undefined;
    else this.#begin();
    const over = this.#known !== undefined || this.#trials.every((trial) => trial.over);
    // Rows without anything in them may go on for ever.
    return over || this.#text.length > 2 * this.#longest ? this.#found() : undefined;
  }

  /** What is known at the end of the file. */
  end(): Beginning {
    if (!this.#begun) this.#begin();
    for (const trial of this.#trials) trial.end();
    return this.#found();
  }

  /** Whether the next piece decides if the first line says the separator. */
  #mayDeclare(): boolean {
    const text = this.#text;
    return text.length < longestDeclaration && declarationToBe.test(text) && !declaration.test(text);
  }

  #begin(): void {
    this.#begun = true;
    this.#skipDeclaration();
    this.#try(this.#text);
  }

  #try(text: string): void {
    if (this.#known === undefined) for (const trial of this.#trials) trial.read(text);
  }

  #skipDeclaration(): void {
    const [line, separator] = declaration.exec(this.#text) ?? [];
    if (line === undefined) return;
    // One with quotes, or with cells behind it, is left over from another form of the file: only its header tells.
    if (line.replace(/[\r\n]+$/, '').length === 'sep=;'.length)
      this.#known ??= separators.find((each) => each === separator);
    this.#text = this.#text.slice(line.length);
    this.#row = 2;
  }

  #found(): Beginning {
    const best = this.#trials.reduce((one, other) => (other.isBetterThan(one) ? other : one));
    return { separator: this.#known ?? best.separator, text: this.#text, row: this.#row };
  }
}

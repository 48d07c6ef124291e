import { damaged } from './decode.ts';
import type { Separator } from './locale.ts';
import type { LineEnd } from './records.ts';

const declared = /^sep=([,;])$/i;

/** What the beginning of a file tells about how to read on. */
interface Beginning {
  readonly separator: Separator;
  readonly lineEnd: LineEnd;
  /** The text to read: what was looked at, without a line `sep=;`, which Excel writes and obeys. */
  readonly text: string;
  /** The row that the text begins with. */
  readonly row: number;
}

/** Looks at the first row of a text that comes in pieces, until it knows its separator. */
export class SeparatorFinder {
  readonly #longest: number;
  #text = '';
  #at = 0;
  #quoted = false;
  #commas = 0;
  #semicolons = 0;

  constructor(longest: number) {
    this.#longest = longest;
  }

  /** Throws `InvalidInputError` for a first row that is too long. */
  add(piece: string): Beginning | undefined {
    this.#text += piece;
    for (; this.#at < this.#text.length; this.#at += 1) {
      const char = this.#text[this.#at];
      if (char === '"') this.#quoted = !this.#quoted;
      else if (this.#quoted) continue;
      else if (char === ',') this.#commas += 1;
      else if (char === ';') this.#semicolons += 1;
      else if (char === '\n') return this.#found();
      else if (char === '\r') {
        // Its line feed may come with the next piece.
        if (this.#at + 1 === this.#text.length) return undefined;
        return this.#found();
      }
    }
    if (this.#text.length > this.#longest) {
      const open = this.#quoted ? '; a quote is open' : '';
      throw damaged(1, `at most ${this.#longest} characters in a row${open}`);
    }
    return undefined;
  }

  /** What is known at the end of the file. */
  end(): Beginning {
    return this.#found();
  }

  #found(): Beginning {
    const crLf = this.#text.startsWith('\r\n', this.#at);
    const lineEnd = this.#text[this.#at] === '\r' && !crLf ? '\r' : '\n';
    const separator = declared.exec(this.#text.slice(0, this.#at))?.[1];
    if (separator === ',' || separator === ';') {
      return { separator, lineEnd, text: this.#text.slice(this.#at + (crLf ? 2 : 1)), row: 2 };
    }
    const found = this.#semicolons > this.#commas ? ';' : ',';
    return { separator: found, lineEnd, text: this.#text, row: 1 };
  }
}

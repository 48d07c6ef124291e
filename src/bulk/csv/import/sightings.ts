import { type Hashed, hashed } from '../../checksum.ts';

/** So many bits of a table does each text set. */
const marks = 3;

/** A page is 4 KiB; pages come to life when a bit is set, so that a short file takes little. */
const wordsOfPage = 1024;

class BitTable {
  readonly #pages: Array<Uint32Array | undefined> = [];
  readonly #mask: number;

  /** `bits`: a power of two, from 2^15 to 2^31. */
  constructor(bits: number) {
    this.#mask = bits - 1;
  }

  /** Whether all bits of a text were set before; they are now. */
  set([a, b]: Hashed): boolean {
    let before = true;
    for (let mark = 0; mark < marks; mark += 1) {
      const bit = (a + Math.imul(mark, b | 1)) & this.#mask;
      const page = this.#page(bit >>> 15);
      const at = (bit >>> 5) & (wordsOfPage - 1);
      const word = page[at] ?? 0;
      const one = 1 << (bit & 31);
      if ((word & one) === 0) before = false;
      page[at] = word | one;
    }
    return before;
  }

  has([a, b]: Hashed): boolean {
    for (let mark = 0; mark < marks; mark += 1) {
      const bit = (a + Math.imul(mark, b | 1)) & this.#mask;
      const word = this.#pages[bit >>> 15]?.[(bit >>> 5) & (wordsOfPage - 1)] ?? 0;
      if ((word & (1 << (bit & 31))) === 0) return false;
    }
    return true;
  }

  #page(at: number): Uint32Array {
    const page = this.#pages[at] ?? new Uint32Array(wordsOfPage);
    this.#pages[at] = page;
    return page;
  }
}

/** 8 MiB a table at most: of a million different texts about eighty look as if they came twice, of ten million 5 %. */
const usualBits = 2 ** 26;

/**
 * Which texts may have come more than once, in memory that does not grow. What came twice is always found; a few
 * that came once are taken for such, and have to be looked at more closely.
 */
export class Sightings {
  readonly #once: BitTable;
  readonly #twice: BitTable;
  #suspects = 0;

  constructor(bits: number = usualBits) {
    this.#once = new BitTable(bits);
    this.#twice = new BitTable(bits);
  }

  /** How often a text came that may have come before. */
  get suspects(): number {
    return this.#suspects;
  }

  add(text: string): void {
    const marks = hashed(text);
    if (!this.#once.set(marks)) return;
    this.#twice.set(marks);
    this.#suspects += 1;
  }

  mayRepeat(text: string): boolean {
    return this.#twice.has(hashed(text));
  }

  /** Which of so many parts a text belongs to. */
  partOf(text: string, parts: number): number {
    return hashed(text)[1] % parts;
  }
}

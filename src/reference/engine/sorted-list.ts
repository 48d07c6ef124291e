const chunkSize = 512;

/** Orders two items: negative when the first comes first. No two different items may be equal. */
export type Order<Item> = (a: Item, b: Item) => number;

/**
 * A sorted list that knows positions: inserting and deleting cost a chunk, a slice costs its length, and the rank of
 * a bound costs a search. It makes a page of a million rows as cheap as one of a thousand.
 */
export class SortedList<Item> {
  readonly #order: Order<Item>;
  #chunks: Item[][] = [];
  #size = 0;

  constructor(order: Order<Item>, items: Iterable<Item> = []) {
    this.#order = order;
    const sorted = [...items].sort(order);
    this.#size = sorted.length;
    for (let at = 0; at < sorted.length; at += chunkSize) this.#chunks.push(sorted.slice(at, at + chunkSize));
  }

  get size(): number {
    return this.#size;
  }

  insert(item: Item): void {
    this.#size += 1;
    const at = this.#chunkFor(item);
    const chunk = this.#chunks[at];
    if (chunk === undefined) {
      this.#chunks.push([item]);
      return;
    }
    chunk.splice(
      lowerBound(chunk, (other) => this.#order(other, item) < 0),
      0,
      item,
    );
    if (chunk.length > chunkSize * 2)
      this.#chunks.splice(at, 1, chunk.slice(0, chunkSize), chunk.slice(chunkSize));
  }

  /** Takes out the item that the order calls equal to `item`; says whether there was one. */
  delete(item: Item): boolean {
    const at = this.#chunkFor(item);
    const chunk = this.#chunks[at];
    if (chunk === undefined) return false;
    const inner = lowerBound(chunk, (other) => this.#order(other, item) < 0);
    const found = chunk[inner];
    if (found === undefined || this.#order(found, item) !== 0) return false;
    chunk.splice(inner, 1);
    this.#size -= 1;
    if (chunk.length === 0) this.#chunks.splice(at, 1);
    return true;
  }

  /** How many items come before a bound; `isBefore` must be true for a first part of the list and false after it. */
  rank(isBefore: (item: Item) => boolean): number {
    const at = lowerBound(this.#chunks, (chunk) => isBefore(last(chunk)));
    const chunk = this.#chunks[at];
    let before = 0;
    for (let earlier = 0; earlier < at; earlier += 1) before += this.#chunks[earlier]?.length ?? 0;
    return chunk === undefined ? before : before + lowerBound(chunk, isBefore);
  }

  /** `count` items from a position on, counted from 0. */
  slice(from: number, count: number): Item[] {
    const found: Item[] = [];
    let skip = from;
    for (const chunk of this.#chunks) {
      if (found.length >= count) break;
      if (skip >= chunk.length) {
        skip -= chunk.length;
        continue;
      }
      const part = chunk.slice(skip, skip + count - found.length);
      for (const item of part) found.push(item);
      skip = 0;
    }
    return found;
  }

  *[Symbol.iterator](): Generator<Item> {
    for (const chunk of this.#chunks) yield* chunk;
  }

  #chunkFor(item: Item): number {
    const at = lowerBound(this.#chunks, (chunk) => this.#order(last(chunk), item) < 0);
    return Math.min(at, Math.max(0, this.#chunks.length - 1));
  }
}

function last<Item>(chunk: readonly Item[]): Item {
  const item = chunk.at(-1);
  if (item === undefined) throw new RangeError('a chunk is never empty');
  return item;
}

/** The first position whose item is not before the bound. */
function lowerBound<Item>(items: readonly Item[], isBefore: (item: Item) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const item = items[middle];
    if (item !== undefined && isBefore(item)) low = middle + 1;
    else high = middle;
  }
  return low;
}

const chunkSize = 512;
/** A chunk of fewer items is searched without keys: they would take more memory than they save time. */
const leastWithKeys = 64;

/** Orders two items: negative when the first comes first. No two different items may be equal. */
export type Order<Item> = (a: Item, b: Item) => number;

/**
 * A number of 32 bits with a sign that never falls along the order. Many items may share one; it only saves looking at the items,
 * which lie all over the memory.
 */
export type KeyOf<Item> = (item: Item) => number;

interface Chunk<Item> {
  items: Item[];
  /** The keys of the items, and room for more. */
  keys: Int32Array | undefined;
}

/**
 * A sorted list that knows positions: inserting and deleting cost a chunk, a slice costs its length, and the rank of
 * a bound costs a search. It makes a page of a million rows as cheap as one of a thousand.
 */
export class SortedList<Item> {
  readonly #order: Order<Item>;
  readonly #keyOf: KeyOf<Item> | undefined;
  #chunks: Array<Chunk<Item>> = [];
  #size = 0;

  constructor(order: Order<Item>, keyOf?: KeyOf<Item>) {
    this.#order = order;
    this.#keyOf = keyOf;
  }

  /** A list of items that are in order already. */
  static of<Item>(order: Order<Item>, sorted: readonly Item[], keyOf?: KeyOf<Item>): SortedList<Item> {
    const list = new SortedList(order, keyOf);
    list.#size = sorted.length;
    for (let at = 0; at < sorted.length; at += chunkSize)
      list.#chunks.push(list.#chunkOf(sorted.slice(at, at + chunkSize)));
    return list;
  }

  get size(): number {
    return this.#size;
  }

  insert(item: Item): void {
    this.#size += 1;
    const key = this.#keyOf?.(item) ?? 0;
    const at = this.#chunkFor(item, key);
    const chunk = this.#chunks[at];
    if (chunk === undefined) {
      this.#chunks.push(this.#chunkOf([item]));
      return;
    }
    const { items, keys } = chunk;
    const position = this.#positionIn(chunk, item, key);
    if (position === items.length) items.push(item);
    else items.splice(position, 0, item);
    if (keys !== undefined && keys.length >= items.length) {
      keys.copyWithin(position + 1, position, items.length - 1);
      keys[position] = key;
    } else if (items.length >= leastWithKeys) {
      chunk.keys = this.#keysOf(items);
    }
    if (items.length > chunkSize * 2) {
      const [first, second] = [items.slice(0, chunkSize), items.slice(chunkSize)];
      this.#chunks.splice(at, 1, this.#chunkOf(first), this.#chunkOf(second));
    }
  }

  /** Takes out the item that the order calls equal to `item`; says whether there was one. */
  delete(item: Item): boolean {
    const key = this.#keyOf?.(item) ?? 0;
    const at = this.#chunkFor(item, key);
    const chunk = this.#chunks[at];
    if (chunk === undefined) return false;
    const { items, keys } = chunk;
    const position = this.#positionIn(chunk, item, key);
    const found = items[position];
    if (found === undefined || this.#order(found, item) !== 0) return false;
    items.splice(position, 1);
    keys?.copyWithin(position, position + 1, items.length + 1);
    this.#size -= 1;
    if (items.length === 0) this.#chunks.splice(at, 1);
    return true;
  }

  /** How many items come before a bound; `isBefore` must be true for a first part of the list and false after it. */
  rank(isBefore: (item: Item) => boolean): number {
    const at = lowerBound(this.#chunks, 0, this.#chunks.length, ({ items }) => isBefore(last(items)));
    const chunk = this.#chunks[at];
    let before = 0;
    for (let earlier = 0; earlier < at; earlier += 1) before += this.#chunks[earlier]?.items.length ?? 0;
    return chunk === undefined ? before : before + lowerBound(chunk.items, 0, chunk.items.length, isBefore);
  }

  /** `count` items from a position on, counted from 0. */
  slice(from: number, count: number): Item[] {
    const found: Item[] = [];
    let skip = from;
    for (const { items } of this.#chunks) {
      if (found.length >= count) break;
      if (skip >= items.length) {
        skip -= items.length;
        continue;
      }
      const end = Math.min(items.length, skip + count - found.length);
      for (let at = skip; at < end; at += 1) {
        const item = items[at];
        if (item !== undefined) found.push(item);
      }
      skip = 0;
    }
    return found;
  }

  *[Symbol.iterator](): Generator<Item> {
    for (const { items } of this.#chunks) yield* items;
  }

  #chunkOf(items: Item[]): Chunk<Item> {
    return { items, keys: items.length < leastWithKeys ? undefined : this.#keysOf(items) };
  }

  #keysOf(items: readonly Item[]): Int32Array | undefined {
    const keyOf = this.#keyOf;
    if (keyOf === undefined) return undefined;
    const keys = new Int32Array(Math.ceil(items.length * 1.25));
    for (let at = 0; at < items.length; at += 1) {
      const item = items[at];
      if (item !== undefined) keys[at] = keyOf(item);
    }
    return keys;
  }

  /** The first chunk that an item may stand in: the first whose last item is not before it. */
  #chunkFor(item: Item, key: number): number {
    const at = lowerBound(this.#chunks, 0, this.#chunks.length, ({ items, keys }) => {
      const lastKey = keys?.[items.length - 1] ?? key;
      return lastKey === key ? this.#order(last(items), item) < 0 : lastKey < key;
    });
    return Math.min(at, Math.max(0, this.#chunks.length - 1));
  }

  #positionIn({ items, keys }: Chunk<Item>, item: Item, key: number): number {
    const isBefore = (other: Item): boolean => this.#order(other, item) < 0;
    if (keys === undefined) return lowerBound(items, 0, items.length, isBefore);
    const from = lowerBound(keys, 0, items.length, (other) => other < key);
    const to = lowerBound(keys, from, items.length, (other) => other <= key);
    return lowerBound(items, from, to, isBefore);
  }
}

function last<Item>(items: readonly Item[]): Item {
  const item = items.at(-1);
  if (item === undefined) throw new RangeError('a chunk is never empty');
  return item;
}

/** The first position from `low` on, before `high`, whose item is not before the bound. */
function lowerBound<Item>(
  items: ArrayLike<Item>,
  low: number,
  high: number,
  isBefore: (item: Item) => boolean,
): number {
  let from = low;
  let to = high;
  while (from < to) {
    const middle = (from + to) >>> 1;
    const item = items[middle];
    if (item !== undefined && isBefore(item)) from = middle + 1;
    else to = middle;
  }
  return from;
}

import { checkNames, countOf } from '../errors/option-names.ts';

/** Items that are fetched while they are read. */
export interface Sequence<Item> extends AsyncIterable<Item> {
  /** The first item; `undefined` when there is none. */
  first(): Promise<Item | undefined>;
  /** The first `count` items, a whole number from 1; no page behind them is asked for. */
  take(count: number): Sequence<Item>;
  /** Each item changed by a function, which may be async; one at a time, in order. */
  map<Other>(change: (item: Item, index: number) => Other | Promise<Other>): Sequence<Other>;
  /** All items, or the first `limit` of them. */
  toArray(options?: { readonly limit?: number | undefined }): Promise<Item[]>;
}

/** Iterates from the beginning, and gives so many items at most. */
type Iterate<Item> = (most: number) => AsyncGenerator<Item, void, void>;

async function* mapped<Item, Other>(
  items: AsyncIterable<Item>,
  change: (item: Item, index: number) => Other | Promise<Other>,
): AsyncGenerator<Other, void, void> {
  let index = 0;
  for await (const item of items) {
    yield await change(item, index);
    index += 1;
  }
}

/** All items at once, so many at most: what `Iterate` gives, without a step for each of them. */
type Collect<Item> = (most: number) => Promise<Item[]>;

/**
 * Everything that can be asked of items that are fetched while they are read; `operation` is for errors. `collect` may
 * be left out.
 */
export function sequenceOf<Item>(
  iterate: Iterate<Item>,
  operation: string,
  collect?: Collect<Item>,
): Sequence<Item> {
  const limited: Iterate<Item> = async function* (most) {
    let given = 0;
    for await (const item of iterate(most)) {
      yield item;
      given += 1;
      if (given >= most) return;
    }
  };
  return {
    [Symbol.asyncIterator]: () => iterate(Number.POSITIVE_INFINITY),
    async first() {
      for await (const item of limited(1)) return item;
      return undefined;
    },
    take: (count) =>
      sequenceOf(async function* (most) {
        yield* limited(Math.min(most, countOf('count', count, operation)));
      }, operation),
    map: (change) => sequenceOf((most) => mapped(limited(most), change), operation),
    async toArray(options = {}) {
      checkNames(options, ['limit'], operation);
      const { limit } = options;
      const most = limit === undefined ? Number.POSITIVE_INFINITY : countOf('limit', limit, operation);
      if (collect !== undefined) return collect(most);
      const found: Item[] = [];
      for await (const item of limited(most)) found.push(item);
      return found;
    },
  };
}

import type { Page } from '../api/common.ts';
import { InvalidInputError } from '../errors/index.ts';
import { countIssues } from '../errors/option-names.ts';
import type { ListPage, PageOptions, Paginator, WalkedPage } from './pagination.ts';
import { sequenceOf } from './sequence.ts';
import { type Counted, type FetchPage, type Identified, largestPageSize, type Route, Walk } from './walk.ts';

const standardPageSize = 100;
const mostPageRetries = 100;

/** The names of the options of a walk. */
export const pageOptionNames = ['from', 'to', 'pageSize', 'pageRetries'] as const satisfies ReadonlyArray<
  keyof PageOptions
>;

/** A list as its resource describes it. */
export interface Listed<Item, Summary> {
  /** The operation's id, for errors and warnings. */
  readonly operation: string;
  readonly options: PageOptions;
  /** Begins a walk: each has a function of its own that fetches one page. Throws what cannot be asked for. */
  readonly begin: () => FetchPage<Item, Summary>;
  /** What the API cannot filter by. */
  readonly keeps?: ((item: Item) => boolean) | undefined;
  readonly signal: AbortSignal | undefined;
  /** Told once a walk when the list changes meanwhile. */
  readonly onChanged: (counts: { readonly before: number; readonly now: number }) => void;
}

const anyNumber = Number.MAX_SAFE_INTEGER;

function routeOf(
  { from = 1, to, pageSize = standardPageSize, pageRetries = 0 }: PageOptions,
  operation: string,
): Pick<Route, 'start' | 'most' | 'pageSize' | 'pageRetries'> {
  const issues = [
    ...countIssues('from', from, 1, anyNumber),
    ...(to === undefined ? [] : countIssues('to', to, 1, anyNumber)),
    ...countIssues('pageSize', pageSize, 1, largestPageSize),
    ...countIssues('pageRetries', pageRetries, 0, mostPageRetries),
  ];
  if (issues.length > 0) throw new InvalidInputError(issues, { operation });
  const most = to === undefined ? Number.POSITIVE_INFINITY : to - from + 1;
  return { start: from, most, pageSize, pageRetries };
}

type Told = Listed<never, never>['onChanged'];

/** Begins a walk of so many items at most; `overlaps` as in `Route`. */
function walkOf<Item extends Identified, Summary extends Counted>(
  { operation, options, signal, keeps, begin }: Listed<Item, Summary>,
  onChanged: Told,
  overlaps: boolean,
  limit: number,
): Walk<Item, Summary> {
  const route = routeOf(options, operation);
  // What is left out here was read all the same: then the limit is not one of rows.
  const most = keeps === undefined ? Math.min(route.most, limit) : route.most;
  return new Walk(begin(), { ...route, most, overlaps, signal, onChanged });
}

/** A page without the items that are not kept. */
function kept<Item, Kept extends { readonly data: readonly Item[] }>(
  keeps: ((item: Item) => boolean) | undefined,
  page: Kept,
): Kept {
  return keeps === undefined ? page : { ...page, data: page.data.filter(keeps) };
}

async function* pagesOf<Item extends Identified, Summary extends Counted>(
  walk: Walk<Item, Summary>,
  { keeps }: Listed<Item, Summary>,
): AsyncGenerator<WalkedPage<Item, Summary>, void, void> {
  for (let page = await walk.next(); page !== undefined; page = await walk.next()) yield kept(keeps, page);
}

const unlimited = Number.POSITIVE_INFINITY;

/** The pages of a list for who needs each item, and not what the API says of each page. */
export function everyItem<Item extends Identified, Summary extends Counted>(
  list: Listed<Item, Summary>,
  onChanged: Told = list.onChanged,
  limit: number = unlimited,
): AsyncIterable<Page<Item, Summary>> {
  return { [Symbol.asyncIterator]: () => pagesOf(walkOf(list, onChanged, true, limit), list) };
}

async function linked<Item extends Identified, Summary extends Counted>(
  walk: Walk<Item, Summary>,
  list: Listed<Item, Summary>,
): Promise<ListPage<Item, Summary> | undefined> {
  const page = await walk.next();
  if (page === undefined) return undefined;
  const { data, summary } = kept(list.keeps, page);
  let next: Promise<ListPage<Item, Summary> | undefined> | undefined;
  return {
    data,
    summary,
    hasNextPage: !walk.over,
    nextPage: () => {
      next ??= linked(walk, list).catch((error: unknown) => {
        next = undefined;
        throw error;
      });
      return next;
    },
  };
}

/** Makes a paginator of a list. */
export function paginate<Item extends Identified, Summary extends Counted>(
  list: Listed<Item, Summary>,
): Paginator<Item, Summary> {
  const { operation, signal } = list;
  let changed = false;
  const onChanged: Told = (counts) => {
    changed = true;
    list.onChanged(counts);
  };
  async function* items(most: number): AsyncGenerator<Item, void, void> {
    for await (const { data } of everyItem(list, onChanged, most)) {
      for (const item of data) {
        signal?.throwIfAborted();
        yield item;
      }
    }
    signal?.throwIfAborted();
  }
  const collect = async (most: number): Promise<Item[]> => {
    const found: Item[] = [];
    for await (const { data } of everyItem(list, onChanged, most)) {
      signal?.throwIfAborted();
      for (const item of data) if (found.length < most) found.push(item);
      if (found.length >= most) return found;
    }
    signal?.throwIfAborted();
    return found;
  };
  const firstPage = async (): Promise<ListPage<Item, Summary>> => {
    const page = await linked(walkOf(list, onChanged, false, unlimited), list);
    // No walk is without a first page, but for a range that ends before it begins.
    if (page !== undefined) return page;
    throw new InvalidInputError([{ path: 'to', expected: 'a position from `from` on' }], { operation });
  };
  return {
    ...sequenceOf(items, operation, collect),
    async *pages() {
      yield* pagesOf(walkOf(list, onChanged, false, unlimited), list);
    },
    get changed() {
      return changed;
    },
    // biome-ignore lint/suspicious/noThenProperty: a list that is awaited gives its first page.
    then: (onFulfilled, onRejected) => firstPage().then(onFulfilled, onRejected),
  };
}

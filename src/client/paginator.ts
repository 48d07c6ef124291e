import type { Page } from '../api/common.ts';
import { InvalidInputError } from '../errors/index.ts';
import type { PageOptions, Paginator } from './pagination.ts';
import { RecentIds } from './recent-ids.ts';

const standardPageSize = 100;
const largestPageSize = 1000;

interface Range {
  readonly from: number;
  readonly to: number;
}

type FetchPage<Item, Summary> = (range: Range) => Promise<Page<Item, Summary>>;

interface Identified {
  readonly id: string;
  /** Invoices have it: their ids are those of the account. */
  readonly creditAccountId?: string;
}

/** What tells an item from all others of the store. */
export const identityOf = ({ id, creditAccountId = '' }: Identified): string => `${creditAccountId}\n${id}`;

function checked(name: string, value: number | undefined, otherwise: number, most: number): number {
  const number = value ?? otherwise;
  if (Number.isSafeInteger(number) && number >= 1 && number <= most) return number;
  const upTo = most === Number.MAX_SAFE_INTEGER ? '' : ` to ${most}`;
  throw new InvalidInputError([{ path: name, expected: `a whole number from 1${upTo}` }]);
}

async function* walk<Item extends Identified, Summary extends { readonly count: number }>(
  begin: () => FetchPage<Item, Summary>,
  options: PageOptions,
): AsyncGenerator<Page<Item, Summary>, void, void> {
  const pageSize = checked('pageSize', options.pageSize, standardPageSize, largestPageSize);
  const end = options.to === undefined ? undefined : checked('to', options.to, 1, Number.MAX_SAFE_INTEGER);
  let from = checked('from', options.from, 1, Number.MAX_SAFE_INTEGER);
  const fetchPage = begin();
  const seen = new RecentIds();
  while (end === undefined || from <= end) {
    const last = from + pageSize - 1;
    const page = await fetchPage({ from, to: end === undefined ? last : Math.min(last, end) });
    const received = page.data.length;
    // One item more than asked occurs (observed): none may stand beyond the end.
    const asked = end === undefined ? page.data : page.data.slice(0, end - from + 1);
    const fresh = asked.filter((item) => !seen.has(identityOf(item)));
    if (fresh.length === 0 && from !== (options.from ?? 1)) return;
    yield fresh.length === received ? page : { ...page, data: fresh };
    if (fresh.length === 0) return;
    for (const item of fresh) seen.add(identityOf(item));
    // More rows than asked for repeat a row, or run into the next page: reading those again loses nothing.
    from += Math.min(received, pageSize);
    const { count } = page.summary;
    // A count no larger than the page may be the page's own (known issue 432587): only a short page confirms it.
    if (from > count && (received < pageSize || count > received)) return;
  }
}

/** Makes a paginator. Each walk begins anew with a function of its own that fetches one page. */
export function paginate<Item extends Identified, Summary extends { readonly count: number }>(
  begin: () => FetchPage<Item, Summary>,
  options: PageOptions,
  signal: AbortSignal | undefined,
): Paginator<Item, Summary> {
  const pages = (): AsyncGenerator<Page<Item, Summary>, void, void> => walk(begin, options);
  async function* items(): AsyncGenerator<Item, void, void> {
    for await (const page of pages()) {
      for (const item of page.data) {
        signal?.throwIfAborted();
        yield item;
      }
    }
    signal?.throwIfAborted();
  }
  return {
    pages,
    [Symbol.asyncIterator]: items,
    async toArray({ limit } = {}) {
      const most = checked('limit', limit, Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
      const found: Item[] = [];
      for await (const item of items()) {
        found.push(item);
        if (found.length >= most) break;
      }
      return found;
    },
  };
}

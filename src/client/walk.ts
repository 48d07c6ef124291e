import type { Page } from '../api/common.ts';
import { isCustomerCreditError } from '../errors/index.ts';
import type { WalkedPage } from './pagination.ts';
import { RecentIds } from './recent-ids.ts';

/** Inclusive positions, from 1. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

export type FetchPage<Item, Summary> = (range: Range) => Promise<Page<Item, Summary>>;

export interface Identified {
  readonly id: string;
  /** Invoices have it: their ids are those of the account. */
  readonly creditAccountId?: string;
}

export interface Counted {
  readonly count: number;
}

/** What tells an item from all others of the store. */
export const identityOf = ({ id, creditAccountId = '' }: Identified): string => `${creditAccountId}\n${id}`;

export const largestPageSize = 1000;

/** How a walk goes. */
export interface Route {
  /** The first position. */
  readonly start: number;
  /** How many items there are to be at most; may be infinite. */
  readonly most: number;
  readonly pageSize: number;
  readonly pageRetries: number;
  /**
   * Whether each page after the first begins with the last row read before, and so shows whether rows have moved. Without
   * it only `count` tells, but each page is as the API gives it, and its totals are those of its rows.
   */
  readonly overlaps: boolean;
  readonly signal: AbortSignal | undefined;
  /** Told once, when the list is first seen to change. */
  readonly onChanged: (counts: { readonly before: number; readonly now: number }) => void;
}

/**
 * So often a walk goes back without a `count` that tells how far. A list that comes in another order each time would send
 * it back for ever.
 */
const mostBlindReturns = 1000;

/** The first items, so many different ones: one may stand twice. */
function firstDifferent<Item extends Identified>(items: readonly Item[], most: number): readonly Item[] {
  if (items.length <= most) return items;
  const ids = new Set<string>();
  const end = items.findIndex((item) => ids.add(identityOf(item)).size > most);
  return end === -1 ? items : items.slice(0, end);
}

/**
 * One walk over a list that the API gives by position, and that may change meanwhile. Where rows have moved, it goes back,
 * by as much as `count` has fallen or page by page, and reads again; what was given before is dropped.
 */
export class Walk<Item extends Identified, Summary extends Counted> {
  readonly #fetchPage: FetchPage<Item, Summary>;
  readonly #route: Route;
  readonly #seen = new RecentIds();
  /** The last page given: looked up only when another one is asked for. */
  #latest: readonly Item[] = [];
  /** The first position that was not read. */
  #next: number;
  #read = 0;
  #count: number | undefined;
  /** Whether `count` was seen to be more than that of one page (known issue 432587). */
  #countsAll = false;
  #over: boolean;
  #changed = false;
  /** Up to where rows that were read may stand beyond `#next`; 0 where none do. */
  #knownUpTo = 0;
  /** Whether the walk has turned back, and found nothing since. */
  #returning = false;
  #blindReturns = 0;
  /** Whether the list has an order that can be checked; else only positions lead on. */
  #ordered: boolean;
  /** Whether the next page is taken without that check. */
  #leaps = false;
  /** The row before `#next`, as it was read. */
  #last = '';

  constructor(fetchPage: FetchPage<Item, Summary>, route: Route) {
    this.#fetchPage = fetchPage;
    this.#route = route;
    this.#next = route.start;
    this.#ordered = route.overlaps;
    this.#over = route.most < 1;
  }

  /** Whether another page may come. */
  get over(): boolean {
    return this.#over;
  }

  /** The next page that brings something new, or the first one; `undefined` behind the last. */
  async next(): Promise<WalkedPage<Item, Summary> | undefined> {
    while (!this.#over) {
      const page = await this.#step();
      if (page !== undefined) return page;
    }
    return undefined;
  }

  async #step(): Promise<WalkedPage<Item, Summary> | undefined> {
    const { start, most, pageSize } = this.#route;
    for (const item of this.#latest) this.#seen.add(identityOf(item));
    this.#latest = [];
    const overlap = this.#next > start && this.#ordered && !this.#leaps ? 1 : 0;
    const from = this.#next - overlap;
    const left = most - this.#read;
    const rows = Math.min(pageSize + overlap, left + overlap, largestPageSize);
    const { data, summary } = await this.#fetch({ from, to: from + rows - 1 });
    this.#leaps = false;
    const fallen = this.#note(summary.count, data.length);
    const stands = overlap === 1 ? this.#stands(data, summary.count) : this.#route.overlaps || fallen === 0;
    if (!stands) {
      this.#turnBack(fallen, summary.count);
      return undefined;
    }
    const isFirst = from === start && this.#read === 0;
    const fresh = firstDifferent(
      isFirst ? data : data.filter((item) => !this.#seen.has(identityOf(item))),
      left,
    );
    // More rows than asked for repeat a row, or run into the next page: reading those again loses nothing.
    const counted = Math.min(data.length, rows);
    const next = from + counted;
    if (fresh.length > 0) this.#goOn(next, fresh, { count: summary.count, received: data.length, rows });
    else if (isFirst) this.#over = true;
    else this.#goOnWithoutNews(next, data.length, summary.count);
    const last = data[counted - 1];
    if (last !== undefined) this.#last = identityOf(last);
    return fresh.length > 0 || isFirst ? { data: fresh, summary, read: this.#read } : undefined;
  }

  /** Whether all rows before this page were read, as far as its first row tells. */
  #stands([first]: readonly Item[], count: number): boolean {
    const id = first === undefined ? '' : identityOf(first);
    if (id === this.#last) return true;
    this.#change(count);
    // On the way back, any row that was read will do: what moved lies between it and where the walk had come.
    return this.#returning && this.#seen.has(id);
  }

  #goOn(next: number, fresh: readonly Item[], answer: Counted & { received: number; rows: number }): void {
    const { count, received, rows } = answer;
    this.#next = next;
    this.#latest = fresh;
    this.#read += fresh.length;
    this.#returning = false;
    // Rows beyond those asked for were given as well, and come again.
    this.#knownUpTo = Math.max(this.#knownUpTo, next + received - rows);
    if (this.#knownUpTo <= next) this.#knownUpTo = 0;
    // A count no larger than the page may be the page's own: only a short page confirms it.
    const atEnd = next > count && (this.#countsAll || received < rows);
    this.#over = atEnd || this.#read >= this.#route.most;
  }

  /** A page that brings nothing new is the last one, unless there is a reason to look further. */
  #goOnWithoutNews(next: number, received: number, count: number): void {
    const further = next > this.#next;
    if (further && this.#knownUpTo > 0) {
      this.#next = next;
      if (next <= this.#knownUpTo) return;
      // Behind all that may be known, nothing was missed: rows have only changed their places.
      this.#knownUpTo = 0;
      this.#returning = false;
      this.#leaps = true;
    } else if (!further && received > 0 && this.#countsAll && this.#ordered && this.#next <= count) {
      // The server gives so few rows at a time that the one read before is all there is.
      this.#ordered = false;
    } else {
      this.#over = true;
    }
  }

  /** Goes back to where rows that were not read may stand now. */
  #turnBack(fallen: number, count: number): void {
    this.#change(count);
    if (fallen === 0) this.#blindReturns += 1;
    if (this.#blindReturns > mostBlindReturns) {
      this.#ordered = false;
      this.#knownUpTo = 0;
      return;
    }
    const { start, pageSize } = this.#route;
    this.#returning = true;
    this.#knownUpTo = Math.max(this.#knownUpTo, this.#next);
    this.#next = Math.max(start, this.#next - (fallen > 0 ? fallen : pageSize));
  }

  /** Keeps the count; how much it has fallen. */
  #note(count: number, received: number): number {
    const before = this.#count;
    const known = this.#countsAll && before !== undefined;
    this.#countsAll ||= count > received;
    this.#count = count;
    if (!known || before === count) return 0;
    this.#change(count, before);
    // What came in may stand before what was read, which is then found again further on.
    if (count > before) this.#knownUpTo = Math.max(this.#knownUpTo, this.#next) + count - before;
    return Math.max(0, before - count);
  }

  #change(now: number, before = now): void {
    if (this.#changed) return;
    this.#changed = true;
    this.#route.onChanged({ before, now });
  }

  async #fetch(range: Range): Promise<Page<Item, Summary>> {
    const { pageRetries, signal } = this.#route;
    for (let again = 0; ; again += 1) {
      try {
        return await this.#fetchPage(range);
      } catch (error) {
        signal?.throwIfAborted();
        const mayPass = isCustomerCreditError(error) && error.retryable;
        if (!mayPass || again >= pageRetries) throw error;
      }
    }
  }
}

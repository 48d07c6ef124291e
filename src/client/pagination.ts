import type { Page } from '../api/common.ts';
import type { Sequence } from './sequence.ts';

/** Which part of a list to walk, and in what strides. */
export interface PageOptions {
  /** The first position, from 1. */
  readonly from?: number | undefined;
  /** The last position, inclusive; left out: to the end. */
  readonly to?: number | undefined;
  /** How many items to ask for at a time: 1 to 1000, 100 unless given. */
  readonly pageSize?: number | undefined;
  /**
   * How often a page that failed is asked for again where the failure may pass, on top of what `retries` repeats: 0 to
   * 100, 0 unless given. A long walk then survives a bad hour without beginning again.
   */
  readonly pageRetries?: number | undefined;
}

/** A page of a walk. */
export interface WalkedPage<Item, Summary> extends Page<Item, Summary> {
  /** How many items of the list were read up to here, those that a filter of the client's own left out among them. */
  readonly read: number;
}

/** A page that leads to the next one. */
export interface ListPage<Item, Summary> extends Page<Item, Summary> {
  /** Whether there may be more. Where the API's `count` covers one page only, just the next page can tell. */
  readonly hasNextPage: boolean;
  /** The page after this one, asked for once however often this is called; `undefined` behind the last. */
  nextPage(): Promise<ListPage<Item, Summary> | undefined>;
}

/**
 * A list that is fetched page by page while it is read. Nothing is sent before something is asked for; each new
 * iteration starts from the beginning.
 *
 * ```ts
 * for await (const invoice of client.invoices.list({ status: 'Opened' })) …   // all of them
 * const { data, summary, hasNextPage, nextPage } = await client.invoices.list();   // the first page
 * ```
 *
 * A list may change while it is walked: by the loop itself, as when it pays what `list({ status: 'Opened' })` gives, or
 * by others. When items are read, each page after the first begins with the last item read before. Where that one has
 * moved, the walk goes back and reads again, so that what was in the list all the time is given once, wherever it moved.
 * That costs one row more per page, and where the list moved, one request more per page. An item that was given before
 * (one of the last 10,000 at least) is dropped. What comes into the list behind the walk is not given: see `changed`. Only
 * a list that comes in another order each time cannot be walked like this. No walk takes more memory for a long list than
 * for a short one.
 */
export interface Paginator<Item, Summary> extends Sequence<Item>, PromiseLike<ListPage<Item, Summary>> {
  /**
   * The pages as the API gives them, each with its own summary, without the items that were given before. Here only `count`
   * tells that the list moved; then rows are read again. Where `count` is that of the page (known issue 432587), or as
   * much came as went, rows may be missed: read items where each one matters.
   */
  pages(): AsyncIterable<WalkedPage<Item, Summary>>;
  /**
   * Whether the list was seen to change during a walk: its `count` moved, or an item stood elsewhere than before. Sums over
   * such a walk mix moments. The client's `onWarning` is told as well, once a walk.
   */
  readonly changed: boolean;
}

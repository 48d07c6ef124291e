import type { Page } from '../api/common.ts';

/** Which part of a list to walk, and in what strides. */
export interface PageOptions {
  /** The first position, from 1. */
  readonly from?: number | undefined;
  /** The last position, inclusive; left out: to the end. */
  readonly to?: number | undefined;
  /** How many items to ask for at a time: 1 to 1000, 100 unless given. */
  readonly pageSize?: number | undefined;
}

/**
 * A list that is fetched page by page while it is read. Nothing is sent before the first item is asked for; each
 * new iteration starts from the beginning. VTEX guarantees no order, so an item whose id stood on an earlier page (one
 * of the last 10,000 at least) is dropped, and the walk ends with a page that brings nothing new. It takes no more memory
 * for a long list than for a short one.
 */
export interface Paginator<Item, Summary> extends AsyncIterable<Item> {
  /** The pages as the API gives them, each with its own summary. */
  pages(): AsyncIterable<Page<Item, Summary>>;
  /** All items, or the first `limit` of them. */
  toArray(options?: { readonly limit?: number | undefined }): Promise<Item[]>;
}

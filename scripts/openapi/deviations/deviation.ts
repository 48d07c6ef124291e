import type { Mark } from '../../../src/reference/behaviours/behaviour.ts';
import type { Fact } from '../facts.ts';

/** What is said about a place, by the names of the facts; a fact that is not here is not said. */
export type Said = Readonly<Record<string, Fact>>;

/** Where a place does not exist at all, and where it does. */
export const absent = 'absent';
export const declared = 'declared';

/** A value of its own in each place. */
export const various = '…';

/** Where the document departs from the official file, and why. */
export interface Deviation {
  /**
   * An operation and a part of it, such as `invoices.list query(from)` or `invoices.get answer(200) friendlyId`. `*`
   * stands for anything, `{a,b}` for a or b.
   */
  readonly place: string;
  /** What the official file says there. */
  readonly official: Said | typeof absent | typeof declared;
  /** What the document says there. */
  readonly here: Said | typeof absent | typeof declared;
  readonly reason: string;
  readonly mark: Mark;
  readonly source: string;
}

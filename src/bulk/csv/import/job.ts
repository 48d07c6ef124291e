import type { CallOptions } from '../../../client/executor.ts';
import type { ProblemCode, RowChange, RowNote, RowProblem, RowSubject } from '../../types.ts';
import type { DecimalMark } from '../format/locale.ts';
import type { SheetRow, SheetShape } from '../format/sheet.ts';

/** A row as it was read: what it wishes, or why that cannot be told. */
export interface ReadRow<Wish> {
  readonly row: number;
  readonly subject: RowSubject;
  readonly wish: Wish | undefined;
  readonly problems: readonly RowProblem[];
}

/** What the store says about a wish. */
export interface Found<Present> {
  /** `undefined` when there is no such thing. */
  readonly present: Present | undefined;
  /** Where there is none: the id of another one that is most likely meant. */
  readonly twin?: string | undefined;
}

/** What is to be done about a wish. */
export interface RowDecision<Kind extends string> {
  readonly verdict: 'change' | 'unchanged' | 'impossible';
  readonly changes: ReadonlyArray<RowChange<Kind>>;
  readonly problems: readonly RowProblem[];
  readonly notes: readonly RowNote[];
}

/** How wishes of one kind come true: what the store says, what is to be done, and the request that does it. */
export interface WishHandler<Kind extends string, Wish, Present> {
  /** What the store says now. Throws the client's errors. */
  find(wish: Wish, call: CallOptions): Promise<Found<Present>>;
  decide(wish: Wish, found: Found<Present>): RowDecision<Kind>;
  /** Sends the changes in one request. Throws the client's errors. */
  send(
    wish: Wish,
    present: Present | undefined,
    changes: ReadonlyArray<RowChange<Kind>>,
    call: CallOptions,
  ): Promise<unknown>;
}

/** What a kind of sheet means: how its rows are read, and how a client makes their changes. */
export interface Job<Column extends string, Kind extends string, Wish, Present>
  extends WishHandler<Kind, Wish, Present> {
  readonly kind: 'invoices' | 'accounts';
  readonly shape: SheetShape<Column>;
  read(row: SheetRow<Column>, decimalMark: DecimalMark | undefined): Omit<ReadRow<Wish>, 'row'>;
  /** The same for rows about the same thing, and for no others. */
  keyOf(wish: Wish): string;
  /** The amount that a change pays. */
  paidBy(present: Present | undefined, changes: ReadonlyArray<RowChange<Kind>>): number;
}

export const problem = (code: ProblemCode, message: string, column?: string): RowProblem =>
  column === undefined ? { code, message } : { code, column, message };

export const impossibleRow = (...problems: readonly RowProblem[]): RowDecision<never> => ({
  verdict: 'impossible',
  changes: [],
  problems,
  notes: [],
});

export const tooManyCells: RowProblem = /* @__PURE__ */ problem(
  'too_many_cells',
  'The row has more cells than the header: is a cell with a separator in it without its quotes?',
);

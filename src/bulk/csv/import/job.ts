import type { CustomerCredit } from '../../../client/base-client.ts';
import type { CallOptions } from '../../../client/executor.ts';
import type { ProblemCode, RowChange, RowProblem, RowSubject } from '../../types.ts';
import type { DecimalMark } from '../format/locale.ts';
import type { SheetRow, SheetShape } from '../format/sheet.ts';

/** A row as it was read: what it wishes, or why that cannot be told. */
export interface ReadRow<Wish> {
  readonly row: number;
  readonly subject: RowSubject;
  readonly wish: Wish | undefined;
  readonly problems: readonly RowProblem[];
}

/** What is to be done about a wish. */
export interface RowDecision<Kind extends string> {
  readonly verdict: 'change' | 'unchanged' | 'impossible';
  readonly changes: ReadonlyArray<RowChange<Kind>>;
  readonly problems: readonly RowProblem[];
}

/** What a kind of sheet means: how its rows are read, and how their changes are made. */
export interface Job<Column extends string, Kind extends string, Wish, Present> {
  readonly kind: 'invoices' | 'accounts';
  readonly shape: SheetShape<Column>;
  read(row: SheetRow<Column>, decimalMark: DecimalMark | undefined): Omit<ReadRow<Wish>, 'row'>;
  /** The same for rows about the same thing, and for no others. */
  keyOf(wish: Wish): string;
  /** What the store says now; `undefined` when it has no such thing. Throws the client's errors. */
  look(client: CustomerCredit, wish: Wish, call: CallOptions): Promise<Present | undefined>;
  decide(wish: Wish, present: Present | undefined): RowDecision<Kind>;
  /** Sends the changes in one request. Throws the client's errors. */
  send(
    client: CustomerCredit,
    wish: Wish,
    present: Present | undefined,
    changes: ReadonlyArray<RowChange<Kind>>,
    call: CallOptions,
  ): Promise<unknown>;
  /** The amount that a change pays. */
  paidBy(present: Present | undefined, changes: ReadonlyArray<RowChange<Kind>>): number;
}

export const problem = (code: ProblemCode, message: string, column?: string): RowProblem =>
  column === undefined ? { code, message } : { code, column, message };

export const impossible = (...problems: readonly RowProblem[]): RowDecision<never> => ({
  verdict: 'impossible',
  changes: [],
  problems,
});

/** Changes to be made, or nothing to do. */
export const decisionOf = <Kind extends string>(
  changes: ReadonlyArray<RowChange<Kind>>,
): RowDecision<Kind> => ({
  verdict: changes.length === 0 ? 'unchanged' : 'change',
  changes,
  problems: [],
});

export const tooManyCells: RowProblem = problem(
  'too_many_cells',
  'The row has more cells than the header: is a cell with a separator in it without its quotes?',
);

import type { CallOptions } from '../../../client/executor.ts';
import type { ProblemCode, RowChange, RowNote, RowNoteCode, RowProblem, RowSubject } from '../../types.ts';
import type { DecimalMark } from '../format/locale.ts';
import { isRetypingOf, lostBySpreadsheet } from '../format/retyped.ts';
import type { SheetRow, SheetShape } from '../format/sheet.ts';
import { storable } from '../format/text.ts';

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

/** What a kind of sheet means: how its rows are read, and how a client makes their changes. */
export interface Job<Column extends string, Kind extends string, Wish, Present> {
  readonly kind: 'invoices' | 'accounts';
  readonly shape: SheetShape<Column>;
  read(row: SheetRow<Column>, decimalMark: DecimalMark | undefined): Omit<ReadRow<Wish>, 'row'>;
  /** The same for rows about the same thing, and for no others. */
  keyOf(wish: Wish): string;
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
  /** The amount that a change pays. */
  paidBy(present: Present | undefined, changes: ReadonlyArray<RowChange<Kind>>): number;
}

export const problem = (code: ProblemCode, message: string, column?: string): RowProblem =>
  column === undefined ? { code, message } : { code, column, message };

const note = (code: RowNoteCode, message: string, column?: string): RowNote =>
  column === undefined ? { code, message } : { code, column, message };

/** Collects what a row changes, what stands in its way, and what there is to say about it. */
export class DecisionMaker<Kind extends string> {
  readonly #changes: RowChange<Kind>[] = [];
  readonly #problems: RowProblem[] = [];
  readonly #notes: RowNote[] = [];

  change(kind: Kind, from: string, to: string): void {
    this.#changes.push({ kind, from, to });
  }

  problem(code: ProblemCode, message: string, column?: string): void {
    this.#problems.push(problem(code, message, column));
  }

  note(code: RowNoteCode, message: string, column?: string): void {
    this.#notes.push(note(code, message, column));
  }

  /**
   * Whether a cell asks for another text than the store has. What a spreadsheet makes of that text asks for nothing,
   * which is noted; what a spreadsheet has left of a text is a problem.
   */
  differs(cell: string | undefined, has: string, column: string | undefined): cell is string {
    if (cell === undefined || cell === has) return false;
    const stored = storable(has);
    if (cell === stored || cell === stored.trim()) return false;
    if (isRetypingOf(stored, cell)) {
      this.retyped(column);
      return false;
    }
    return this.isWhole(cell, column);
  }

  /** Notes that a cell is what a spreadsheet makes of what the store has. */
  retyped(column: string | undefined): void {
    const message = 'This is what a spreadsheet makes of the present value, which stays as it is.';
    this.note('retyped', message, column);
  }

  /** Whether a value is none that a spreadsheet has not kept, which is a problem. */
  isWhole(cell: string, column: string | undefined): boolean {
    const loss = lostBySpreadsheet(cell);
    if (loss === undefined) return true;
    this.problem('not_understood', loss, column);
    return false;
  }

  decision(): RowDecision<Kind> {
    const [changes, problems, notes] = [this.#changes, this.#problems, this.#notes];
    if (problems.length > 0) return { verdict: 'impossible', changes: [], problems, notes };
    return { verdict: changes.length === 0 ? 'unchanged' : 'change', changes, problems, notes };
  }
}

export const impossibleRow = (...problems: readonly RowProblem[]): RowDecision<never> => ({
  verdict: 'impossible',
  changes: [],
  problems,
  notes: [],
});

export const tooManyCells: RowProblem = problem(
  'too_many_cells',
  'The row has more cells than the header: is a cell with a separator in it without its quotes?',
);

import type { ProblemCode, RowChange, RowNote, RowNoteCode, RowProblem } from '../../types.ts';
import { isRetypingOf, lostBySpreadsheet } from '../format/retyped.ts';
import { storable } from '../format/text.ts';
import { problem, type RowDecision } from './job.ts';

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

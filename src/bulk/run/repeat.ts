import { problem } from '../csv/import/job.ts';
import type { Repeat } from '../csv/import/scan.ts';
import type { RowProblem } from '../types.ts';

/** What a row's repetition means for it: `contradicted` is in the way, `repeated` leaves nothing to do. */
export function repeatOf(row: number, repeat: Repeat | undefined): RowProblem | undefined {
  if (repeat === undefined) return undefined;
  const { first, contradiction } = repeat;
  if (contradiction !== undefined) {
    const other = row === first ? contradiction : first;
    return problem(
      'contradicted',
      `Rows ${first} and ${contradiction} say different things about the same; see row ${other}.`,
    );
  }
  if (row === first) return undefined;
  return problem('repeated', `Row ${first} says the same.`);
}

import { amountText } from '../../bulk/csv/format/amount.ts';
import type { Plan, PlanCounts, PlannedRow } from '../../bulk/index.ts';
import { type ExitCode, exitCodes } from '../exit.ts';
import type { Session } from '../session.ts';
import { showProgress } from '../terminal/progress.ts';
import { tableText } from '../terminal/table.ts';
import { oneLine } from '../terminal/text.ts';
import { type BulkOptions, fileMistake, planOf, type Subject } from './bulk.ts';

type Row = PlannedRow<string, unknown>;
type Counts = PlanCounts<string>;

// So many problems are told one by one; a file that is all wrong says the same a thousand times.
const problemsTold = 20;

function problemText({ row, problems }: Row): string {
  return problems
    .map(({ column, message }) =>
      oneLine(`row ${row}${column === undefined ? '' : `, ${column}`}: ${message}`),
    )
    .join('\n');
}

/** The counts of a plan as names and numbers. */
function countRows(
  { total, unchanged, impossible, kinds, valueToPay }: Counts,
  { locale }: Session,
): string[][] {
  return [
    ['rows', String(total)],
    ...Object.entries(kinds).map(([kind, count]) => [kind.replaceAll('_', ' '), String(count)]),
    ...(valueToPay === 0 ? [] : [['value to pay', amountText(valueToPay, locale)]]),
    ['unchanged', String(unchanged)],
    ['impossible', String(impossible)],
  ];
}

export const countTable = (counts: Counts, session: Session): string =>
  tableText([{ head: '' }, { head: '', align: 'right' }], countRows(counts, session));

/** Walks a plan to its end and tells of every row that cannot be; of the rest only the counts are kept. */
export async function walkPlan(
  plan: Plan<string, unknown>,
  { output, clock }: Session,
  onRow: (row: Row) => Promise<void>,
): Promise<Counts> {
  const view = showProgress('rows read', clock);
  let processed = 0;
  let untold = 0;
  const problems: string[] = [];
  try {
    for await (const row of plan) {
      processed += 1;
      await onRow(row);
      view.show({ processed, total: plan.counts().total });
      if (row.verdict !== 'impossible') continue;
      if (problems.length < problemsTold) problems.push(problemText(row));
      else untold += 1;
    }
  } finally {
    view.end();
  }
  for (const problem of problems) output.note(problem);
  if (untold > 0) output.note(`… and ${untold} more rows that cannot be; --json shows them all.`);
  return plan.counts();
}

/** Tells what a plan would do; nothing is changed. */
export async function tellPlan(session: Session, plan: Plan<string, unknown>): Promise<ExitCode> {
  const { output } = session;
  const counts = await walkPlan(plan, session, async ({ present, ...row }) => {
    if (output.json) await output.record(row);
  });
  if (output.json) await output.record({ counts });
  else if (output.terminal) await output.line(countTable(counts, session));
  else for (const row of countRows(counts, session)) await output.line(row.join(': '));
  return counts.impossible === 0 ? exitCodes.done : exitCodes.failed;
}

/** `invoices plan` and `accounts plan`. */
export async function planFile(
  session: Session,
  subject: Subject,
  file: string,
  options: BulkOptions,
): Promise<ExitCode> {
  try {
    return await tellPlan(session, await planOf(session, subject, file, options));
  } catch (error) {
    throw fileMistake(error, file);
  }
}

import { amountText } from '../../bulk/csv/format/amount.ts';
import type { Plan, PlanCounts, PlannedRow, RowNote, RowProblem, UnknownColumn } from '../../bulk/index.ts';
import { type ExitCode, exitCodes } from '../exit.ts';
import type { Session } from '../session.ts';
import { showProgress } from '../terminal/progress.ts';
import { tableText } from '../terminal/table.ts';
import { oneLine } from '../terminal/text.ts';
import { type BulkOptions, fileMistake, planOf, type Subject } from './bulk.ts';

type Row = PlannedRow<string, unknown>;
type Counts = PlanCounts<string>;

// So many rows of a kind are told one by one; a file that is all wrong says the same a thousand times.
const rowsTold = 20;

/** How much of a plan is told. */
export interface TellOptions {
  /** Every row, however many there are. */
  readonly all?: boolean | undefined;
}

const shown = (text: string): string => (text === '' ? '""' : text);

function changeText({ row, creditAccountId = '', invoiceId = '', changes }: Row): string {
  const of = [creditAccountId, invoiceId].filter((id) => id !== '').join(' ');
  const list = changes.map(
    ({ kind, from, to }) => `${kind.replaceAll('_', ' ')} ${shown(from)} → ${shown(to)}`,
  );
  return oneLine(`row ${row}, ${of}: ${list.join('; ')}`);
}

function aboutText({ row }: Row, { column, message }: RowProblem | RowNote): string {
  return oneLine(`row ${row}${column === undefined ? '' : `, ${column}`}: ${message}`);
}

/** Keeps the first lines of a kind, and counts the others. */
class Lines {
  readonly #most: number;
  readonly #lines: string[] = [];
  #untold = 0;

  constructor(most: number) {
    this.#most = most;
  }

  add(...lines: readonly string[]): void {
    if (this.#lines.length < this.#most) this.#lines.push(...lines);
    else this.#untold += 1;
  }

  lines(rest: string): string[] {
    const more = this.#untold === 0 ? [] : [`… and ${this.#untold} more rows ${rest}; --all shows them.`];
    return [...this.#lines, ...more];
  }
}

function columnText({ title, meant }: UnknownColumn): string {
  const hint = meant === undefined ? '' : ` Is "${meant}" meant?`;
  return oneLine(`The column "${title}" is none that is known: what it holds is left out.${hint}`);
}

/** The counts of a plan as names and numbers. */
function countRows(
  { total, unchanged, impossible, unread, kinds, valueToPay }: Counts,
  { locale }: Session,
): string[][] {
  return [
    ['rows', String(total)],
    ...Object.entries(kinds).map(([kind, count]) => [kind.replaceAll('_', ' '), String(count)]),
    ...(valueToPay === 0 ? [] : [['value to pay', amountText(valueToPay, locale)]]),
    ['unchanged', String(unchanged)],
    ['impossible', String(impossible)],
    ...(unread === 0 ? [] : [['unread', String(unread)]]),
  ];
}

export const countTable = (counts: Counts, session: Session): string =>
  tableText([{ head: '' }, { head: '', align: 'right' }], countRows(counts, session));

/** Walks a plan to its end and tells what its rows change, and of every row that is impossible or unread. */
export async function walkPlan(
  plan: Plan<string, unknown>,
  { output, clock }: Session,
  { all }: TellOptions,
  onRow: (row: Row) => Promise<void>,
  onChange: (line: string) => Promise<void> | void = output.note,
): Promise<Counts> {
  const view = showProgress('rows read', clock);
  let processed = 0;
  const most = all ? Number.POSITIVE_INFINITY : rowsTold;
  const [changes, notes, problems] = [new Lines(most), new Lines(most), new Lines(most)];
  try {
    for await (const row of plan) {
      processed += 1;
      await onRow(row);
      view.show({ processed, total: plan.counts().total });
      if (row.verdict === 'change') changes.add(changeText(row));
      else if (row.verdict !== 'unchanged')
        problems.add(...row.problems.map((problem) => aboutText(row, problem)));
      if (row.notes.length > 0) notes.add(...row.notes.map((note) => aboutText(row, note)));
    }
  } finally {
    view.end();
  }
  const counts = plan.counts();
  for (const line of changes.lines('that change')) await onChange(line);
  for (const line of notes.lines('to know of')) output.note(line);
  for (const line of problems.lines('that are impossible or unread')) output.note(line);
  for (const column of counts.unknownColumns) output.note(columnText(column));
  return counts;
}

/** Tells what a plan would do; nothing is changed. */
export async function tellPlan(
  session: Session,
  plan: Plan<string, unknown>,
  options: TellOptions,
): Promise<ExitCode> {
  const { output } = session;
  const onRow = async ({ present, ...row }: Row): Promise<void> => {
    if (output.json) await output.record(row);
  };
  const onChange = async (line: string): Promise<void> => {
    if (!output.json) await output.line(line);
  };
  const counts = await walkPlan(plan, session, options, onRow, onChange);
  if (output.json) await output.record({ counts });
  else if (output.terminal) await output.line(countTable(counts, session));
  else for (const row of countRows(counts, session)) await output.line(row.join(': '));
  return counts.impossible + counts.unread === 0 ? exitCodes.done : exitCodes.failed;
}

/** `invoices plan` and `accounts plan`. */
export async function planFile(
  session: Session,
  subject: Subject,
  file: string,
  options: BulkOptions & TellOptions,
): Promise<ExitCode> {
  try {
    return await tellPlan(session, await planOf(session, subject, file, options), options);
  } catch (error) {
    throw fileMistake(error, file);
  }
}

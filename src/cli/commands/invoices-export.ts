import { exportAccounts, exportInvoices, type TextOutput, type WriteOptions } from '../../bulk/index.ts';
import { type ExitCode, exitCodes } from '../exit.ts';
import { beginFile } from '../files/files.ts';
import type { Session } from '../session.ts';
import { noProgress, type ProgressView, showProgress } from '../terminal/progress.ts';
import { counted } from '../terminal/text.ts';
import { UsageError } from '../usage.ts';
import { type FilterOptions, listedAccounts, listedInvoices, type Walked } from './listed.ts';

/** Where a CSV goes, and in what form. */
export interface ExportOptions extends WriteOptions {
  /** A file instead of stdout. */
  readonly out?: string | undefined;
}

/** Counts what goes by. */
async function* counting<Item>(
  items: AsyncIterable<Item>,
  onItem: () => void,
): AsyncGenerator<Item, void, void> {
  for await (const item of items) {
    onItem();
    yield item;
  }
}

async function writeOut({ output }: Session, csv: TextOutput, out: string | undefined): Promise<void> {
  if (out === undefined) {
    for await (const piece of csv) await output.bytes(piece);
    return;
  }
  const file = await beginFile(out);
  try {
    for await (const piece of csv) await file.write(piece);
    await file.keep();
  } finally {
    await file.drop();
  }
}

async function runExport(
  session: Session,
  what: 'invoices' | 'accounts',
  { out }: ExportOptions,
  csvOf: (view: ProgressView, count: () => void) => TextOutput,
): Promise<ExitCode> {
  const { output, clock } = session;
  if (output.json && out === undefined)
    throw new UsageError('--json needs --out: without it the CSV itself goes to stdout.');
  let rows = 0;
  // A bar would run through a CSV that goes to the same screen.
  const onScreen = out === undefined && output.terminal;
  const view = onScreen ? noProgress : showProgress(what, clock);
  const csv = csvOf(view, () => {
    rows += 1;
  });
  try {
    await writeOut(session, csv, out);
  } finally {
    view.end();
  }
  if (output.json) await output.record({ exported: what, rows, file: out });
  else output.note(`${counted(rows, what)}${out === undefined ? '' : ` in ${out}`}.`);
  return exitCodes.done;
}

/** Of the program's options those that the CSV takes. */
const formOf = ({ locale, separator, decimalMark, bom }: WriteOptions): WriteOptions => ({
  locale,
  separator,
  decimalMark,
  bom,
});

const progressOf =
  (view: ProgressView) =>
  ({ read, count }: Walked): void =>
    view.show({ processed: read, total: count });

/** `invoices export`. */
export async function exportInvoiceFile(
  session: Session,
  options: ExportOptions & FilterOptions,
): Promise<ExitCode> {
  return runExport(session, 'invoices', options, (view, count) => {
    const invoices = listedInvoices(session, options, progressOf(view));
    return exportInvoices(counting(invoices, count), { ...formOf(options), now: session.now() });
  });
}

/** `accounts export`. */
export async function exportAccountFile(session: Session, options: ExportOptions): Promise<ExitCode> {
  return runExport(session, 'accounts', options, (view, count) =>
    exportAccounts(
      counting(listedAccounts(session, { limit: Number.POSITIVE_INFINITY }, progressOf(view)), count),
      formOf(options),
    ),
  );
}

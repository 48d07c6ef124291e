import { checkNames } from '../../../errors/option-names.ts';
import { ExactSum } from '../../../values/money.ts';
import { attemptsOf, concurrencyOf } from '../../options.ts';
import { clientError, findAndDecide } from '../../run/apply-row.ts';
import { Breaker, isOfRow, problemOf } from '../../run/breaker.ts';
import { mapInOrder } from '../../run/ordered.ts';
import { repeatOf } from '../../run/repeat.ts';
import { checkedRows, run } from '../../run/run.ts';
import type {
  AccountPlan,
  AccountsClient,
  CsvSource,
  InvoicePlan,
  InvoicePlanOptions,
  InvoicesClient,
  Plan,
  PlanCounts,
  PlannedRow,
  PlanOptions,
  RunOptions,
} from '../../types.ts';
import { checkReadOptions, readSheet } from '../format/sheet.ts';
import type { UnknownColumn } from '../format/unknown-columns.ts';
import { accountJob } from './account-job.ts';
import { invoiceJob } from './invoice-job.ts';
import type { Job, ReadRow } from './job.ts';
import { changedBetween, type ReadRows, type Scan, scan } from './scan.ts';

/** Counts what a plan holds. */
class PlanTally<Kind extends string> {
  #total = 0;
  readonly #verdicts = { change: 0, unchanged: 0, impossible: 0, unread: 0 };
  readonly #kinds: Partial<Record<Kind, number>> = {};
  readonly #value = new ExactSum();
  #unknownColumns: readonly UnknownColumn[] = [];

  begin({ total, unknownColumns }: Scan): void {
    this.#total = total;
    this.#unknownColumns = unknownColumns;
  }

  add({ verdict, changes }: Pick<PlannedRow<Kind, unknown>, 'verdict' | 'changes'>, paid: number): void {
    this.#verdicts[verdict] += 1;
    for (const { kind } of changes) this.#kinds[kind] = (this.#kinds[kind] ?? 0) + 1;
    if (Number.isFinite(paid)) this.#value.add(paid);
  }

  counts(): PlanCounts<Kind> {
    return {
      total: this.#total,
      ...this.#verdicts,
      kinds: { ...this.#kinds },
      valueToPay: this.#value.value,
      unknownColumns: this.#unknownColumns,
    };
  }
}

const planNames = /* @__PURE__ */ Object.keys({
  separator: true,
  decimalMark: true,
  encoding: true,
  maxRowLength: true,
  attempts: true,
  concurrency: true,
  signal: true,
} satisfies Record<keyof PlanOptions, true>);

const runNames = /* @__PURE__ */ Object.keys({
  attempts: true,
  concurrency: true,
  log: true,
  now: true,
  onProgress: true,
  signal: true,
  store: true,
} satisfies Record<keyof RunOptions, true>);

function planOf<Column extends string, Kind extends string, Wish, Present>(
  job: Job<Column, Kind, Wish, Present>,
  client: object,
  source: CsvSource,
  options: PlanOptions,
  reopen = false,
): Plan<Kind, Present> {
  checkReadOptions(options);
  const { separator, decimalMark, encoding } = options;
  const cellOptions = { separator, decimalMark, encoding, reopen };
  const concurrency = concurrencyOf(options.concurrency);
  const attempts = attemptsOf(options.attempts);
  const { signal } = options;
  let tally = new PlanTally<Kind>();
  let fingerprint: string | undefined;

  const read: ReadRows<Wish> = async function* () {
    const rows = readSheet(source, job.shape, options);
    try {
      while (true) {
        const next = await rows.next();
        if (next.done) return next.value;
        yield next.value.map((row) => ({ row: row.row, ...job.read(row, options.decimalMark) }));
      }
    } finally {
      await rows.return({ fingerprint: '', unknownColumns: [] });
    }
  };
  const scanned = async (ending: AbortSignal | undefined): Promise<Scan> => {
    const found = await scan(read, job.keyOf, ending);
    // What is run has to be what was shown.
    if (fingerprint !== undefined && fingerprint !== found.fingerprint) throw changedBetween();
    fingerprint = found.fingerprint;
    return found;
  };

  const scannedForRun = async (ending: AbortSignal | undefined): Promise<Scan> => {
    const found = await scanned(ending);
    tally.begin(found);
    return found;
  };

  const planRow = async (
    { row, subject, wish, problems }: ReadRow<Wish>,
    scanned: Scan,
    breaker: Breaker,
  ): Promise<PlannedRow<Kind, Present>> => {
    const to = { ...subject, row };
    const nothing = { changes: [], notes: [] };
    if (wish === undefined) return { ...to, ...nothing, verdict: 'impossible', problems };
    const repeat = repeatOf(row, scanned.repeats.get(job.keyOf(wish)));
    if (repeat !== undefined) {
      const verdict = repeat.code === 'repeated' ? 'unchanged' : 'impossible';
      return { ...to, ...nothing, verdict, problems: [repeat] };
    }
    if (breaker.reason !== undefined)
      return { ...to, ...nothing, verdict: 'unread', problems: [breaker.reason] };
    try {
      const { found, decision } = await findAndDecide(job, wish, { attempts, signal, breaker });
      breaker.see(undefined);
      return { ...to, ...decision, present: found.present };
    } catch (thrown) {
      const error = clientError(thrown, signal);
      breaker.see(error);
      const verdict = isOfRow(error) ? 'impossible' : 'unread';
      return { ...to, ...nothing, verdict, problems: [problemOf(error)] };
    }
  };

  async function* walk(): AsyncGenerator<PlannedRow<Kind, Present>, void, void> {
    const counting = new PlanTally<Kind>();
    tally = counting;
    signal?.throwIfAborted();
    const found = await scanned(signal);
    counting.begin(found);
    const rows = checkedRows(read, found.fingerprint);
    const breaker = new Breaker(attempts);
    const planned = mapInOrder(rows, { concurrency, signal }, (row) => planRow(row, found, breaker));
    for await (const row of planned) {
      counting.add(row, job.paidBy(row.present, row.changes));
      yield row;
    }
  }

  return {
    [Symbol.asyncIterator]: walk,
    counts: () => tally.counts(),
    run: (runOptions = {}) => {
      checkNames(runOptions, runNames, 'run');
      return run(
        { job, client, read, scan: scannedForRun, cellOptions, concurrency, attempts },
        { signal, ...runOptions },
      );
    },
  };
}

/**
 * Reads a CSV of invoices into a plan. Columns are known by their names in English, Portuguese and Spanish; the account
 * and the invoice have to be among them, and one of status, observation and payment link. An empty cell leaves things
 * as they are.
 * @throws InvalidInputError for an option that cannot be used. A damaged file is told when the plan is read, naming the
 * row, before any row is planned.
 */
export function planInvoices(
  client: InvoicesClient,
  source: CsvSource,
  options: InvoicePlanOptions = {},
): InvoicePlan {
  checkNames(options, [...planNames, 'reopen'], 'planInvoices');
  const { reopen = false } = options;
  return planOf(invoiceJob(client, reopen), client, source, options, reopen);
}

/**
 * Reads a CSV of accounts into a plan: accounts to open, and limits, tolerances, e-mails and documents to change.
 * Needed are the account, or document and document type, and something to change. An empty cell leaves things as they
 * are.
 * @throws InvalidInputError for an option that cannot be used. A damaged file is told when the plan is read, naming the
 * row, before any row is planned.
 */
export function planAccounts(
  client: AccountsClient,
  source: CsvSource,
  options: PlanOptions = {},
): AccountPlan {
  checkNames(options, planNames, 'planAccounts');
  return planOf(accountJob(client), client, source, options);
}

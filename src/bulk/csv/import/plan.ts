import type { CustomerCredit } from '../../../client/base-client.ts';
import { ExactSum } from '../../../values/money.ts';
import { attemptsOf, concurrencyOf } from '../../options.ts';
import { clientError, look, problemOf } from '../../run/apply-row.ts';
import { mapInOrder } from '../../run/ordered.ts';
import { repeatOf } from '../../run/repeat.ts';
import { checkedRows, run } from '../../run/run.ts';
import type {
  AccountPlan,
  CsvSource,
  InvoicePlan,
  InvoicePlanOptions,
  Plan,
  PlanCounts,
  PlannedRow,
  PlanOptions,
} from '../../types.ts';
import { checkReadOptions, readSheet } from '../format/sheet.ts';
import { accountJob } from './account-job.ts';
import { invoiceJob } from './invoice-job.ts';
import type { Job, ReadRow } from './job.ts';
import { changedBetween, type Read, type Scan, scan } from './scan.ts';

/** Counts what a plan holds. */
class PlanTally<Kind extends string> {
  #total = 0;
  readonly #verdicts = { change: 0, unchanged: 0, impossible: 0 };
  readonly #kinds: Partial<Record<Kind, number>> = {};
  readonly #value = new ExactSum();

  begin(total: number): void {
    this.#total = total;
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
    };
  }
}

function planOf<Column extends string, Kind extends string, Wish, Present>(
  job: Job<Column, Kind, Wish, Present>,
  client: CustomerCredit,
  source: CsvSource,
  options: PlanOptions,
): Plan<Kind, Present> {
  checkReadOptions(options);
  const concurrency = concurrencyOf(options.concurrency);
  const attempts = attemptsOf(options.attempts);
  const { signal } = options;
  let tally = new PlanTally<Kind>();
  let fingerprint: string | undefined;

  const read: Read<Wish> = async function* () {
    const rows = readSheet(source, job.shape, options);
    try {
      while (true) {
        const next = await rows.next();
        if (next.done) return next.value;
        yield { row: next.value.row, ...job.read(next.value, options.decimalMark) };
      }
    } finally {
      await rows.return('');
    }
  };
  const scanned = async (ending: AbortSignal | undefined): Promise<Scan> => {
    const found = await scan(read, job.keyOf, ending);
    // What is run has to be what was shown.
    if (fingerprint !== undefined && fingerprint !== found.fingerprint) throw changedBetween();
    fingerprint = found.fingerprint;
    return found;
  };

  const planRow = async (
    { row, subject, wish, problems }: ReadRow<Wish>,
    found: Scan,
  ): Promise<PlannedRow<Kind, Present>> => {
    const to = { ...subject, row };
    if (wish === undefined) return { ...to, verdict: 'impossible', changes: [], problems };
    const repeat = repeatOf(row, found.repeats.get(job.keyOf(wish)));
    if (repeat !== undefined) {
      const verdict = repeat.code === 'repeated' ? 'unchanged' : 'impossible';
      return { ...to, verdict, changes: [], problems: [repeat] };
    }
    try {
      const { present, decision } = await look(job, client, wish, { attempts, signal });
      return { ...to, ...decision, present };
    } catch (error) {
      const unread = problemOf(clientError(error, signal));
      return { ...to, verdict: 'impossible', changes: [], problems: [unread] };
    }
  };

  async function* walk(): AsyncGenerator<PlannedRow<Kind, Present>, void, void> {
    const counting = new PlanTally<Kind>();
    tally = counting;
    signal?.throwIfAborted();
    const found = await scanned(signal);
    counting.begin(found.total);
    const rows = checkedRows(read, found.fingerprint);
    for await (const planned of mapInOrder(rows, { concurrency, signal }, (reading) =>
      planRow(reading, found),
    )) {
      counting.add(planned, job.paidBy(planned.present, planned.changes));
      yield planned;
    }
  }

  return {
    [Symbol.asyncIterator]: walk,
    counts: () => tally.counts(),
    run: (runOptions = {}) =>
      run({ job, client, read, scan: scanned, concurrency, attempts }, { signal, ...runOptions }),
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
  client: CustomerCredit,
  source: CsvSource,
  { reopen = false, ...options }: InvoicePlanOptions = {},
): InvoicePlan {
  return planOf(invoiceJob(reopen), client, source, options);
}

/**
 * Reads a CSV of accounts into a plan: accounts to open, and limits, tolerances, e-mails and documents to change.
 * Needed are the account, or document and document type, and something to change. An empty cell leaves things as they
 * are.
 * @throws InvalidInputError for an option that cannot be used. A damaged file is told when the plan is read, naming the
 * row, before any row is planned.
 */
export function planAccounts(
  client: CustomerCredit,
  source: CsvSource,
  options: PlanOptions = {},
): AccountPlan {
  return planOf(accountJob, client, source, options);
}

import type { Invoice, InvoiceRef, KnownInvoiceStatus } from '../../api/invoices/types.ts';
import { InvalidInputError } from '../../errors/index.ts';
import { checkNames } from '../../errors/option-names.ts';
import { storable, withOneLineEnd } from '../csv/format/text.ts';
import { isIdentifier } from '../csv/format/values.ts';
import { absent, invoiceCalls, obstacle, statusChanges } from '../csv/import/invoice-changes.ts';
import { type Found, impossibleRow, problem, type RowDecision } from '../csv/import/job.ts';
import { orAbsent } from '../csv/import/or-absent.ts';
import { attemptsOf, concurrencyOf } from '../options.ts';
import type {
  InvoiceChangeKind,
  InvoicesClient,
  RowChange,
  RowOutcome,
  RowProblem,
  RowResult,
  RunOptions,
} from '../types.ts';
import { type AppliedRow, applyRow, clientError, resultOf, type Trying } from './apply-row.ts';
import { Breaker, problemOf } from './breaker.ts';
import { mapInOrder } from './ordered.ts';
import { Tally } from './progress.ts';

export interface ManyOptions extends Omit<RunOptions, 'log' | 'store'> {
  /** How many invoices there are, for `timeLeft`, where that is known. */
  readonly total?: number | undefined;
}

/** How it ended for one invoice. */
export interface InvoiceOutcome<Ref extends InvoiceRef = InvoiceRef> {
  readonly invoice: Ref;
  /** As in `RowOutcome`. */
  readonly outcome: RowResult;
  readonly problem?: RowProblem | undefined;
}

/** Invoices as a list gives them, or references to them. */
export type Invoices<Ref extends InvoiceRef = InvoiceRef> = AsyncIterable<Ref> | Iterable<Ref>;

const isRef = (invoice: Partial<InvoiceRef> | undefined): boolean =>
  isIdentifier(invoice?.id ?? '') && isIdentifier(invoice?.creditAccountId ?? '');

const keyOf = ({ creditAccountId, id }: InvoiceRef): string => `${creditAccountId}\n${id}`;

type Work<Ref> = (invoice: Ref, trying: Trying) => Promise<AppliedRow>;

const names = /* @__PURE__ */ Object.keys({
  attempts: true,
  concurrency: true,
  now: true,
  onProgress: true,
  signal: true,
  total: true,
} satisfies Record<keyof ManyOptions, true>);

/** Works on invoices, so many at a time, in their order; one that is there twice waits for itself. */
async function* each<Ref extends InvoiceRef>(
  invoices: Invoices<Ref>,
  { signal, onProgress, now, total, ...options }: ManyOptions,
  work: Work<Ref>,
): AsyncGenerator<InvoiceOutcome<Ref>, void, void> {
  const concurrency = concurrencyOf(options.concurrency);
  const attempts = attemptsOf(options.attempts);
  signal?.throwIfAborted();
  const tally = new Tally(total, now);
  const breaker = new Breaker(attempts);
  const trying: Trying = { attempts, signal, breaker };
  const underWay = new Map<string, Promise<unknown>>();

  const workOn = async (invoice: Ref): Promise<InvoiceOutcome<Ref>> => {
    if (!isRef(invoice)) {
      const message = 'This is no reference to an invoice: expected creditAccountId and id.';
      return { invoice, outcome: 'refused', problem: problem('not_understood', message) };
    }
    const key = keyOf(invoice);
    const before = underWay.get(key) ?? Promise.resolve();
    const working = before
      .catch(() => undefined)
      .then(async (): Promise<Pick<RowOutcome, 'outcome' | 'problem'>> => {
        if (breaker.reason !== undefined) return { outcome: 'not-sent', problem: breaker.reason };
        const { error, outcome, problem: why } = await work(invoice, trying);
        breaker.see(error);
        return { outcome, problem: why };
      });
    underWay.set(key, working);
    try {
      const { outcome, problem: why } = await working;
      return { invoice, outcome, ...(why === undefined ? {} : { problem: why }) };
    } finally {
      if (underWay.get(key) === working) underWay.delete(key);
    }
  };

  for await (const outcome of mapInOrder(invoices, { concurrency, signal }, workOn)) {
    tally.add(outcome.outcome, false);
    onProgress?.(tally.progress(breaker.reason));
    yield outcome;
  }
}

/** What code wants of an invoice. What stays is `undefined`. */
interface ExactWish {
  readonly ref: InvoiceRef;
  readonly status?: KnownInvoiceStatus;
  readonly observation?: string;
}

/** What is to be done: as a sheet has it, but that no spreadsheet has retyped what code says. */
function decide(
  { ref, status, observation }: ExactWish,
  { present }: Found<Invoice>,
): RowDecision<InvoiceChangeKind> {
  if (present === undefined) return absent(ref);
  const changes: RowChange<InvoiceChangeKind>[] = [];
  if (status !== undefined && status !== present.status) {
    const found = obstacle(present.status, status, false);
    if (found !== undefined) return impossibleRow(found);
    changes.push({ kind: statusChanges[status], from: present.status, to: status });
  }
  const noted = present.observation ?? '';
  if (observation !== undefined && withOneLineEnd(observation) !== withOneLineEnd(storable(noted)))
    changes.push({ kind: 'observation', from: noted, to: observation });
  return { verdict: changes.length === 0 ? 'unchanged' : 'change', changes, problems: [], notes: [] };
}

/** Makes one change to each invoice. */
function changeEach<Ref extends InvoiceRef>(
  client: InvoicesClient,
  invoices: Invoices<Ref>,
  options: ManyOptions,
  wanted: (invoice: Ref) => Omit<ExactWish, 'ref'>,
): AsyncGenerator<InvoiceOutcome<Ref>, void, void> {
  const handler = { ...invoiceCalls(client), decide };
  return each(invoices, options, (invoice, trying) => {
    const { creditAccountId, id } = invoice;
    return applyRow(handler, { ref: { creditAccountId, id }, ...wanted(invoice) }, trying);
  });
}

/**
 * Marks invoices as paid, so many at a time, and tells how each ended, in their order: each is read first, and only an
 * open one is changed. References are taken as outcomes are read, a few ahead; leaving the loop takes no more of them,
 * and waits for what is under way. One that cannot be paid never stops the others. It stops by itself as the run of a
 * plan does: what is left comes out as `not-sent`.
 *
 * A list that is filtered by what paying changes, such as `list({ status: 'Opened' })`, may be passed: its walk visits
 * each invoice once. A list of your own that moves while it is read is to be collected first.
 * @throws InvalidInputError for an option that cannot be used.
 */
export function payMany<Ref extends InvoiceRef>(
  client: InvoicesClient,
  invoices: Invoices<Ref>,
  options: ManyOptions = {},
): AsyncGenerator<InvoiceOutcome<Ref>, void, void> {
  checkNames(options, names, 'payMany');
  return changeEach(client, invoices, options, () => ({ status: 'Paid' }));
}

/**
 * Cancels invoices as `payMany` marks them as paid. One that is cancelled is `unchanged`, one that is paid is `refused`.
 * @throws InvalidInputError for an option that cannot be used.
 */
export function cancelMany<Ref extends InvoiceRef>(
  client: InvoicesClient,
  invoices: Invoices<Ref>,
  options: ManyOptions = {},
): AsyncGenerator<InvoiceOutcome<Ref>, void, void> {
  checkNames(options, names, 'cancelMany');
  return changeEach(client, invoices, options, () => ({ status: 'Cancelled' }));
}

/**
 * Sets the observation of invoices, the same for all or one for each, as `payMany` marks them as paid. One that has it
 * is `unchanged`. `''` takes it away.
 * @throws InvalidInputError for an option that cannot be used.
 */
export function noteMany<Ref extends InvoiceRef>(
  client: InvoicesClient,
  invoices: Invoices<Ref>,
  observation: string | ((invoice: Ref) => string),
  options: ManyOptions = {},
): AsyncGenerator<InvoiceOutcome<Ref>, void, void> {
  const textOf = (invoice: Ref): string =>
    typeof observation === 'function' ? observation(invoice) : observation;
  checkNames(options, names, 'noteMany');
  return changeEach(client, invoices, options, (invoice) => ({ observation: textOf(invoice) }));
}

/**
 * Postpones one invoice. A repeat would postpone it twice: only what surely was not sent is tried again, and what
 * became of an answer that was lost the client itself reads.
 */
async function postponeOne(
  client: InvoicesClient,
  ref: InvoiceRef,
  dueDays: number,
  { attempts, signal, breaker }: Trying,
): Promise<AppliedRow> {
  for (let attempt = 1; ; attempt += 1) {
    let sending = false;
    try {
      const present = await orAbsent(client.invoices.get(ref, { signal }));
      const [obstructed] =
        present === undefined ? absent(ref).problems : [obstacle(present.status, 'Postponed', false)];
      if (present === undefined || obstructed !== undefined)
        return { outcome: 'refused', changes: [], problem: obstructed };
      sending = true;
      await client.invoices.postpone(present, { dueDays }, { signal });
      return { outcome: 'done', changes: ['postpone'] };
    } catch (thrown) {
      const error = clientError(thrown, signal);
      const again = error.retryable && (!sending || error.outcome === 'not-sent');
      breaker.seeAttempt(attempt, error);
      if (again && attempt < attempts && breaker.reason === undefined) continue;
      const unread = error.code === 'invalid_input' ? 'refused' : 'not-sent';
      const outcome = sending ? resultOf(error) : unread;
      return { outcome, changes: [], problem: problemOf(error), error };
    }
  }
}

/**
 * Moves the due date of invoices by so many days from where it is, as `payMany` marks them as paid: each is read first,
 * and only an open one is postponed, within the limits of the store. One that is there again is `unchanged`, so that
 * nothing is postponed twice; the ids that were taken are held for that.
 * @throws InvalidInputError for an option that cannot be used.
 */
export function postponeMany<Ref extends InvoiceRef>(
  client: InvoicesClient,
  invoices: Invoices<Ref>,
  { dueDays }: { readonly dueDays: number },
  options: ManyOptions = {},
): AsyncGenerator<InvoiceOutcome<Ref>, void, void> {
  if (!Number.isSafeInteger(dueDays) || dueDays < 1)
    throw new InvalidInputError([{ path: 'dueDays', expected: 'a whole number of days from 1' }]);
  const taken = new Set<string>();
  checkNames(options, names, 'postponeMany');
  return each(invoices, options, async (invoice, trying): Promise<AppliedRow> => {
    const key = keyOf(invoice);
    if (taken.has(key)) {
      const repeated = problem('repeated', 'An earlier one is the same invoice.');
      return { outcome: 'unchanged', changes: [], problem: repeated };
    }
    taken.add(key);
    const { creditAccountId, id } = invoice;
    return postponeOne(client, { creditAccountId, id }, dueDays, trying);
  });
}

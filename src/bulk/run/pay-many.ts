import type { InvoiceRef } from '../../api/invoices/types.ts';
import type { CustomerCredit } from '../../client/base-client.ts';
import { isIdentifier } from '../csv/format/values.ts';
import { type InvoiceWish, invoiceJob } from '../csv/import/invoice-job.ts';
import { problem } from '../csv/import/job.ts';
import { attemptsOf, concurrencyOf } from '../options.ts';
import type { Progress, RowProblem, RowResult, RunOptions } from '../types.ts';
import { applyRow } from './apply-row.ts';
import { mapInOrder } from './ordered.ts';
import { Tally } from './progress.ts';

export interface PayManyOptions extends Omit<RunOptions, 'log'> {
  /** How many invoices there are, for `timeLeft`, where that is known. */
  readonly total?: number | undefined;
}

/** How paying one invoice ended. */
export interface PayOutcome {
  readonly invoice: InvoiceRef;
  /** As in `RowOutcome`. */
  readonly outcome: RowResult;
  readonly problem?: RowProblem | undefined;
}

const job = invoiceJob(false);

const isRef = (invoice: Partial<InvoiceRef> | undefined): boolean =>
  isIdentifier(invoice?.id ?? '') && isIdentifier(invoice?.creditAccountId ?? '');

/**
 * Marks invoices as paid, so many at a time, and tells how each ended, in their order: each is read first, and only an open
 * one is changed. References are taken as outcomes are read, a few ahead; leaving the loop takes no more of them, and
 * waits for what is under way. One that cannot be paid never stops the others.
 *
 * Do not pass a list that is filtered by what paying changes, such as `list({ status: 'Opened' })`: invoices leave it
 * while it is read, and pages behind them are skipped. Collect it first.
 * @throws InvalidInputError for an option that cannot be used.
 */
export async function* payMany(
  client: CustomerCredit,
  invoices: AsyncIterable<InvoiceRef> | Iterable<InvoiceRef>,
  options: PayManyOptions = {},
): AsyncGenerator<PayOutcome, void, void> {
  const concurrency = concurrencyOf(options.concurrency);
  const attempts = attemptsOf(options.attempts);
  const { signal, onProgress, now, total } = options;
  signal?.throwIfAborted();
  const tally = new Tally(total, now);
  // An invoice that is there twice waits for itself.
  const underWay = new Map<string, Promise<unknown>>();

  const pay = async (invoice: InvoiceRef): Promise<PayOutcome> => {
    if (!isRef(invoice)) {
      const message = 'This is no reference to an invoice: expected creditAccountId and id.';
      return { invoice, outcome: 'refused', problem: problem('not_understood', message) };
    }
    const { creditAccountId, id } = invoice;
    const wish: InvoiceWish = {
      ref: { creditAccountId, id },
      status: 'Paid',
      observation: undefined,
      paymentLink: undefined,
      titles: {},
    };
    const key = job.keyOf(wish);
    const before = underWay.get(key) ?? Promise.resolve();
    const paying = before
      .catch(() => undefined)
      .then(() => applyRow(job, client, wish, { attempts, signal }));
    underWay.set(key, paying);
    try {
      const { outcome, problem: why } = await paying;
      return { invoice, outcome, ...(why === undefined ? {} : { problem: why }) };
    } finally {
      if (underWay.get(key) === paying) underWay.delete(key);
    }
  };

  for await (const outcome of mapInOrder(invoices, { concurrency, signal }, pay)) {
    tally.add(outcome.outcome, false);
    const progress: Progress = tally.progress();
    onProgress?.(progress);
    yield outcome;
  }
}

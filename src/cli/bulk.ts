import {
  type InvoicePlanOptions,
  type Plan,
  type PlanOptions,
  planAccounts,
  planInvoices,
} from '../csv/index.ts';
import { sourceOf } from './files.ts';
import type { Session } from './session.ts';

/** How a CSV is read and carried out. */
export interface BulkOptions extends Omit<InvoicePlanOptions, 'signal'> {
  readonly concurrency: number;
}

/** What a CSV can be about. */
export type Subject = 'invoices' | 'accounts';

/** The plan of a file. Throws `UsageError` for a file that cannot be read. */
export async function planOf(
  { client, signal }: Session,
  subject: Subject,
  file: string,
  { concurrency, separator, decimalMark, encoding, reopen }: BulkOptions,
): Promise<Plan<string, unknown>> {
  const source = await sourceOf(file);
  const options: PlanOptions = { concurrency, separator, decimalMark, encoding, signal };
  return subject === 'invoices'
    ? planInvoices(client, source, { ...options, reopen })
    : planAccounts(client, source, options);
}

import {
  type InvoicePlanOptions,
  type Plan,
  type PlanOptions,
  planAccounts,
  planInvoices,
} from '../../bulk/index.ts';
import { InvalidInputError } from '../../index.ts';
import { sourceOf } from '../files/files.ts';
import type { Session } from '../session.ts';
import { UsageError } from '../usage.ts';

/** How a CSV is read and applied. */
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

/** What is wrong with a file, in the words of the program; any other error as it is. */
export function fileMistake(error: unknown, file: string): unknown {
  if (!(error instanceof InvalidInputError)) return error;
  const issue = error.issues.find(({ path }) => path === 'source' || path.startsWith('row '));
  if (issue === undefined) return error;
  const place = issue.path === 'source' ? file : `${file}, ${issue.path}`;
  // The library names its option, the program its own.
  const expected = issue.expected.replace(/encoding: '([\w-]+)'/g, '--encoding $1');
  return new UsageError(`${place}: expected ${expected}`);
}

import type {
  Statement,
  StatementMetadata,
  StatementOrigin,
  Statements,
} from '../api/accounts/statement-types.ts';
import { formatInstant } from '../values/instant.ts';
import { fromCents, toCents } from '../values/money.ts';
import type { AccountView, StatementRecord } from './records.ts';

function record(
  origin: StatementOrigin,
  value: bigint,
  now: number,
  details: { readonly doneBy?: string; readonly metadata?: StatementMetadata; readonly id?: string } = {},
): StatementRecord {
  const { id, doneBy, metadata } = details;
  const row: Statement = Object.freeze({
    value: fromCents(value),
    date: formatInstant(now),
    ...(doneBy === undefined ? {} : { doneBy }),
    origin,
    ...(metadata === undefined ? {} : { metadata: Object.freeze(metadata) }),
  });
  return Object.freeze(id === undefined ? { row } : { id, row });
}

/** A change of what the customer may spend. */
export const creditRow = (change: bigint, now: number): StatementRecord => record('Credit', change, now);

/** What was invoiced (negative), or taken back from invoices (positive, assumed). */
export const invoiceRow = (value: bigint, now: number, metadata: StatementMetadata): StatementRecord =>
  record('Invoice', value, now, { metadata });

/** A payment, or its undoing (negative, assumed). */
export const paymentRow = (value: bigint, now: number, metadata: StatementMetadata): StatementRecord =>
  record('Payment', value, now, { metadata });

/** A manual debit. */
export const debitRow = (id: string, value: bigint, now: number, doneBy: string): StatementRecord =>
  record('Statement', value, now, { id, doneBy });

/** An account's movements as the API shows them, oldest first. */
export function toStatements(view: AccountView, records: readonly StatementRecord[]): Statements {
  const rows = records.map(({ row }) => row);
  const sum = rows.reduce((total, { value }) => total + toCents(value), 0n);
  return {
    statements: rows,
    currentBalance: view.account.balance,
    intervalBalance: fromCents(sum),
    previousBalance: 0,
  };
}

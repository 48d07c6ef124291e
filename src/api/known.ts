import type { KnownStatementOrigin } from './accounts/statement-types.ts';
import type { KnownAccountStatus, KnownDocumentType } from './accounts/types.ts';
import type { KnownInvoiceStatus } from './invoices/types.ts';

type Names<Known extends string> = Readonly<Record<Known, true>>;

// Functions, and nothing made by a call: a bundler then takes the one that is used.
function isAmong<Known extends string>(names: Names<Known>, name: unknown): name is Known {
  return typeof name === 'string' && Object.hasOwn(names, name);
}

/** Whether a status is one this version knows; the API may add others. */
export function isKnownInvoiceStatus(name: unknown): name is KnownInvoiceStatus {
  return isAmong<KnownInvoiceStatus>({ Opened: true, Paid: true, Cancelled: true }, name);
}

/** Whether an account's status is one this version knows. */
export function isKnownAccountStatus(name: unknown): name is KnownAccountStatus {
  return isAmong<KnownAccountStatus>({ Open: true, Closed: true }, name);
}

/** Whether a document type is one the official file names; free text occurs (observed). */
export function isKnownDocumentType(name: unknown): name is KnownDocumentType {
  return isAmong<KnownDocumentType>({ CPF: true, CNPJ: true, Other: true }, name);
}

/** Whether the origin of a statement is one this version knows. */
export function isKnownStatementOrigin(name: unknown): name is KnownStatementOrigin {
  return isAmong<KnownStatementOrigin>({ Credit: true, Invoice: true, Payment: true, Statement: true }, name);
}

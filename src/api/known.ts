import type { KnownStatementOrigin } from './accounts/statement-types.ts';
import type { KnownAccountStatus, KnownDocumentType } from './accounts/types.ts';
import type { KnownInvoiceStatus } from './invoices/types.ts';

function guard<Known extends string>(names: Readonly<Record<Known, true>>): (name: unknown) => name is Known {
  return (name): name is Known => typeof name === 'string' && Object.hasOwn(names, name);
}

/** Whether a status is one this version knows; the API may add others. */
export const isKnownInvoiceStatus: (name: unknown) => name is KnownInvoiceStatus = guard({
  Opened: true,
  Paid: true,
  Cancelled: true,
});

/** Whether an account's status is one this version knows. */
export const isKnownAccountStatus: (name: unknown) => name is KnownAccountStatus = guard({
  Open: true,
  Closed: true,
});

/** Whether a document type is one the official file names; free text occurs (observed). */
export const isKnownDocumentType: (name: unknown) => name is KnownDocumentType = guard({
  CPF: true,
  CNPJ: true,
  Other: true,
});

/** Whether the origin of a statement is one this version knows. */
export const isKnownStatementOrigin: (name: unknown) => name is KnownStatementOrigin = guard({
  Credit: true,
  Invoice: true,
  Payment: true,
  Statement: true,
});

import { invoices as operations } from '../../../api/invoices/operations.ts';
import type { InvoicePage, InvoiceQuery } from '../../../api/invoices/types.ts';
import { cancelInvoice, changeInvoice, payInvoice } from '../../../ledger/invoice.ts';
import { postponeInvoice } from '../../../ledger/postponement.ts';
import type { InvoiceRecord, RuleContext, RuleResult } from '../../../ledger/records.ts';
import { unknownInvoice } from '../../../ledger/refusal.ts';
import { PageTotals } from '../../../ledger/summary.ts';
import { entry } from '../entry.ts';
import { findInvoices } from '../query.ts';
import { StoredInvoice } from '../stored-invoice.ts';
import { type Handled, handled, onAccount, type Scope } from './handler.ts';
import { positionsOf } from './pages.ts';

function page(query: InvoiceQuery, { store }: Scope): Handled<InvoicePage> {
  const positions = positionsOf(query);
  if ('message' in positions) return { refusal: positions };
  const { rows, count } = findInvoices(store.index, query, positions.from, positions.to);
  const totals = new PageTotals();
  for (const row of rows) StoredInvoice.addTo(totals, row);
  const data = rows.map(({ invoice }) => invoice);
  return { output: { data, summary: totals.summary(count) } };
}

interface InvoicePath {
  readonly creditAccountId: string;
  readonly invoiceId: string;
}

/** Runs a rule on an invoice, or refuses because account or invoice are unknown. */
function onInvoice<Result>(
  { creditAccountId, invoiceId }: InvoicePath,
  scope: Scope,
  rule: (record: InvoiceRecord, context: RuleContext) => RuleResult<Result>,
): Handled<Result> {
  return onAccount(creditAccountId, scope, ({ state }) => {
    const invoice = state.invoices.get(invoiceId);
    if (invoice === undefined) return { refusal: unknownInvoice(invoiceId) };
    return handled(creditAccountId, rule(invoice, scope.context), (result) => result);
  });
}

export const invoices = {
  'invoices.list': entry(operations.list, ({ query }, scope) => page(query, scope)),
  'invoices.listByAccount': entry(operations.listByAccount, ({ path, query }, scope) =>
    onAccount(path.creditAccountId, scope, () =>
      page({ ...query, creditAccountId: path.creditAccountId }, scope),
    ),
  ),
  'invoices.get': entry(operations.get, ({ path }, scope) =>
    onInvoice(path, scope, ({ invoice }) => ({ result: invoice, changes: {} })),
  ),
  'invoices.update': entry(operations.update, ({ path, body }, scope) =>
    onInvoice(path, scope, (record, context) => changeInvoice(record, body, context)),
  ),
  'invoices.cancel': entry(operations.cancel, ({ path }, scope) => onInvoice(path, scope, cancelInvoice)),
  'invoices.markAsPaid': entry(operations.markAsPaid, ({ path }, scope) =>
    onInvoice(path, scope, payInvoice),
  ),
  'invoices.postpone': entry(operations.postpone, ({ path, body }, scope) =>
    onInvoice(path, scope, (record, context) => postponeInvoice(record, body.dueDays, context)),
  ),
} as const;

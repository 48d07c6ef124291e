import {
  type Account,
  type CustomerCredit,
  CustomerCreditClient,
  createLimiter,
  type Invoice,
  isApiError,
  isOverdue,
} from 'vtex-customer-credit';
import { capabilities } from 'vtex-customer-credit/contract';
import { exportInvoices, planInvoices } from 'vtex-customer-credit/csv';
import { createEmulator, createStores } from 'vtex-customer-credit/emulator';
import { createInMemoryCustomerCredit } from 'vtex-customer-credit/memory';
import { listen } from 'vtex-customer-credit/node';
import { openTelemetryHooks } from 'vtex-customer-credit/otel';
import * as schemas from 'vtex-customer-credit/schemas';

/** Compiled by each supported TypeScript, never run: what a user of every entry would write. */
export async function use(): Promise<readonly Invoice[]> {
  const client: CustomerCredit = new CustomerCreditClient({
    accountName: 'mystore',
    appKey: 'any',
    appToken: 'any',
    limiter: createLimiter({ requestsPerSecond: 20 }),
    hooks: openTelemetryHooks(),
    fetch: createEmulator().fetch,
  });
  const account: Account = await client.accounts.get('11111111111_CPF');
  const invoices: Invoice[] = await client.invoices.listByAccount(account.id).toArray();
  for await (const { data, summary } of client.invoices.list({ status: 'Overdue' }).pages())
    invoices.push(...data.filter((invoice) => isOverdue(invoice, summary.count)));
  try {
    await client.invoices.postpone({ creditAccountId: account.id, id: 'AAAA-01' }, { dueDays: 5 });
  } catch (error: unknown) {
    if (isApiError(error)) {
      const status: number = error.status;
      return status === 404 ? [] : invoices;
    }
  }
  const { client: inMemory, control } = createInMemoryCustomerCredit({ now: '2024-05-08T12:00:00Z' });
  control.clock.advance({ days: 31 });
  {
    using fault = control.faults.add({ phase: 'after', effect: 'drop', operation: 'invoices.markAsPaid' });
    fault.remove();
  }
  const text: string = await exportInvoices(inMemory.invoices.list()).text();
  for await (const { row, outcome } of planInvoices(inMemory, () => text).run()) {
    const at: number = row;
    if (outcome === 'done') invoices.splice(at, 1);
  }
  await using server = await listen(createStores());
  const url: string = server.url;
  return url in capabilities || 'invoice' in schemas ? [] : invoices;
}

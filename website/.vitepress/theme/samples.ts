/** The programs that the playground begins with. */
export const samples = [
  {
    name: "The quickstart's stories",
    code: `import { createInMemoryCustomerCredit } from 'vtex-customer-credit/memory';
import { creditStory, guideSeed, guideTime, invoiceStory } from 'quickstart';

const { client, control } = createInMemoryCustomerCredit({ now: guideTime, seed: guideSeed });
const teller = { say: (line = '') => console.log(line), now: control.clock.now };

await invoiceStory(client, teller);
await creditStory(client, teller);
`,
  },
  {
    name: 'A purchase, a due date, a payment',
    code: `import { createInMemoryCustomerCredit } from 'vtex-customer-credit/memory';

const { client, control } = createInMemoryCustomerCredit({ now: '2024-05-08T12:00:00Z' });
const account = await client.accounts.open({
  document: '11111111111',
  documentType: 'CPF',
  email: 'buyer@example.com',
  creditLimit: 1000,
});

const hold = await client.transactions.preAuthorize(account.id, { value: 300, settle: true, installments: 3 });
await client.transactions.settle({ creditAccountId: account.id, transactionId: hold.id }, { value: 300 });
console.log('available', (await client.accounts.get(account.id)).availableCredit);

control.clock.advance({ days: 31 });
for await (const invoice of client.invoices.list({ status: 'Overdue' })) {
  console.log('overdue', invoice.friendlyId, invoice.value, invoice.dueDate);
  await client.invoices.markAsPaid(invoice);
}
console.log('available', (await client.accounts.get(account.id)).availableCredit);
`,
  },
  {
    name: 'A payment whose answer is lost',
    code: `import { CustomerCreditClient } from 'vtex-customer-credit';
import { createEmulator } from 'vtex-customer-credit/emulator';

const emulator = createEmulator({
  seed: {
    accounts: [{ id: '11111111111_CPF', email: 'buyer@example.com', creditLimit: 1000 }],
    invoices: [{ id: 'AAAA-01', creditAccountId: '11111111111_CPF', value: 9.63 }],
  },
});
const client = new CustomerCreditClient(emulator.clientOptions());

// The payment is recorded, then the connection breaks.
emulator.control.faults.add({ operation: 'invoices.markAsPaid', phase: 'after', effect: 'drop' });

const paid = await client.invoices.markAsPaid({ creditAccountId: '11111111111_CPF', id: 'AAAA-01' });
console.log(paid.status);
for (const { method, path, status } of emulator.control.journal.calls()) console.log(method, path, status ?? 'lost');
`,
  },
  {
    name: 'Settled in bulk by CSV',
    code: `import { exportInvoices, planInvoices } from 'vtex-customer-credit/csv';
import { createInMemoryCustomerCredit } from 'vtex-customer-credit/memory';

const { client, control } = createInMemoryCustomerCredit({
  now: '2024-05-08T12:00:00Z',
  seed: {
    accounts: [{ id: '11111111111_CPF', email: 'buyer@example.com', creditLimit: 1000 }],
    invoices: [9.63, 8.01, 35].map((value) => ({ creditAccountId: '11111111111_CPF', value })),
  },
});

const exported = await exportInvoices(client.invoices.list(), { locale: 'pt', now: control.clock.now() }).text();
console.log(exported);

const edited = exported.replaceAll(';Aberto;', ';Pago;'); // in a spreadsheet
const plan = planInvoices(client, () => edited);
for await (const { row, verdict, changes } of plan) console.log(row, verdict, changes);
for await (const { row, outcome } of plan.run()) console.log(row, outcome);
`,
  },
];

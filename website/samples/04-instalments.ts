// 4. Buy in instalments
import { createInMemoryCustomerCredit } from 'vtex-customer-credit/memory';
import { guideSeed, guideTime } from '../quickstart.ts';

const { client, control } = createInMemoryCustomerCredit({ now: guideTime, seed: guideSeed });
const creditAccountId = '11111111111_CPF';

// Checkout places a hold; invoicing the order settles it.
const hold = await client.transactions.preAuthorize(creditAccountId, {
  value: 500.05,
  settle: true,
  installments: 10,
});
await client.transactions.settle({ creditAccountId, transactionId: hold.id }, { value: 500.05 });

const invoices = client.invoices.list({ creditAccountId, status: 'Opened' });
for await (const { installment, numberOfInstallments, value, dueDate } of invoices)
  console.log(`${installment} of ${numberOfInstallments}`, value, 'due', dueDate.slice(0, 10));
console.log('available', (await client.accounts.get(creditAccountId)).availableCredit);

control.clock.advance({ days: 65 });
const { count, totalOverdue } = await client.invoices.summarize({ creditAccountId, status: 'Overdue' });
console.log(`65 days later: ${count} overdue, ${totalOverdue} in all`);

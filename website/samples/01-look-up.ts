// 1. Look up invoices
import { createInMemoryCustomerCredit } from 'vtex-customer-credit/memory';
import { guideSeed, guideTime } from '../quickstart.ts';

const { client } = createInMemoryCustomerCredit({ now: guideTime, seed: guideSeed });

const invoice = await client.invoices.findByFriendlyId('IBjuAsrJ-1');
console.log(invoice?.status, invoice?.value, 'due', invoice?.dueDate);

console.log('All of the account:');
for await (const { friendlyId, status, value } of client.invoices.listByAccount('11111111111_CPF'))
  console.log(friendlyId, status, value);

const { count, total, totalOverdue, totalPaid } = await client.invoices.summarize();
console.log(
  `The store: ${count} invoices, ${total} to pay, ${totalOverdue} of it overdue, ${totalPaid} paid`,
);

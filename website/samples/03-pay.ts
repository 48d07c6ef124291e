// 3. Leave a note, record the payment
import { isApiError } from 'vtex-customer-credit';
import { createInMemoryCustomerCredit } from 'vtex-customer-credit/memory';
import { guideSeed, guideTime } from '../quickstart.ts';

const { client } = createInMemoryCustomerCredit({ now: guideTime, seed: guideSeed });
const invoice = { creditAccountId: '11111111111_CPF', id: '7583E36F101C461094AB6CA68FA8EE2C-01' };
const available = async () => (await client.accounts.get(invoice.creditAccountId)).availableCredit;

console.log('available', await available());
await client.invoices.update(invoice, { observation: 'BF 2024 customer invoice.' });
const paid = await client.invoices.markAsPaid(invoice);
console.log(paid.status, paid.value, paid.observation);
console.log('available', await available());

// A paid invoice cannot be cancelled.
await client.invoices.cancel(invoice).catch((error) => {
  if (!isApiError(error)) throw error;
  console.log(error.code, error.vtexMessage);
});

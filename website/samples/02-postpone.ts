// 2. Postpone one, as often as the store allows
import { isApiError } from 'vtex-customer-credit';
import { createInMemoryCustomerCredit } from 'vtex-customer-credit/memory';
import { guideSeed, guideTime } from '../quickstart.ts';

const { client } = createInMemoryCustomerCredit({ now: guideTime, seed: guideSeed });
const invoice = { creditAccountId: '11111111111_CPF', id: '7583E36F101C461094AB6CA68FA8EE2C-01' };

const postpone = async (dueDays = 5) => {
  try {
    await client.invoices.postpone(invoice, { dueDays });
    const { dueDate, originalDueDate } = await client.invoices.get(invoice);
    console.log(`due ${dueDate.slice(0, 10)}, originally ${originalDueDate.slice(0, 10)}`);
  } catch (error) {
    if (!isApiError(error)) throw error;
    console.log(error.name, error.vtexMessage);
  }
};

await postpone();
await client.storeConfig.update({
  postponementEnabled: true,
  invoicePostponementLimit: 3,
  maxPostponementDays: 30,
});
for (const dueDays of [5, 5, 5, 5]) await postpone(dueDays);

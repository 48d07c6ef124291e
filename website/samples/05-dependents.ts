// 5. Let a dependent buy on the same credit
import { isApiError } from 'vtex-customer-credit';
import { createInMemoryCustomerCredit } from 'vtex-customer-credit/memory';
import { guideSeed, guideTime } from '../quickstart.ts';

const { client } = createInMemoryCustomerCredit({ now: guideTime, seed: guideSeed });
const creditAccountId = '11111111111_CPF';
const email = 'dependent@example.com';

await client.accounts.holders.add(creditAccountId, { claims: { email } });
const { accountId } = await client.accounts.getPurchaseConditions({ email, sc: 1, skus: '1' });
console.log(email, 'buys on', accountId);

for (const value of [700, 700]) {
  try {
    await client.transactions.preAuthorize(creditAccountId, { value, settle: true, installments: 1 });
    console.log(value, 'held, available', (await client.accounts.get(creditAccountId)).availableCredit);
  } catch (error) {
    if (!isApiError(error)) throw error;
    console.log(value, 'refused:', error.vtexMessage);
  }
}

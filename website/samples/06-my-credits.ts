// 6. Show the customer a Pay button
import { myCredits } from 'vtex-customer-credit';
import { createInMemoryCustomerCredit } from 'vtex-customer-credit/memory';
import { guideSeed, guideTime } from '../quickstart.ts';

const { client, control } = createInMemoryCustomerCredit({ now: guideTime, seed: guideSeed });
const creditAccountId = '11111111111_CPF';
const now = control.clock.now();

const look = async () => {
  const { invoices } = await myCredits(client, creditAccountId, { now, locale: 'es' });
  for (const { label, value, pay } of invoices) console.log(label, value, pay ?? 'no Pay button');
};

await client.storeConfig.update({ myCreditsEnabled: true });
await look();
const open = await client.invoices.list({ creditAccountId, status: 'Opened' }).first();
if (open !== undefined) await client.invoices.update(open, { paymentLink: 'https://www.paymentlink.com' });
await look();

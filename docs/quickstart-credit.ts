import { type CustomerCredit, type MyInvoice, myCredits } from 'vtex-customer-credit';
import { refused, row, type Teller } from './quickstart-teller.ts';

const creditAccountId = '11111111111_CPF';
const dependent = 'dependent@example.com';

/** Checkout and the order's invoicing: a hold that becomes one invoice for each instalment. */
async function buy(client: CustomerCredit, value: number, installments: number): Promise<string> {
  const hold = await client.transactions.preAuthorize(creditAccountId, { value, settle: true, installments });
  await client.transactions.settle({ creditAccountId, transactionId: hold.id }, { value });
  return hold.id;
}

async function available(client: CustomerCredit): Promise<string> {
  const { availableCredit, creditLimit } = await client.accounts.get(creditAccountId);
  return `     available: ${availableCredit} of ${creditLimit}`;
}

async function instalments(client: CustomerCredit, teller: Teller): Promise<void> {
  const { say } = teller;
  say('  8. One order of 500.05 in ten instalments: ten invoices of the same order');
  const transactionId = await buy(client, 500.05, 10);
  const { orderId } = await client.invoices.get({ creditAccountId, id: `${transactionId}-01` });
  const ofOrder = await client.invoices.findByOrder(orderId ?? '', { creditAccountId });
  for (const invoice of ofOrder) say(row(invoice, teller));
  const cents = ofOrder.reduce((sum, { value }) => sum + Math.round(value * 100), 0);
  say(`     ${ofOrder.length} invoices of one order, ${cents / 100} in all`);
  say(await available(client));
}

async function dependents(client: CustomerCredit, teller: Teller): Promise<void> {
  const { say } = teller;
  say('  9. A dependent buys on the same credit');
  await client.accounts.holders.add(creditAccountId, { claims: { email: dependent } });
  const { accountId } = await client.accounts.getPurchaseConditions({ email: dependent, sc: 1, skus: '1' });
  say(`     ${dependent} buys on the account ${accountId}`);
  await buy(client, 400, 1);
  say(await available(client));
  await refused('another 400 for the account itself', buy(client, 400, 1), teller);
}

async function payButton(client: CustomerCredit, teller: Teller): Promise<void> {
  const { say, now } = teller;
  say(' 10. My Credits: Pay appears with the payment link');
  await client.storeConfig.update({ myCreditsEnabled: true });
  const look = async (): Promise<MyInvoice | undefined> => {
    let next: MyInvoice | undefined;
    for (const locale of ['en', 'pt', 'es'] as const) {
      const { invoices } = await myCredits(client, creditAccountId, { now: now(), locale });
      next = invoices.find(({ status }) => status === 'Opened');
      say(`     ${locale}  ${next?.label}  ${next?.value}  ${next?.pay ?? 'no Pay button'}`);
    }
    return next;
  };
  const open = await look();
  if (open === undefined) throw new Error('no open invoice is left');
  await client.invoices.update(open, { paymentLink: 'https://www.paymentlink.com' });
  await look();
}

/** The story of the guide "Managing Customer Credit accounts": instalments, a dependent, the Pay button. */
export async function creditStory(client: CustomerCredit, teller: Teller): Promise<void> {
  await instalments(client, teller);
  await dependents(client, teller);
  await payButton(client, teller);
}

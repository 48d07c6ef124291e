import type { CustomerCredit } from 'vtex-customer-credit';
import { day, refused, row, type Teller } from './quickstart-teller.ts';

const creditAccountId = '11111111111_CPF';
const reference = { creditAccountId, id: '7583E36F101C461094AB6CA68FA8EE2C-01' };

async function look(client: CustomerCredit, teller: Teller): Promise<void> {
  const { say } = teller;
  say('  2. All invoices of the account, with the totals of the page');
  for await (const { data, summary } of client.invoices.listByAccount(creditAccountId).pages()) {
    for (const invoice of data) say(row(invoice, teller));
    const { total, count, totalPaid, totalCancelled } = summary;
    say(`     total ${total}, count ${count}, totalPaid ${totalPaid}, totalCancelled ${totalCancelled}`);
  }
  say('  3. All invoices of the store, added up over all pages');
  for await (const invoice of client.invoices.list()) say(row(invoice, teller));
  const totals = await client.invoices.summarize();
  say(
    `     ${totals.count} invoices: ${totals.total} to pay (${totals.totalOverdue} of it overdue), ${totals.totalPaid} paid`,
  );
}

async function postpone(client: CustomerCredit, teller: Teller): Promise<void> {
  const { say } = teller;
  say('  4. Allow postponement: up to 3 times and 30 days in total, for every account');
  await refused('before that, 5 days more', client.invoices.postpone(reference, { dueDays: 5 }), teller);
  await client.storeConfig.update({
    postponementEnabled: true,
    invoicePostponementLimit: 3,
    maxPostponementDays: 30,
  });
  say('  5. Postpone the invoice by 5 days');
  const before = await client.invoices.get(reference);
  await client.invoices.postpone(before, { dueDays: 5 });
  const after = await client.invoices.get(reference);
  say(`     due ${day(before.dueDate)} -> ${day(after.dueDate)}, originally ${day(after.originalDueDate)}`);
  await client.invoices.postpone(reference, { dueDays: 5 });
  await client.invoices.postpone(reference, { dueDays: 5 });
  await refused('a fourth postponement', client.invoices.postpone(reference, { dueDays: 5 }), teller);
  const other = await client.invoices.findByFriendlyId('A69BD96C-1');
  if (other === undefined) throw new Error('the seed lacks the invoice A69BD96C-1');
  await client.invoices.postpone(other, { dueDays: 30 });
  await refused('a 31st day for another invoice', client.invoices.postpone(other, { dueDays: 1 }), teller);
}

async function pay(client: CustomerCredit, teller: Teller): Promise<void> {
  const { say } = teller;
  say('  6. Leave a note and a payment link, then record the payment');
  await client.invoices.update(reference, {
    observation: 'BF 2024 customer invoice.',
    paymentLink: 'https://www.paymentlink.com',
  });
  const paid = await client.invoices.markAsPaid(reference);
  say(row(paid, teller));
  say(`     note "${paid.observation}", link ${paid.paymentLink}, resolved ${day(paid.resolvedAt ?? '')}`);
  say('  7. Cancel');
  await refused('the paid invoice', client.invoices.cancel(reference), teller);
  const open = await client.invoices.list({ status: 'Opened' }).first();
  if (open === undefined) throw new Error('no open invoice is left');
  await client.invoices.cancel(open);
  say(row(await client.invoices.get(open), teller));
  const { total, totalPaid, totalCancelled } = await client.invoices.summarize();
  say(`     the store now: ${total} to pay, ${totalPaid} paid, ${totalCancelled} cancelled`);
}

/** The story of the guide "Managing a Customer Credit invoice", on the store of `guideSeed`. */
export async function invoiceStory(client: CustomerCredit, teller: Teller): Promise<void> {
  teller.say('  1. Look up one invoice');
  teller.say(row(await client.invoices.get(reference), teller));
  await look(client, teller);
  await postpone(client, teller);
  await pay(client, teller);
}

/**
 * The story of VTEX's guide "Managing a Customer Credit invoice", told twice: on the in-memory reference, and over
 * HTTP against the emulator. `npm run quickstart -- --store mystore` reads a real store instead and changes nothing;
 * it takes VTEX_APP_KEY and VTEX_APP_TOKEN from the environment.
 */
import { parseArgs } from 'node:util';
import {
  type CustomerCredit,
  CustomerCreditClient,
  type Invoice,
  isApiError,
  isOverdue,
} from 'vtex-customer-credit';
import { createEmulator } from 'vtex-customer-credit/emulator';
import { createInMemoryCustomerCredit } from 'vtex-customer-credit/memory';
import { guideSeed, guideTime } from './quickstart-seed.ts';

const creditAccountId = '11111111111_CPF';
const reference = { creditAccountId, id: '7583E36F101C461094AB6CA68FA8EE2C-01' };

const say = (text = ''): void => console.log(text);
const money = (value: number): string => value.toFixed(2).padStart(8);
const day = (date: string): string =>
  new Date(date).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });

function row(invoice: Invoice, now: number): string {
  const status = isOverdue(invoice, now) ? `${invoice.status}, overdue` : invoice.status;
  return `     ${(invoice.friendlyId ?? invoice.id).padEnd(36)} ${status.padEnd(16)} ${money(invoice.value)}   due ${day(invoice.dueDate)}`;
}

async function refused(what: string, call: Promise<unknown>): Promise<void> {
  try {
    await call;
  } catch (error) {
    if (!isApiError(error)) throw error;
    say(`     ${what}: refused, as it should be`);
    say(`       ${error.name}: ${error.message}`);
    return;
  }
  throw new Error(`${what} went through, although the rules forbid it`);
}

async function look(client: CustomerCredit, now: number): Promise<void> {
  say('  2. All invoices of the account, with the totals of the page');
  for await (const { data, summary } of client.invoices.listByAccount(creditAccountId).pages()) {
    for (const invoice of data) say(row(invoice, now));
    const { total, count, totalPaid, totalCancelled } = summary;
    say(`     total ${total}, count ${count}, totalPaid ${totalPaid}, totalCancelled ${totalCancelled}`);
  }
  say('  3. All invoices of the store, added up over all pages');
  for await (const invoice of client.invoices.list()) say(row(invoice, now));
  const totals = await client.invoices.summarize();
  say(
    `     ${totals.count} invoices: ${totals.total} to pay (${totals.totalOverdue} of it overdue), ${totals.totalPaid} paid`,
  );
}

async function postpone(client: CustomerCredit): Promise<void> {
  say('  4. Allow postponement: up to 3 times and 30 days in total, for every account');
  await refused('before that, 5 days more', client.invoices.postpone(reference, { dueDays: 5 }));
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
  await refused('a fourth postponement', client.invoices.postpone(reference, { dueDays: 5 }));
  const [other] = await client.invoices.list({ friendlyId: 'A69BD96C-1' }).toArray({ limit: 1 });
  if (other === undefined) throw new Error('the seed lacks the invoice A69BD96C-1');
  await client.invoices.postpone(other, { dueDays: 30 });
  await refused('a 31st day for another invoice', client.invoices.postpone(other, { dueDays: 1 }));
}

async function settle(client: CustomerCredit, now: number): Promise<void> {
  say('  6. Leave a note and a payment link, then record the payment');
  await client.invoices.update(reference, {
    observation: 'BF 2024 customer invoice.',
    paymentLink: 'https://www.paymentlink.com',
  });
  const paid = await client.invoices.markAsPaid(reference);
  say(row(paid, now));
  say(`     note "${paid.observation}", link ${paid.paymentLink}, resolved ${day(paid.resolvedAt ?? '')}`);
  say('  7. Cancel');
  await refused('the paid invoice', client.invoices.cancel(reference));
  const [open] = await client.invoices.list({ status: 'Opened' }).toArray({ limit: 1 });
  if (open === undefined) throw new Error('no open invoice is left');
  await client.invoices.cancel(open);
  say(row(await client.invoices.get(open), now));
  const { total, totalPaid, totalCancelled } = await client.invoices.summarize();
  say(`     the store now: ${total} to pay, ${totalPaid} paid, ${totalCancelled} cancelled`);
}

async function story(title: string, client: CustomerCredit, now: number): Promise<void> {
  say(title);
  say('  1. Look up one invoice');
  say(row(await client.invoices.get(reference), now));
  await look(client, now);
  await postpone(client);
  await settle(client, now);
  say();
}

async function readStore(accountName: string): Promise<void> {
  const { VTEX_APP_KEY: appKey = '', VTEX_APP_TOKEN: appToken = '' } = process.env;
  const client = new CustomerCreditClient({ accountName, appKey, appToken });
  say(`The store ${accountName}: its first 20 invoices (reading only)`);
  for (const invoice of await client.invoices.list({ to: 20 }).toArray()) say(row(invoice, Date.now()));
  const config = await client.storeConfig.get();
  say(`     postponement ${config.postponementEnabled ? 'is' : 'is not'} enabled`);
}

const { values } = parseArgs({ options: { store: { type: 'string' } } });
if (values.store !== undefined) {
  await readStore(values.store);
} else {
  const now = (): number => Date.parse(guideTime);
  const inMemory = createInMemoryCustomerCredit({ now: guideTime, seed: guideSeed });
  await story('In memory', inMemory.client, now());

  const emulator = createEmulator({ now: guideTime, seed: guideSeed });
  const client = new CustomerCreditClient(emulator.clientOptions());
  await story('Over HTTP, against the emulator', client, now());
  say('Both told the same story. Next: README.md, or point it at a store with -- --store NAME.');
}

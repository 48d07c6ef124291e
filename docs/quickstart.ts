/**
 * The stories of VTEX's guides "Managing a Customer Credit invoice" and "Managing Customer Credit accounts", told twice: on
 * the in-memory reference, and over HTTP against the emulator. `npm run quickstart -- --store mystore` reads a real store
 * instead and changes nothing; it takes VTEX_APP_KEY and VTEX_APP_TOKEN from the environment.
 */
import { parseArgs } from 'node:util';
import { type CustomerCredit, CustomerCreditClient } from 'vtex-customer-credit';
import { createEmulator } from 'vtex-customer-credit/emulator';
import { createInMemoryCustomerCredit } from 'vtex-customer-credit/memory';
import { creditStory } from './quickstart-credit.ts';
import { invoiceStory } from './quickstart-invoices.ts';
import { guideSeed, guideTime } from './quickstart-seed.ts';
import { row } from './quickstart-teller.ts';

const say = (text = ''): void => console.log(text);

async function story(title: string, client: CustomerCredit): Promise<void> {
  const teller = { say, now: () => Date.parse(guideTime) };
  say(title);
  await invoiceStory(client, teller);
  await creditStory(client, teller);
  say();
}

async function readStore(accountName: string): Promise<void> {
  const client = new CustomerCreditClient({ accountName });
  say(`The store ${accountName}: its first 20 invoices (reading only)`);
  for await (const invoice of client.invoices.list().take(20)) say(row(invoice, { say, now: Date.now }));
  const config = await client.storeConfig.get();
  say(`     postponement ${config.postponementEnabled ? 'is' : 'is not'} enabled`);
}

const { values } = parseArgs({ options: { store: { type: 'string' } } });
if (values.store !== undefined) {
  await readStore(values.store);
} else {
  const world = { now: guideTime, seed: guideSeed };
  await story('In memory', createInMemoryCustomerCredit(world).client);
  const emulator = createEmulator(world);
  await story('Over HTTP, against the emulator', new CustomerCreditClient(emulator.clientOptions()));
  say('Both told the same story. Next: docs/index.md, or point it at a store with -- --store NAME.');
}

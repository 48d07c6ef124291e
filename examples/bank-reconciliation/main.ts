import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { CustomerCreditClient } from 'vtex-customer-credit';
import { payMany } from 'vtex-customer-credit/csv';
import { readBankFile, reconcile } from './reconcile.ts';

const { values, positionals } = parseArgs({ options: { yes: { type: 'boolean' } }, allowPositionals: true });
const [path = 'bank.csv'] = positionals;
const { VTEX_ACCOUNT = '', VTEX_APP_KEY = '', VTEX_APP_TOKEN = '', VTEX_BASE_URL } = process.env;
const client = new CustomerCreditClient({
  accountName: VTEX_ACCOUNT,
  appKey: VTEX_APP_KEY,
  appToken: VTEX_APP_TOKEN,
  baseUrl: VTEX_BASE_URL,
});

const { matches, unmatched } = await reconcile(client, readBankFile(await readFile(path, 'utf8')));
for (const { credit, reason } of unmatched) console.log(`line ${credit.line}: ${reason}`);
for (const { credit, invoice } of matches) console.log(`line ${credit.line}: pays ${invoice.friendlyId}`);

if (values.yes === true) {
  // Reads each invoice once more, and changes only what is still open.
  for await (const { invoice, outcome, problem } of payMany(
    client,
    matches.map((match) => match.invoice),
  )) {
    console.log(invoice.id, outcome, problem?.message ?? '');
    if (outcome !== 'done' && outcome !== 'unchanged') process.exitCode = 1;
  }
} else {
  console.log('Nothing was changed. With --yes the invoices are paid.');
}

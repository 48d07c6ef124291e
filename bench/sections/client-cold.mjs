import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { clients } from '../lib/clients.mjs';
import { invoiceAt } from '../lib/data.mjs';

export const title = 'Import and the first call over loopback, in a process that has done nothing else';
export const options = { once: true };

const { creditAccountId, id } = invoiceAt(0);

const contestant = (run) => ({ run, check: (invoice) => assert.equal(invoice.id, id) });

const names = ['fetch, as it is', 'ky', 'axios', 'hey-api with zod', 'this client, ky', 'this client, fetch'];
export const contestants = {
  ...Object.fromEntries(
    names.map((name) => [name, (url) => contestant(async () => (await clients[name](url)).one())]),
  ),
  'this client, ky, required': (url) =>
    contestant(async () => {
      const { CustomerCreditClient } = createRequire(import.meta.url)('vtex-customer-credit');
      const client = new CustomerCreditClient({
        accountName: 'a',
        appKey: 'key',
        appToken: 'token',
        baseUrl: url,
      });
      return client.invoices.get({ creditAccountId, id });
    }),
};

import { describe, expect, test } from 'vitest';
import { createClient, createLimiter } from 'vtex-customer-credit';
import {
  cancelMany,
  exportAccounts,
  exportInvoices,
  noteMany,
  payMany,
  planAccounts,
  planInvoices,
  postponeMany,
  reportCsv,
} from 'vtex-customer-credit/csv';
import { connectControl, createEmulator, createStores } from 'vtex-customer-credit/emulator';
import { createInMemoryCustomerCredit } from 'vtex-customer-credit/memory';
import { listen } from 'vtex-customer-credit/node';
import { undiciTransport } from 'vtex-customer-credit/undici';
import { keyPair } from './http/recording.ts';

const seed = {
  accounts: [{ id: '11111111111_CPF', email: 'a@example.com', creditLimit: 100 }],
  invoices: [{ creditAccountId: '11111111111_CPF', id: 'AAAA-01', value: 1 }],
};
const ref = { creditAccountId: '11111111111_CPF', id: 'AAAA-01' };
const { client } = createInMemoryCustomerCredit({ seed });
const overHttp = createClient(createEmulator({ seed }).clientOptions());
const options = { accountName: 'mystore', ...keyPair };
const invoices = () => 'Account ID,Invoice ID,Status\n11111111111_CPF,AAAA-01,Open\n';
const accounts = () => 'Account ID,Credit limit\n11111111111_CPF,100\n';
const read = async (items: AsyncIterable<unknown>): Promise<void> => {
  for await (const _ of items);
};

const running = ['concurrency', 'attempts', 'signal', 'onProgress', 'now'];
const reading = ['separator', 'decimalMark', 'encoding', 'maxRowLength', 'concurrency', 'attempts', 'signal'];
const writing = ['locale', 'separator', 'decimalMark', 'bom'];
const calling = ['retries', 'timeout', 'totalTimeout', 'maxRetryDelay', 'validation', 'signal'];

/** Everything that takes names, what it takes, and how it is given one more. */
const takers: ReadonlyArray<readonly [string, readonly string[], (more: object) => unknown]> = [
  ['planInvoices', [...reading, 'reopen'], (more) => read(planInvoices(client, invoices, more))],
  ['planAccounts', reading, (more) => read(planAccounts(client, accounts, more))],
  ['a run', [...running, 'log'], (more) => read(planInvoices(client, invoices).run(more))],
  ['payMany', [...running, 'total'], (more) => read(payMany(client, [], more))],
  ['cancelMany', running, (more) => read(cancelMany(client, [], more))],
  ['noteMany', running, (more) => read(noteMany(client, [], 'x', more))],
  ['postponeMany', running, (more) => read(postponeMany(client, [], { dueDays: 1 }, more))],
  ['exportInvoices', [...writing, 'now'], (more) => exportInvoices([], more).text()],
  ['exportAccounts', writing, (more) => exportAccounts([], more).text()],
  ['reportCsv', writing, (more) => reportCsv([], more).text()],
  ['createLimiter', ['requestsPerSecond', 'concurrency'], (more) => createLimiter(more)],
  ['undiciTransport', ['dispatcher', 'connections'], (more) => undiciTransport(more)],
  ['hooks', ['onCall', 'onRequest', 'onError'], (more) => createClient({ ...options, hooks: more })],
  ['connectControl', ['timeout', 'fetch'], (more) => connectControl('http://127.0.0.1:1', more)],
  ['listen', ['port', 'host', 'allowedHosts'], (more) => listen(createEmulator(), more)],
  ['createEmulator', ['idSeed', 'journalSize', 'maxBodyBytes'], (more) => createEmulator(more)],
  ['createStores', ['maxStores', 'controlPlane'], (more) => createStores(more)],
  ['createClient', ['totalTimeout', 'maxResponseBytes'], (more) => createClient({ ...options, ...more })],
  ...[client, overHttp].flatMap((each): typeof takers => [
    ['a call', calling, (more) => each.invoices.get(ref, more)],
    [
      'a list',
      ['status', 'dueDateFrom', 'pageSize', 'pageRetries'],
      (more) => each.invoices.list(more).first(),
    ],
    [
      'a request',
      ['method', 'query', 'body'],
      (more) => each.request({ method: 'GET', path: '/storeconfig', ...more }),
    ],
    ['an update', ['status', 'observation', 'paymentLink'], (more) => each.invoices.update(ref, more)],
    [
      'a hold',
      ['installments', 'expirationDate'],
      (more) => each.transactions.preAuthorize(ref.creditAccountId, { value: 1, ...more }),
    ],
    ['a configuration', ['taxRate', 'postponementEnabled'], (more) => each.storeConfig.update(more)],
  ]),
];

/** As people mistype: two letters swapped, one more, another case, another style. */
const mistyped = (name: string): string[] => [
  `${name.slice(0, -2)}${name.slice(-1)}${name.slice(-2, -1)}`,
  `${name}s`,
  name.toUpperCase(),
  name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
];

describe('a misspelt name', () => {
  test.each(takers)('is refused by %s with the name that was meant', async (_, names, give) => {
    for (const name of names) {
      for (const other of mistyped(name)) {
        if (names.includes(other) || other.length < 4) continue;
        const error = await Promise.resolve()
          .then(() => give({ [other]: 1 }))
          .then(
            () => new Error(`${other} was taken`),
            (thrown: unknown) => thrown,
          );
        expect(String(error)).toContain(`${other}: expected no such`);
        expect(String(error)).toContain(`did you mean ${name}?`);
      }
    }
  });

  test('is none where an object of hooks has fields of its own', () => {
    class Counting {
      count = 0;
      onCall(): void {
        this.count += 1;
      }
    }
    createClient({ ...options, hooks: new Counting() });
  });
});

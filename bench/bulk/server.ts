/** A store with as many opened invoices as told, in a process of its own: `node server.ts COUNT`. */
import { createEmulator } from '../../src/adapters/emulator/emulator.ts';
import { listen } from '../../src/adapters/node/listen.ts';

const count = Number(process.argv[2]);
const accounts = 1000;
const accountOf = (at: number): string => `account-${at % accounts}`;
const emulator = createEmulator({
  now: '2024-05-08T12:00:00Z',
  journalSize: 0,
  seed: {
    accounts: Array.from({ length: accounts }, (_, at) => ({
      id: accountOf(at),
      email: `a${at}@example.com`,
      creditLimit: 100_000_000,
    })),
    invoices: Array.from({ length: count }, (_, at) => ({
      creditAccountId: accountOf(at),
      transactionId: `T${String(at).padStart(8, '0')}`,
      value: ((at % 10_000) + 1) / 100,
      orderId: `order-${at}`,
    })),
  },
});
const server = await listen(emulator);
console.log(server.url);

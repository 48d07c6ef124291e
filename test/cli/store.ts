import { createEmulator } from 'vtex-customer-credit/emulator';
import type { Control } from 'vtex-customer-credit/memory';
import { listen } from 'vtex-customer-credit/node';
import { type Ended, jsonLines, run, type Start } from './program.ts';

export const account = '11111111111_CPF';
const now = '2024-05-21';

/** The document's invoices, one of each status, by friendly id. */
const seed = {
  accounts: [{ id: account, email: 'buyer@example.com', creditLimit: 5000 }],
  invoices: [
    {
      creditAccountId: account,
      id: '7583E36F101C461094AB6CA68FA8EE2C-01',
      friendlyId: 'IBjuAsrJ-1',
      value: 9.63,
      dueDate: '2024-05-20T06:52:53.1314379Z',
      orderId: '1413870513134-01',
      installment: 1,
      numberOfInstallments: 3,
      observation: 'Handle\u001b[31m with\ncare',
      paymentLink: 'https://pay.example.com/1',
    },
    {
      creditAccountId: account,
      id: '8583E36F101C461094AB6CA68FA8EE2C-02',
      friendlyId: 'IBjuAsrJ-2',
      value: 1208.01,
      dueDate: '2024-06-20',
      orderId: '1413870513134-01',
    },
    {
      creditAccountId: account,
      friendlyId: 'PaidPaid-1',
      value: 8.01,
      dueDate: '2024-04-01',
      status: 'Paid',
    },
    {
      creditAccountId: account,
      friendlyId: 'GoneGone-1',
      value: 7,
      dueDate: '2024-04-01',
      status: 'Cancelled',
      orderId: '99',
    },
  ],
  storeConfig: { postponementEnabled: true, invoicePostponementLimit: 3, maxPostponementDays: 30 },
} as const;

export interface Store extends AsyncDisposable {
  readonly url: string;
  readonly control: Control;
  /** How many requests that change something have come. */
  readonly changes: () => number;
  /** Told of each request. */
  watch(watcher: (request: Request) => void): void;
  /** Changes each answer on its way out. */
  alter(change: (request: Request, response: Response) => Promise<Response>): void;
  /** Runs the program against this store. */
  cli(args: readonly string[], start?: Start): Promise<Ended>;
  /** The same with `--json`: what it said, line by line. */
  json(
    args: readonly string[],
  ): Promise<{ readonly code: number | null; readonly lines: readonly unknown[] }>;
}

/** A store on a socket, whose time stands still. */
export async function openStore(): Promise<Store> {
  const { fetch, control } = createEmulator({ now, seed });
  let watching: (request: Request) => void = () => undefined;
  let altered: Parameters<Store['alter']>[0] = async (_, response) => response;
  const server = await listen({
    fetch: async (request) => {
      watching(request);
      return altered(request, await fetch(request));
    },
  });
  const common = ['--emulator', server.url, '--now', now];
  const cli: Store['cli'] = (args, start) => run([...args, ...common], start);
  return {
    url: server.url,
    control,
    changes: () => control.journal.calls().filter(({ method }) => method !== 'GET').length,
    watch: (watcher) => {
      watching = watcher;
    },
    alter: (change) => {
      altered = change;
    },
    cli,
    json: async (args) => {
      const ended = await cli([...args, '--json']);
      return { code: ended.code, lines: jsonLines(ended) };
    },
    [Symbol.asyncDispose]: () => server.close(),
  };
}

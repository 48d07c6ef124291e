import { type CustomerCredit, CustomerCreditClient, type HttpOptions } from 'vtex-customer-credit';
import { createEmulator, type Emulator } from 'vtex-customer-credit/emulator';
import { type OperationId, operationsById } from '../../../src/api/table.ts';
import { sampleCall } from '../../../src/contract/sample-call.ts';

export const account = '11111111111_CPF';
const opened = { creditAccountId: account, id: 'AAAA-01' };
const hold = { creditAccountId: account, transactionId: 'hold-0001' };

/** A store in which each operation can succeed once. */
export async function world(): Promise<Emulator> {
  const emulator = createEmulator({
    now: '2024-05-08T12:00:00Z',
    seed: {
      accounts: [{ id: account, email: 'a@example.com', creditLimit: 1000 }],
      invoices: [{ ...opened, value: 100, dueDate: '2024-05-20' }],
      storeConfig: { postponementEnabled: true, invoicePostponementLimit: 9, maxPostponementDays: 90 },
    },
  });
  const client = clientOf(emulator.fetch);
  await client.transactions.updatePreAuthorization(hold, { value: 40 });
  await client.accounts.holders.add(account, { claims: { email: 'first@example.com' } });
  return emulator;
}

export function clientOf(
  fetch: (request: Request) => Promise<Response>,
  options: Partial<HttpOptions> = {},
): CustomerCreditClient {
  const limits = { timeout: 40, maxRetryDelay: 1, retries: options.retries ?? 2 };
  return new CustomerCreditClient({
    accountName: 'mystore',
    appKey: 'the-app-key',
    appToken: 'the-app-token',
    ...limits,
    ...options,
    fetch,
  });
}

/** What a call is to do, and how often the store shows that it was done. */
export interface CountedCall {
  readonly call: (client: CustomerCredit, emulator: Emulator) => Promise<unknown>;
  /** How often it was done, read off the store itself. */
  readonly times: (emulator: Emulator) => number;
}

const snapshotOf = ({ control }: Emulator) => control.snapshot();
const accountOf = (emulator: Emulator) =>
  snapshotOf(emulator).accounts.find(({ record }) => record.id === account);
const invoiceOf = (emulator: Emulator) =>
  accountOf(emulator)?.invoices.find(({ invoice }) => invoice.id === opened.id);
const rows = (emulator: Emulator, origin: string): number =>
  accountOf(emulator)?.statements.filter(({ row }) => row.origin === origin).length ?? 0;
const held = (emulator: Emulator): number =>
  accountOf(emulator)?.transactions.filter(({ state }) => state === 'held').length ?? 0;
const holders = (emulator: Emulator) => accountOf(emulator)?.holders ?? [];

/** How often the reference says that it was done: for what is not looked at more closely. */
const doneOf =
  (id: OperationId) =>
  (emulator: Emulator): number =>
    emulator.control.journal.calls().filter(({ operation, done }) => operation === id && done).length;

/** The whole invoice, as a list would have given it. */
const whole = (emulator: Emulator) => invoiceOf(emulator)?.invoice ?? opened;

const changes: Readonly<Partial<Record<OperationId, CountedCall>>> = {
  'invoices.update': {
    call: ({ invoices }) => invoices.update(opened, { status: 'Paid', observation: 'wire' }),
    times: (emulator) => rows(emulator, 'Payment'),
  },
  'invoices.cancel': {
    call: ({ invoices }) => invoices.cancel(opened),
    times: (emulator) => Number(invoiceOf(emulator)?.invoice.status === 'Cancelled'),
  },
  'invoices.markAsPaid': {
    call: ({ invoices }) => invoices.markAsPaid(opened),
    times: (emulator) => rows(emulator, 'Payment'),
  },
  'invoices.postpone': {
    call: ({ invoices }, emulator) => invoices.postpone(whole(emulator), { dueDays: 5 }),
    times: (emulator) => invoiceOf(emulator)?.postponements ?? 0,
  },
  'accounts.open': {
    call: ({ accounts }) =>
      accounts.open({ document: '2', documentType: 'CPF', email: 'b@example.com', creditLimit: '55.50' }),
    times: (emulator) => snapshotOf(emulator).accounts.length - 1,
  },
  'accounts.update': {
    call: ({ accounts }) => accounts.update(account, { email: 'c@example.com', creditLimit: 2000 }),
    times: (emulator) => rows(emulator, 'Credit'),
  },
  'accounts.close': {
    call: ({ accounts }) => accounts.close(account),
    times: (emulator) => Number(accountOf(emulator) === undefined),
  },
  'accounts.changeCreditLimit': {
    call: ({ accounts }) => accounts.changeCreditLimit(account, { value: 2000 }),
    times: (emulator) => rows(emulator, 'Credit'),
  },
  'accounts.changeTolerance': {
    call: ({ accounts }) => accounts.changeTolerance(account, { value: 0.5 }),
    times: (emulator) => rows(emulator, 'Credit'),
  },
  'accounts.decreaseBalance': {
    call: ({ accounts }) => accounts.decreaseBalance(account, { statementId: 'fee', value: -15 }),
    times: (emulator) => rows(emulator, 'Statement'),
  },
  'accounts.holders.add': {
    call: (client) => client.accounts.holders.add(account, { claims: { email: 'new@example.com' } }),
    times: (emulator) => holders(emulator).length - 1,
  },
  'accounts.holders.delete': {
    call: (client, emulator) =>
      client.accounts.holders.delete({ creditAccountId: account, holderId: holders(emulator)[0]?.id ?? '' }),
    times: (emulator) => 1 - holders(emulator).length,
  },
  'transactions.preAuthorize': {
    call: ({ transactions }) => transactions.preAuthorize(account, { value: 50 }),
    times: (emulator) => held(emulator) - 1,
  },
  'transactions.updatePreAuthorization': {
    call: ({ transactions }) =>
      transactions.updatePreAuthorization({ creditAccountId: account, transactionId: 'mine' }, { value: 50 }),
    times: (emulator) => held(emulator) - 1,
  },
  'transactions.cancelPreAuthorization': {
    call: ({ transactions }) => transactions.cancelPreAuthorization(hold),
    times: (emulator) => 1 - held(emulator),
  },
  'transactions.settle': {
    call: ({ transactions }) => transactions.settle(hold, { value: 40 }),
    times: (emulator) => rows(emulator, 'Invoice'),
  },
  'transactions.refund': {
    call: ({ transactions }) =>
      transactions.refund({ creditAccountId: account, transactionId: 'AAAA' }, { value: 30 }),
    times: (emulator) => rows(emulator, 'Invoice'),
  },
  'storeConfig.update': {
    call: ({ storeConfig }) => storeConfig.update({ taxRate: 0.1, postponementEnabled: false }),
    times: (emulator) => Number(snapshotOf(emulator).storeConfig.taxRate === 0.1),
  },
};

const sampleIds: Readonly<Record<string, string>> = { creditAccountId: account, invoiceId: opened.id };

/** What an operation does in that store: as above, or by its sample. */
export function countedCallOf(id: OperationId): CountedCall {
  return (
    changes[id] ?? {
      call: (client) => sampleCall(client, id, (parameter) => sampleIds[parameter] ?? 'x'),
      times: operationsById[id].retry === 'read' ? () => 0 : doneOf(id),
    }
  );
}

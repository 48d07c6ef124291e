import {
  type CustomerCredit,
  CustomerCreditClient,
  isCustomerCreditError,
  isOverdue,
  toDate,
  toEpochMilliseconds,
} from 'vtex-customer-credit';
import { createEmulator } from 'vtex-customer-credit/emulator';
import { type Control, createInMemoryCustomerCredit, type Seed } from 'vtex-customer-credit/memory';

const creditAccountId = '11111111111_CPF';
const hour = 3_600_000;

const seed: Seed = {
  accounts: [{ id: creditAccountId, email: 'buyer@example.com', creditLimit: 10_000, tolerance: 0.1 }],
  invoices: [
    { creditAccountId, id: 'A-01', value: 9.63, dueDate: '2024-03-10T05:30:00.1314379Z' },
    { creditAccountId, id: 'B-01', value: 8.01, dueDate: '2024-03-31' },
    {
      creditAccountId,
      id: 'C-01',
      value: 7.77,
      dueDate: '2024-11-03T00:01:00',
      createdAt: '2024-01-01T00:00:00+14:00',
    },
  ],
  storeConfig: { postponementEnabled: true, invoicePostponementLimit: 3, maxPostponementDays: 300 },
};

async function told(act: Promise<unknown>): Promise<unknown> {
  try {
    return await act;
  } catch (error) {
    if (!isCustomerCreditError(error)) throw error;
    return error.toJSON();
  }
}

/** What happens from a moment on, wherever a date is read, written, compared or moved. */
async function* story(
  client: CustomerCredit,
  control: Omit<Control, 'fork'>,
  now: number,
): AsyncGenerator<unknown> {
  const moment = new Date(now);
  const hold = await client.transactions.preAuthorize(creditAccountId, {
    value: 100,
    settle: true,
    installments: 3,
  });
  yield hold;
  const short = { value: 50, settle: false } as const;
  yield await told(client.transactions.preAuthorize(creditAccountId, short));
  const until = new Date(now + 36 * hour).toISOString();
  for (const expirationDate of [until.slice(0, 10), until.replace('Z', '-03:30'), until.slice(0, 19)]) {
    yield await told(client.transactions.preAuthorize(creditAccountId, { ...short, expirationDate }));
  }
  yield await client.transactions.settle({ creditAccountId, transactionId: hold.id }, { value: 99.99 });
  const seeded = { creditAccountId, id: 'B-01' };
  for (const dueDays of [1, 29, 200]) {
    yield await told(client.invoices.postpone(seeded, { dueDays }));
    yield await client.invoices.get(seeded);
  }
  for (const hours of [11, 13, 24 * 30, 24 * 7]) {
    control.clock.advance({ hours });
    yield control.clock.iso();
    yield await client.invoices.list({ status: 'Overdue' }).toArray();
    yield await client.accounts.get(creditAccountId);
    yield control.notifications();
  }
  const day = moment.toISOString().slice(0, 10);
  for (const filter of [
    { dueDateTo: day },
    { dueDateFrom: moment },
    { createdDateFrom: day, createdDateTo: new Date(now + 24 * hour) },
    { dueDateFrom: `${day}T00:00:00-02:30`, op: 'or' as const, value: 8.01 },
  ]) {
    yield await told(client.invoices.list(filter).toArray());
    yield await told(client.invoices.summarize(filter));
  }
  yield await told(client.invoices.markAsPaid({ creditAccountId, id: 'A-01' }));
  yield await client.accounts.getStatements(creditAccountId);
  for (const date of ['2024-03-10', '2024-03-10T02:30:00', '2024-11-03T01:30:00', '1969-12-31', '', day]) {
    yield [date, toEpochMilliseconds(date), toDate(date)?.toISOString() ?? null];
    yield isOverdue({ status: 'Opened', dueDate: date }, now);
  }
  yield control.snapshot();
}

/** Clocks through a year, every so many hours, so that each zone's odd hours are among them. */
const starts = Array.from({ length: 60 }, (_, at) => Date.UTC(2024, 0, 1, 5, 30) + at * 149 * hour);
// The very hours at which clocks are put forward and back, and the turn of a day, a leap day and a year.
starts.push(
  Date.UTC(2024, 2, 10, 5, 29, 59, 999),
  Date.UTC(2024, 10, 3, 4, 30),
  Date.UTC(2024, 1, 29, 10),
  Date.UTC(2024, 11, 31, 23, 59, 59, 999),
  Date.UTC(1999, 11, 31, 9, 59),
);

/** The whole transcript, line by line. */
export async function* transcript(): AsyncGenerator<string> {
  for (const now of starts) {
    const emulator = createEmulator({ now, seed });
    const memory = createInMemoryCustomerCredit({ now, seed });
    const overHttp = new CustomerCreditClient({
      accountName: 'mystore',
      appKey: 'any',
      appToken: 'any',
      fetch: emulator.fetch,
      now: emulator.control.clock.now,
    });
    for await (const line of story(memory.client, memory.control, now)) yield JSON.stringify(line);
    for await (const line of story(overHttp, emulator.control, now)) yield JSON.stringify(line);
  }
}

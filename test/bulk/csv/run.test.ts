import { describe, expect, test } from 'vitest';
import { ConflictError, InvalidResponseError, NetworkError, PermissionError } from 'vtex-customer-credit';
import { exportInvoices, type Locale, type Progress, planInvoices } from 'vtex-customer-credit/csv';
import {
  accountId,
  all,
  changing,
  ended,
  invoiceId,
  invoicesOf,
  line,
  manyOf,
  now,
  payments,
  refOf,
  rejection,
  sheet,
  sourceOf,
  storeWith,
} from './world.ts';

describe('paying in bulk as of the documents', () => {
  test.each([
    ['en', /Open|Overdue/g, 'Paid'],
    ['en', /Open|Overdue/g, 'paid'],
    ['pt', /Aberto|Vencido/g, 'Pago'],
    ['es', /Abierto|Vencido/g, 'PAGADO'],
    ['es', /Abierto|Vencido/g, 'Paid'],
  ] as const)('in %s: export, %s to %s, import', async (locale: Locale, open, paid) => {
    const facts = [
      { value: 9.63, dueDate: '2024-05-01T00:00:00Z' },
      { value: 0.1 },
      { value: 0.2 },
      { value: 8.01, status: 'Paid' },
      { value: 5, status: 'Cancelled' },
    ] as const;
    const { client } = storeWith(facts);
    const text = await exportInvoices(client.invoices.list(), { locale, now }).text();
    const plan = planInvoices(client, sourceOf(text.replace(open, paid)));
    expect((await all(plan.run())).map(ended)).toEqual(['done', 'done', 'done', 'unchanged', 'unchanged']);
    expect(await client.invoices.summarize()).toEqual({
      count: 5,
      total: 0,
      totalPaid: 17.94,
      totalCancelled: 5,
      totalOverdue: 0,
      changed: false,
    });
    expect([...(await payments(client)).values()]).toEqual([1, 1, 1]);
  });
});

describe('a run', () => {
  test('does all that the plan said, each row in one request', async () => {
    const { client } = storeWith([{ observation: 'old' }, { status: 'Paid' }, {}]);
    const bodies: unknown[] = [];
    const watched = changing(client, (ref, update, options) => {
      bodies.push(update);
      return client.invoices.update(ref, update, options);
    });
    const source = sourceOf(
      [
        'Account ID,Invoice ID,Status,Observation,Payment link',
        `${accountId},${invoiceId(0)},Paid,new,https://pay.example.com/1`,
        `${accountId},${invoiceId(1)},Open,,`,
        `${accountId},${invoiceId(2)},Canceled,,`,
      ].join('\n'),
    );
    const outcomes = await all(planInvoices(watched, source, { reopen: true }).run());
    expect(outcomes.map(({ outcome, changes }) => [outcome, ...changes])).toEqual([
      ['done', 'pay', 'observation', 'payment_link'],
      ['done', 'reopen'],
      ['done', 'cancel'],
    ]);
    expect(bodies).toEqual([
      { status: 'Paid', observation: 'new', paymentLink: 'https://pay.example.com/1' },
      { status: 'Opened' },
      { status: 'Cancelled' },
    ]);
    expect((await invoicesOf(client)).map(({ status }) => status).toSorted()).toEqual([
      'Cancelled',
      'Opened',
      'Paid',
    ]);
  });

  test('gives one outcome for each row in the order of the file, and no bad row stops it', async () => {
    const { client } = storeWith([{}, { status: 'Cancelled' }, {}, {}]);
    const source = sheet(
      line(0, 'Paid'),
      line(1, 'Paid'),
      line(99, 'Paid'),
      line(2, 'nonsense'),
      line(3, 'Paid'),
      line(3, 'Paid'),
    );
    const outcomes = await all(planInvoices(client, source).run());
    expect(outcomes.map(({ row }) => row)).toEqual([2, 3, 4, 5, 6, 7]);
    expect(outcomes.map(ended)).toEqual([
      'done',
      'refused cancelled',
      'refused not_found',
      'refused not_understood',
      'done',
      'unchanged repeated',
    ]);
  });

  test('tells of what somebody else did meanwhile as unchanged', async () => {
    const { client } = storeWith([{}]);
    const racing = changing(client, async (ref) => {
      await client.invoices.markAsPaid(ref);
      throw new ConflictError({ status: 409 });
    });
    expect((await all(planInvoices(racing, sheet(line(0, 'Paid'))).run())).map(ended)).toEqual(['unchanged']);
  });

  test('sends no status of an invoice whose observation alone changes', async () => {
    const { client } = storeWith([{ status: 'Paid' }]);
    const outcomes = await all(planInvoices(client, sheet(line(0, 'Paid', 'by wire'))).run());
    expect(outcomes.map(({ outcome, changes }) => [outcome, ...changes])).toEqual([['done', 'observation']]);
    expect((await client.invoices.get(refOf(0))).observation).toBe('by wire');
  });

  test('takes a change whose answer could not be read for done', async () => {
    const { client } = storeWith([{}]);
    const garbled = changing(client, async (ref, update, options) => {
      await client.invoices.update(ref, update, options);
      throw new InvalidResponseError([]);
    });
    expect((await all(planInvoices(garbled, sheet(line(0, 'Paid'))).run())).map(ended)).toEqual(['done']);
  });

  test('sends again a change with an unknown outcome that is not there, so often as it may', async () => {
    const { client } = storeWith([{}]);
    let sent = 0;
    const lossy = changing(client, async () => {
      sent += 1;
      throw new NetworkError('lost', { outcome: 'unknown', retryable: false });
    });
    const plan = planInvoices(lossy, sheet(line(0, 'Paid')));
    expect((await all(plan.run({ attempts: 4 }))).map(ended)).toEqual(['unknown network']);
    expect(sent).toBe(4);
  });

  test('sends nothing twice that the API refused for good', async () => {
    const { client } = storeWith([{}]);
    let sent = 0;
    const closed = changing(client, async () => {
      sent += 1;
      throw new PermissionError({ status: 403 });
    });
    const plan = planInvoices(closed, sheet(line(0, 'Paid')));
    expect((await all(plan.run())).map(ended)).toEqual(['refused permission']);
    expect(sent).toBe(1);
  });

  test('reports what the API refuses with its reason', async () => {
    const { client } = storeWith([{}]);
    const stubborn = changing(client, () => Promise.reject(new ConflictError({ status: 409 })));
    const outcomes = await all(planInvoices(stubborn, sheet(line(0, 'Paid'))).run());
    expect(outcomes.map(ended)).toEqual(['refused conflict']);
  });

  test('has no more rows under way than it may', async () => {
    const { client } = storeWith(manyOf(50));
    let under = 0;
    let most = 0;
    const watched = changing(client, async (ref, update, options) => {
      under += 1;
      most = Math.max(most, under);
      await new Promise((resolve) => setImmediate(resolve));
      await client.invoices.update(ref, update, options);
      under -= 1;
    });
    const rows = Array.from({ length: 50 }, (_, at) => line(at, 'Paid'));
    await all(planInvoices(watched, sheet(...rows)).run({ concurrency: 5 }));
    expect(most).toBe(5);
  });

  test('tells how far it is, by the clock it is given', async () => {
    const { client } = storeWith(manyOf(4));
    let time = 5000;
    const told: Progress[] = [];
    const rows = [0, 1, 2, 3].map((at) => line(at, 'Paid'));
    const run = planInvoices(client, sheet(...rows)).run({
      onProgress: (progress) => told.push(progress),
      now: () => {
        time += 500;
        return time;
      },
    });
    await all(run);
    expect(told.map(({ processed, timeLeft }) => [processed, timeLeft])).toEqual([
      [1, 1500],
      [2, 1000],
      [3, 500],
      [4, 0],
    ]);
    expect(told.at(-1)).toEqual({
      total: 4,
      processed: 4,
      done: 4,
      unchanged: 0,
      refused: 0,
      notSent: 0,
      unknown: 0,
      resumed: 0,
      rate: 2,
      timeLeft: 0,
      stopped: undefined,
    });
  });

  test('ends by its signal with the reason', async () => {
    const { client } = storeWith(manyOf(20));
    const controller = new AbortController();
    const rows = Array.from({ length: 20 }, (_, at) => line(at, 'Paid'));
    const reason = new Error('enough');
    const run = planInvoices(client, sheet(...rows)).run({
      signal: controller.signal,
      concurrency: 1,
      onProgress: ({ processed }) => {
        if (processed === 5) controller.abort(reason);
      },
    });
    expect(await rejection(all(run))).toBe(reason);
    const paid = (await payments(client)).size;
    expect(paid).toBeGreaterThanOrEqual(5);
    expect(paid).toBeLessThan(20);
  });

  test('ends with an error that is none of the client, which no row can explain', async () => {
    const { client } = storeWith([{}]);
    const broken = changing(client, () => Promise.reject(new TypeError('a bug')));
    await expect(all(planInvoices(broken, sheet(line(0, 'Paid'))).run())).rejects.toThrow('a bug');
  });

  test.each([
    ['concurrency', { concurrency: 0 }],
    ['attempts', { attempts: 1.5 }],
  ])('refuses a wrong %s', async (path, options) => {
    const { client } = storeWith([{}]);
    const run = planInvoices(client, sheet(line(0, 'Paid'))).run(options);
    await expect(all(run)).rejects.toThrow(`${path}: expected a whole number from 1`);
    expect((await client.invoices.get(refOf(0))).status).toBe('Opened');
  });
});

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CustomerCreditClient, type Invoice } from 'vtex-customer-credit';
import { folder, jsonLines, run, serving } from './program.ts';

const now = '2024-05-21';
const account = '11111111111_CPF';
// Cents that add up wrongly as floats.
const open = Array.from({ length: 23 }, (_, at) => ({
  creditAccountId: account,
  value: 0.1 + at,
  dueDate: at < 7 ? '2024-05-20T06:52:53.1314379Z' : '2024-06-20',
  orderId: `1413870513134-0${1 + (at % 2)}`,
  observation: at === 3 ? '=1+1; "quoted", and more' : `note ${at}`,
}));
const seed = JSON.stringify({
  accounts: [{ id: account, email: 'buyer@example.com', creditLimit: 5000 }],
  invoices: [
    ...open,
    { creditAccountId: account, value: 8.01, dueDate: '2024-04-01', status: 'Paid' },
    { creditAccountId: account, value: 7, dueDate: '2024-04-01', status: 'Cancelled' },
  ],
});
const cents = open.reduce((sum, { value }) => sum + Math.round(value * 100), 0);

describe.concurrent.each([
  {
    locale: 'en',
    separator: ',',
    edits: [
      ['Open', 'Paid'],
      ['Overdue', 'paid'],
    ],
    paid: 'Paid',
    canceled: 'Canceled',
  },
  {
    locale: 'pt',
    separator: ';',
    edits: [
      ['Aberto', 'Pago'],
      ['Vencido', 'PAGO'],
    ],
    paid: 'Pago',
    canceled: 'Cancelado',
  },
  {
    locale: 'es',
    separator: ';',
    edits: [
      ['Abierto', 'Pagado'],
      ['Vencido', 'Paid'],
    ],
    paid: 'Pagado',
    canceled: 'Cancelado',
  },
])('the story of the documents in $locale', ({ locale, separator, edits, paid, canceled }) => {
  it('exports, has the status column changed, plans, applies, and all are paid', async () => {
    using files = folder();
    await using server = await serving('--seed', files.file('seed.json', seed), '--now', now);
    const common = ['--emulator', `${server.url}/${locale}`, '--locale', locale, '--now', now];
    const csv = join(files.path, 'invoices.csv');
    const report = join(files.path, 'report.json');

    expect(await run(['invoices', 'export', '--out', csv, ...common])).toMatchObject({ code: 0, out: '' });
    const exported = readFileSync(csv, 'utf8');
    expect(exported.split('\r\n')).toHaveLength(27);

    const untouched = await run(['invoices', 'plan', csv, '--json', ...common]);
    expect(jsonLines(untouched).at(-1)).toEqual({
      counts: {
        total: 25,
        change: 0,
        unchanged: 25,
        impossible: 0,
        unread: 0,
        kinds: {},
        valueToPay: 0,
        unknownColumns: [],
      },
    });

    const edited = edits.reduce(
      (text, [from, to]) =>
        text.replaceAll(`${separator}${from}${separator}`, `${separator}${to}${separator}`),
      exported,
    );
    expect(edited).not.toBe(exported);
    writeFileSync(csv, edited);

    const planned = await run(['invoices', 'plan', csv, '--json', ...common]);
    expect(planned.code).toBe(0);
    expect(jsonLines(planned).at(-1)).toEqual({
      counts: {
        total: 25,
        change: 23,
        unchanged: 2,
        impossible: 0,
        unread: 0,
        kinds: { pay: 23 },
        valueToPay: cents / 100,
        unknownColumns: [],
      },
    });
    const client = new CustomerCreditClient({
      accountName: 'x',
      appKey: 'any',
      appToken: 'any',
      baseUrl: `${server.url}/${locale}`,
    });
    expect((await client.invoices.summarize()).total).toBe(cents / 100);

    const applied = await run(['invoices', 'apply', csv, '--yes', '--report', report, ...common]);
    expect(applied).toMatchObject({
      code: 0,
      out: '23 done, 2 unchanged, 0 refused, 0 not sent, 0 unknown.\n',
    });
    const rows: Array<{ row: number; outcome: string }> = JSON.parse(readFileSync(report, 'utf8'));
    expect(rows.map(({ row }) => row)).toEqual(Array.from({ length: 25 }, (_, at) => at + 2));
    expect(rows.filter(({ outcome }) => outcome === 'done')).toHaveLength(23);

    expect(await client.invoices.summarize()).toEqual({
      count: 25,
      total: 0,
      totalPaid: (cents + 801) / 100,
      totalCancelled: 7,
      totalOverdue: 0,
      changed: false,
    });
    const invoices: Invoice[] = await client.invoices.list().toArray();
    expect(invoices.filter(({ status }) => status === 'Paid')).toHaveLength(24);
    expect(invoices.map(({ observation }) => observation)).toContain('=1+1; "quoted", and more');

    const listed = await run(['invoices', 'list', ...common]);
    const shown = listed.out
      .trim()
      .split('\n')
      .map((line) => line.split('\t')[3]);
    expect(shown.filter((label) => label === paid)).toHaveLength(24);
    expect(shown.filter((label) => label === canceled)).toHaveLength(1);
  });
});

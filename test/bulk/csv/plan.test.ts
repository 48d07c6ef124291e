import { describe, expect, test } from 'vitest';
import type { CustomerCredit } from 'vtex-customer-credit';
import { exportInvoices, type InvoicePlanOptions, planInvoices } from 'vtex-customer-credit/csv';
import {
  accountId,
  all,
  changing,
  type InvoiceFacts,
  invoiceId,
  line,
  refOf,
  sheet,
  short,
  sourceOf,
  storeWith,
} from './world.ts';

async function planned(
  facts: readonly InvoiceFacts[],
  rows: readonly string[],
  options: InvoicePlanOptions = {},
): Promise<string[]> {
  const { client } = storeWith(facts);
  return (await all(planInvoices(client, sheet(...rows), options))).map(short);
}

describe('a plan of invoices', () => {
  test.each([
    ['Opened', 'Paid', 'change pay'],
    ['Opened', 'Canceled', 'change cancel'],
    ['Opened', 'Open', 'unchanged'],
    ['Opened', 'Overdue', 'unchanged'],
    ['Opened', '', 'unchanged'],
    ['Paid', 'Paid', 'unchanged'],
    ['Paid', 'Canceled', 'impossible paid'],
    ['Paid', 'Open', 'impossible reopening_not_asked'],
    ['Paid', 'Vencido', 'impossible reopening_not_asked'],
    ['Cancelled', 'Paid', 'impossible cancelled'],
    ['Cancelled', 'Open', 'impossible cancelled'],
    ['Cancelled', 'Cancelado', 'unchanged'],
    ['Opened', 'Payed', 'impossible not_understood'],
  ] as const)('from %s to %j: %s', async (status, wish, expected) => {
    expect(await planned([{ status }], [line(0, wish)])).toEqual([expected]);
  });

  test('reopens when it is asked to', async () => {
    expect(await planned([{ status: 'Paid' }], [line(0, 'Abierto')], { reopen: true })).toEqual([
      'change reopen',
    ]);
  });

  test.each([...['paid', 'PAID', ' Paid ', 'Pago', 'paga', 'PAGADO', 'págado', '"Pa\u0067o"']])(
    'reads %j as paid',
    async (word) => {
      expect(await planned([{}], [line(0, word)])).toEqual(['change pay']);
    },
  );

  test('leaves a status alone that this version does not know', async () => {
    const { client } = storeWith([{}]);
    const known = await client.invoices.get(refOf(0));
    const newer: CustomerCredit = {
      ...changing(client, client.invoices.update),
      invoices: { ...client.invoices, get: async () => ({ ...known, status: 'Frozen' }) },
    };
    const text = await exportInvoices([{ ...known, status: 'Frozen' }]).text();
    expect((await all(planInvoices(newer, sourceOf(text)))).map(short)).toEqual(['unchanged']);
    expect((await all(planInvoices(newer, sheet(line(0, 'Paid'))))).map(short)).toEqual([
      'impossible unknown_status',
    ]);
  });

  test('names all that changes, with both states', async () => {
    const { client } = storeWith([{ observation: 'old' }]);
    const source = sourceOf(
      `Account ID,Invoice ID,Status,Observation,Payment link\n${accountId},${invoiceId(0)},Paid,new,https://pay.example.com/1`,
    );
    const plan = planInvoices(client, source);
    const [row] = await all(plan);
    expect(row).toMatchObject({
      row: 2,
      creditAccountId: accountId,
      invoiceId: invoiceId(0),
      verdict: 'change',
      changes: [
        { kind: 'pay', from: 'Opened', to: 'Paid' },
        { kind: 'observation', from: 'old', to: 'new' },
        { kind: 'payment_link', from: '', to: 'https://pay.example.com/1' },
      ],
      present: { status: 'Opened' },
    });
  });

  test('changes the observation of a paid invoice, and nothing else of it', async () => {
    expect(await planned([{ status: 'Paid' }], [line(0, 'Paid', 'by wire')])).toEqual(['change observation']);
  });

  test.each(['a\r\nb', 'a\nb', 'a\rb'])(
    'takes the line ends of an observation, %j, for the same',
    async (observation) => {
      const rows = ['a\r\nb', 'a\nb', 'a\rb', 'a\r\r\nb'].map((text) => line(0, '', `"${text}"`));
      for (const row of rows) expect(await planned([{ observation }], [row])).toEqual(['unchanged']);
      expect(await planned([{ observation }], [line(0, '', '"a\n\nb"')])).toEqual(['change observation']);
    },
  );

  test('counts, adds up exactly, and sends nothing but reads', async () => {
    const { client, control } = storeWith([
      { value: 0.1 },
      { value: 0.2 },
      { status: 'Paid' },
      { status: 'Cancelled' },
    ]);
    const before = control.snapshot();
    const plan = planInvoices(client, sheet(...[0, 1, 2, 3, 9].map((at) => line(at, 'paid'))));
    expect(plan.counts()).toMatchObject({ total: 0 });
    expect((await all(plan)).map(short)).toEqual([
      'change pay',
      'change pay',
      'unchanged',
      'impossible cancelled',
      'impossible not_found',
    ]);
    expect(plan.counts()).toEqual({
      total: 5,
      change: 2,
      unchanged: 1,
      impossible: 2,
      unread: 0,
      kinds: { pay: 2 },
      valueToPay: 0.3,
      unknownColumns: [],
    });
    expect(control.snapshot()).toEqual(before);
    await all(plan);
    expect(plan.counts().total).toBe(5);
  });

  test('names row, column and reason, and never the value', async () => {
    const { client } = storeWith([{}]);
    const rows = await all(
      planInvoices(client, sheet(line(0, 'secret'), '', `,${invoiceId(0)},Paid`, `${accountId},"a\nb",Paid`)),
    );
    expect(rows.map(({ row }) => row)).toEqual([2, 4, 5]);
    expect(rows.map(({ problems }) => problems.map(({ code, column }) => [code, column]))).toEqual([
      [['not_understood', 'Status']],
      [['missing', 'Account ID']],
      [['not_understood', 'Invoice ID']],
    ]);
    expect(JSON.stringify(rows)).not.toContain('secret');
  });

  test('says that a link is none, before anything is sent', async () => {
    const { client } = storeWith([{}]);
    const source = sourceOf(`Account,Invoice,Link de Pago\n${accountId},${invoiceId(0)},javascript:alert(1)`);
    const [row] = await all(planInvoices(client, source));
    expect(row?.problems).toMatchObject([{ code: 'not_understood', column: 'Link de Pago' }]);
  });

  test.each([
    ['more cells than the header', `${line(0, 'Paid')},extra`, 'impossible too_many_cells'],
    ['empty cells at the end', `${line(0, 'Paid')},,,`, 'change pay'],
    ['fewer cells', `${accountId},${invoiceId(0)},Paid`, 'change pay'],
  ])('%s', async (_, row, expected) => {
    expect(await planned([{}], [row])).toEqual([expected]);
  });
});

describe('rows about the same invoice', () => {
  test('that say different things are all in the way', async () => {
    expect(
      await planned([{}, {}], [line(0, 'Paid'), line(1, 'Paid'), line(0, 'Canceled'), line(0, 'Paid')]),
    ).toEqual([
      'impossible contradicted',
      'change pay',
      'impossible contradicted',
      'impossible contradicted',
    ]);
  });

  test('that say the same are done once', async () => {
    const { client } = storeWith([{}]);
    const rows = await all(planInvoices(client, sheet(line(0, 'Paid'), line(0, 'pago'), line(0, 'PAGADO'))));
    expect(rows.map(short)).toEqual(['change pay', 'unchanged repeated', 'unchanged repeated']);
    expect(rows[2]?.problems[0]?.message).toBe('Row 2 says the same.');
  });

  test('are found where most things are repeated', async () => {
    const { client } = storeWith([]);
    const things = 26_000;
    const source = async function* (): AsyncGenerator<string, void, void> {
      yield 'Account ID,Invoice ID,Status\n';
      for (let at = 0; at < 3 * things; at += 1)
        yield `a,i-${at % things},${at % 5 === 0 && at >= 2 * things ? 'Open' : 'Paid'}\n`;
    };
    let at = 0;
    for await (const row of planInvoices(client, source)) {
      const contradicted = (at + 2 * 26_000) % 5 === 0;
      expect(short(row)).toBe(contradicted ? 'impossible contradicted' : 'impossible not_found');
      at += 1;
      if (at === 300) break;
    }
  }, 240_000);

  test('are refused where there are too many to hold', async () => {
    const { client } = storeWith([]);
    const source = function* (): Generator<string, void, void> {
      yield 'Account ID,Invoice ID,Status\n';
      for (let at = 0; at < 100_002; at += 1) yield `a,i-${at % 50_001},Paid\n`;
    };
    await expect(all(planInvoices(client, source))).rejects.toThrow(
      'source: expected at most 50000 things that stand in more than one row',
    );
  }, 240_000);

  test('are found among any number of others', async () => {
    const { client } = storeWith([{}]);
    const rows = Array.from({ length: 30_000 }, (_, at) => `${accountId},none-${at},Strange,`);
    rows[17] = line(0, 'Paid');
    rows[29_999] = line(0, 'Canceled');
    const found = await all(planInvoices(client, sheet(...rows)));
    expect(found.flatMap((row, at) => (row.problems[0]?.code === 'contradicted' ? [at] : []))).toEqual([
      17, 29_999,
    ]);
  }, 240_000);
});

describe('a file', () => {
  const wide = `Nº;Título;CONTA;situacao;Qualquer;__proto__;constructor\n1;${invoiceId(0)};${accountId};PAGO;x;y;z`;

  test('may name its columns in any language and case, have others, and be parted by ;', async () => {
    const { client } = storeWith([{}]);
    expect((await all(planInvoices(client, sourceOf(wide)))).map(short)).toEqual(['change pay']);
  });

  test('may say its separator as Excel does', async () => {
    const { client } = storeWith([{}]);
    const source = sourceOf(
      `sep=;\r\n"Account ID";"Invoice ID";"Status, as of today, now";"Status"\r\n${accountId};${invoiceId(0)};;Paid`,
    );
    const rows = await all(planInvoices(client, source));
    expect(rows.map(({ row }) => row)).toEqual([3]);
    expect(rows.map(short)).toEqual(['change pay']);
  });

  test('may have more commas within the quotes of its header than separators', async () => {
    const { client } = storeWith([{}]);
    const source = sourceOf(`"a,b,c,d,e";Account ID;Invoice ID;Status\n;${accountId};${invoiceId(0)};Paid`);
    expect((await all(planInvoices(client, source))).map(short)).toEqual(['change pay']);
  });

  test.each([
    ['nothing', '', 'row 1: expected a header'],
    ['no invoices', 'Account ID,Status\n', 'row 1: expected a column with the id of the invoice'],
    ['no accounts', 'Invoice ID,Status\n', 'row 1: expected a column with the id of the account'],
    ['nothing to change', 'Account ID,Invoice ID,Value\n', 'row 1: expected a column "Status"'],
    ['a column twice', 'Account ID,Invoice ID,Status,Situação\n', 'row 1: expected one column of a kind'],
  ])('with %s is refused', async (_, text, message) => {
    const { client } = storeWith([]);
    await expect(all(planInvoices(client, sourceOf(text)))).rejects.toThrow(message);
  });

  test('with a header alone gives an empty plan', async () => {
    const { client } = storeWith([]);
    const plan = planInvoices(client, sheet());
    expect(await all(plan)).toEqual([]);
    expect(plan.counts()).toMatchObject({ total: 0, change: 0 });
  });

  test('that changes while it is read is refused', async () => {
    const { client } = storeWith([{}, {}]);
    let reading = 0;
    const source = (): string => {
      reading += 1;
      return `Account ID,Invoice ID,Status\n${accountId},${invoiceId(reading)},Paid`;
    };
    await expect(all(planInvoices(client, source))).rejects.toThrow('source: expected the same content');
  });

  test('that changes between two readings is refused', async () => {
    const { client, control } = storeWith([{}, {}]);
    let reading = 0;
    const plan = planInvoices(client, () => {
      reading += 1;
      return `Account ID,Invoice ID,Status\n${accountId},${invoiceId(reading < 3 ? 0 : 1)},Paid`;
    });
    await all(plan);
    await expect(all(plan.run())).rejects.toThrow('source: expected the same content');
    expect(control.snapshot().accounts[0]?.statements).toEqual([]);
  });
});

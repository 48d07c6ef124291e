import { describe, expect, test } from 'vitest';
import { type CustomerCredit, InvalidInputError, type Invoice, NotFoundError } from 'vtex-customer-credit';
import {
  type InvoicePlanOptions,
  noteMany,
  type PlannedInvoice,
  planAccounts,
  planInvoices,
} from 'vtex-customer-credit/csv';
import {
  accountId,
  all,
  changing,
  type InvoiceFacts,
  invoiceId,
  MemoryLog,
  refOf,
  rejection,
  sourceOf,
  storeWith,
} from '../world.ts';
import { change, impossible, messagesOf, type Said, saidOf, unchanged } from './rows.ts';

const titles = 'Account ID,Invoice ID,Status,Observation,Payment link';

/** The rows of a plan whose one invoice has these facts. Each row: status, observation, payment link. */
async function plannedRows(
  facts: InvoiceFacts,
  rows: ReadonlyArray<readonly [status?: string, observation?: string, link?: string]>,
  options: InvoicePlanOptions = {},
): Promise<PlannedInvoice[]> {
  const planned: PlannedInvoice[] = [];
  for (const [status = '', observation = '', link = ''] of rows) {
    const text = `${titles}\n${accountId},${invoiceId(0)},${status},"${observation}",${link}\n`;
    planned.push(...(await all(planInvoices(storeWith([facts]).client, sourceOf(text), options))));
  }
  return planned;
}

async function planned(
  facts: InvoiceFacts,
  row: readonly [status?: string, observation?: string, link?: string],
  options: InvoicePlanOptions = {},
): Promise<Said> {
  const [first] = await plannedRows(facts, [row], options);
  if (first === undefined) throw new Error('expected a row');
  return saidOf(first);
}

/** A client whose one invoice has a status that is not known. */
async function frozen(status: string): Promise<CustomerCredit> {
  const { client } = storeWith([{}]);
  const known = await client.invoices.get(refOf(0));
  const get = async (): Promise<Invoice> => ({ ...known, status });
  return { ...changing(client, client.invoices.update), invoices: { ...client.invoices, get } };
}

describe('the status of an invoice', () => {
  const statuses = ['Opened', 'Paid', 'Cancelled'] as const;
  const words = { Opened: 'Open', Paid: 'Paid', Cancelled: 'Canceled' } as const;
  const kinds = { Opened: 'reopen', Paid: 'pay', Cancelled: 'cancel' } as const;
  const ways = statuses.flatMap((from) =>
    statuses.flatMap((to) => [false, true].map((reopen) => ({ from, to, reopen }))),
  );

  test.each(ways)('from $from to $to, reopening $reopen', async ({ from, to, reopen }) => {
    const said = await planned({ status: from }, [words[to]], { reopen });
    const changed = change([kinds[to], from, to]);
    if (from === to) expect(said).toEqual(unchanged);
    // What is open can become anything.
    else if (from === 'Opened') expect(said).toEqual(changed);
    else if (from === 'Cancelled') expect(said).toEqual(impossible(['cancelled', 'Status']));
    else if (to === 'Cancelled') expect(said).toEqual(impossible(['paid', 'Status']));
    else expect(said).toEqual(reopen ? changed : impossible(['reopening_not_asked', 'Status']));
  });

  test('that cannot be read is good for an invoice that has just that', async () => {
    const plan = async (has: string, cell: string): Promise<Said> => {
      const text = `${titles}\n${accountId},${invoiceId(0)},${cell},,\n`;
      const [row] = await all(planInvoices(await frozen(has), sourceOf(text)));
      return row === undefined ? unchanged : saidOf(row);
    };
    expect(await plan('Frozen', 'Frozen')).toEqual(unchanged);
    expect(await plan('Frozen', '  Frozen ')).toEqual(unchanged);
    expect(await plan(' Frozen ', 'Frozen')).toEqual(unchanged);
    expect(await plan('Frozen', '  ')).toEqual(unchanged);
    expect(await plan('Frozen', 'frozen')).toEqual(impossible(['not_understood', 'Status']));
    expect(await plan('Frozen', 'Paid')).toEqual(impossible(['unknown_status', 'Status']));
  });

  test('that cannot be changed keeps the rest of the row from being done', async () => {
    expect(await planned({ status: 'Cancelled' }, ['Paid', 'note'])).toEqual(
      impossible(['cancelled', 'Status']),
    );
  });
});

describe('the observation of an invoice', () => {
  test.each<[string, string | null, string, Said]>([
    ['is written', null, 'by wire', change(['observation', '', 'by wire'])],
    ['is replaced', 'old', 'new', change(['observation', 'old', 'new'])],
    ['stays', 'old', '', unchanged],
    ['is the same', 'old', 'old', unchanged],
    ['is the same with other line ends', 'a\nb', 'a\r\nb', unchanged],
    ['is the same but for spaces at its ends', '  old ', 'old', unchanged],
    ['has another line', 'a\nb', 'a\n\nb', change(['observation', 'a\nb', 'a\n\nb'])],
    [
      'is what a spreadsheet makes of it',
      '0012',
      '12',
      { ...unchanged, notes: [['retyped', 'Observation']] },
    ],
    [
      'is what a spreadsheet has left of a text',
      'old',
      '1,23E+14',
      impossible(['not_understood', 'Observation']),
    ],
  ])('%s: from %j by %j', async (_, observation, cell, expected) => {
    expect(await planned({ observation }, ['', cell])).toEqual(expected);
  });

  test('that comes from code is what it is, though a spreadsheet could have made it', async () => {
    for (const [has, given] of [
      ['0012', '12'],
      ['old', '1,23E+14'],
    ] as const) {
      const { client } = storeWith([{ observation: has }]);
      await all(noteMany(client, [refOf(0)], given));
      expect((await client.invoices.get(refOf(0))).observation).toBe(given);
    }
  });
});

describe('the payment link of an invoice', () => {
  const link = 'https://pay.example.com/1';
  const refused = impossible(['not_understood', 'Payment link']);

  test.each<[string, string | null, string, Said]>([
    ['is set', null, link, change(['payment_link', '', link])],
    [
      'is replaced',
      'https://old.example.com',
      link,
      change(['payment_link', 'https://old.example.com', link]),
    ],
    ['is the same', link, ` ${link} `, unchanged],
    ['stays', link, '', unchanged],
    ['is pasted with what cannot be seen', null, `\u200b${link}\u200b`, change(['payment_link', '', link])],
    ['is none', null, 'javascript:alert(1)', refused],
    ['is a path', null, '/pay/1', refused],
  ])('%s: from %j by %j', async (_, paymentLink, cell, expected) => {
    expect(await planned({ paymentLink }, ['', '', cell])).toEqual(expected);
  });
});

describe('a row about an invoice', () => {
  const plan = async (text: string): Promise<PlannedInvoice[]> =>
    all(planInvoices(storeWith([{}]).client, sourceOf(text)));
  const planRow = async (...cells: readonly string[]): Promise<PlannedInvoice | undefined> =>
    (await plan(`${titles}\n${cells.join(',')}\n`))[0];

  test('names all that is wrong with its ids, by column, and as much of its subject as can be read', async () => {
    const [account, invoice] = [accountId, invoiceId(0)];
    const cases: ReadonlyArray<readonly [string, string, Said['problems'], object]> = [
      [
        '',
        '',
        [
          ['missing', 'Account ID'],
          ['missing', 'Invoice ID'],
        ],
        {},
      ],
      ['\u200b', invoice, [['missing', 'Account ID']], { invoiceId: invoice }],
      [account, ' ', [['missing', 'Invoice ID']], { creditAccountId: account }],
      [
        '1,1E+10',
        invoice,
        [['not_understood', 'Account ID']],
        { creditAccountId: '1,1E+10', invoiceId: invoice },
      ],
      [
        account,
        '#REF!',
        [['not_understood', 'Invoice ID']],
        { creditAccountId: account, invoiceId: '#REF!' },
      ],
      [
        '..',
        '.',
        [
          ['not_understood', 'Account ID'],
          ['not_understood', 'Invoice ID'],
        ],
        {},
      ],
    ];
    for (const [creditAccountId, id, problems, subject] of cases) {
      const row = await planRow(`"${creditAccountId}"`, `"${id}"`, 'Paid', '', '');
      if (row === undefined) throw new Error('expected a row');
      for (const { column, message } of row.problems)
        expect([column, message]).toEqual([
          column,
          expect.stringMatching(column === 'Account ID' ? /account|spreadsheet/ : /invoice|spreadsheet/),
        ]);
      const { creditAccountId: shownAccount, invoiceId: shownInvoice } = row;
      expect([creditAccountId, id, saidOf(row)]).toEqual([creditAccountId, id, impossible(...problems)]);
      expect(
        Object.fromEntries(
          Object.entries({ creditAccountId: shownAccount, invoiceId: shownInvoice }).filter(
            ([, value]) => value !== undefined,
          ),
        ),
      ).toEqual(subject);
    }
  });

  test('may have spaces around its ids', async () => {
    const row = await planRow(` ${accountId} `, ` ${invoiceId(0)} `, 'Paid', '', '');
    expect(row).toMatchObject({ verdict: 'change', creditAccountId: accountId, invoiceId: invoiceId(0) });
  });

  test('that has more cells than the header is impossible, beside its other problems', async () => {
    const row = await planRow('', invoiceId(0), 'Paid', '', '', 'extra');
    expect(row?.problems.map(({ code, column }) => [code, column])).toEqual([
      ['missing', 'Account ID'],
      ['too_many_cells', undefined],
    ]);
    // What is about no column names none.
    expect(Object.keys(row?.problems[1] ?? {})).toEqual(['code', 'message']);
  });

  test('of which there is none says so, and names what cannot be seen in its ids', async () => {
    const row = await planRow(accountId, invoiceId(7), 'Paid', '', '');
    expect(row?.problems).toMatchObject([{ code: 'not_found', column: 'Invoice ID' }]);
    expect(row?.problems[0]?.message).toMatch(/^The account has no such invoice\.$/);
    const odd = await planRow(accountId, `${invoiceId(0)}\u200b`, 'Paid', '', '');
    expect(odd?.problems[0]?.message).toContain('U+200B');
    const oddAccount = await planRow(`${accountId}\u00ad`, invoiceId(0), 'Paid', '', '');
    expect(oddAccount?.problems[0]?.message).toContain('U+00AD');
  });

  test('is not told absent by a 404 that may be somebody else’s', async () => {
    const { client } = storeWith([{}]);
    const error = Object.create(new NotFoundError({ status: 404 }), { outcome: { value: 'unknown' } });
    const doubtful = {
      ...changing(client, client.invoices.update),
      invoices: { ...client.invoices, get: () => Promise.reject(error) },
    };
    const [row] = await all(
      planInvoices(doubtful, sourceOf(`${titles}\n${accountId},${invoiceId(0)},Paid,,`)),
    );
    expect(row?.verdict).toBe('unread');
  });

  test('is about the same invoice as another only where the account is the same', async () => {
    const line = (account: string, id: string, status: string): string => `${account},${id},${status},,`;
    const text = [
      titles,
      line(accountId, invoiceId(0), 'Paid'),
      line('2_CPF', invoiceId(0), 'Canceled'),
      line(accountId, invoiceId(1), 'Canceled'),
    ];
    const rows = await plan(text.join('\n'));
    expect(rows.map(({ verdict, problems }) => [verdict, ...problems.map(({ code }) => code)])).toEqual([
      ['change'],
      ['impossible', 'not_found'],
      ['impossible', 'not_found'],
    ]);
    // Two ids that are one text when they are put together are two invoices still.
    const split = await plan([titles, line('a', 'b c', 'Paid'), line('a b', 'c', 'Canceled')].join('\n'));
    expect(split.map(({ problems }) => problems[0]?.code)).toEqual(['not_found', 'not_found']);
  });

  test('says everything in sentences, which hold nothing of the file', async () => {
    const rows = [
      ...(await plannedRows({ status: 'Cancelled' }, [['Paid']])),
      ...(await plannedRows({ status: 'Paid' }, [['Canceled'], ['Open']])),
      ...(await plannedRows({ observation: '0012' }, [
        ['Payed'],
        ['', '12'],
        ['', '#REF!'],
        ['', '', 'Payed'],
      ])),
      ...(await plan(`${titles}\n,,Payed\n..,Payed,,,,,x\n${accountId},Payed,Paid`)),
      ...(await all(
        planInvoices(await frozen('Frozen'), sourceOf(`${titles}\n${accountId},${invoiceId(0)},Paid`)),
      )),
    ];
    const messages = messagesOf(rows);
    expect(messages).toHaveLength(13);
    for (const message of messages) expect(message).toMatch(/^[A-Z][^.?]*[a-z][^.?]*[.?]$/);
    expect(new Set(messages).size).toBeGreaterThan(9);
    expect(messages.join(' ')).not.toContain('Payed');
  });
});

describe('a file of invoices', () => {
  const complaint = async (header: string): Promise<string> => {
    const error = await rejection(
      all(planInvoices(storeWith([]).client, sourceOf(`${header}\n${header.replaceAll(/[^,]+/g, 'x')}\n`))),
    );
    if (!(error instanceof InvalidInputError)) throw error;
    return error.message;
  };

  test('has to name the invoice, its account, and something to change', async () => {
    expect(await complaint('Account ID,Status')).toContain('a column with the id of the invoice');
    expect(await complaint('Status')).toContain('a column with the id of the invoice');
    expect(await complaint('Invoice ID,Status')).toContain('a column with the id of the account');
    expect(await complaint('Account ID,Invoice ID')).toContain(
      'a column "Status", "Observation" or "Payment link"',
    );
  });

  test.each(['Status', 'Observation', 'Payment link'])('is enough with the one column %s', async (column) => {
    const text = `Account ID,Invoice ID,${column}\n${accountId},${invoiceId(0)},\n`;
    const rows = await all(planInvoices(storeWith([{}]).client, sourceOf(text)));
    expect(rows.map(saidOf)).toEqual([unchanged]);
  });

  test('adds up what it pays, and nothing else', async () => {
    const facts: readonly InvoiceFacts[] = [{ value: 0.1 }, { value: 0.2 }, { value: 5 }, { value: 7 }];
    const rows = ['Paid,', 'Paid,noted', 'Canceled,', ',noted'].map(
      (cells, at) => `${accountId},${invoiceId(at)},${cells}`,
    );
    const plan = planInvoices(storeWith(facts).client, sourceOf(`${titles}\n${rows.join('\n')}`));
    await all(plan);
    expect(plan.counts()).toMatchObject({
      valueToPay: 0.3,
      kinds: { pay: 2, cancel: 1, observation: 2 },
    });
  });

  test('sends of each invoice what changes, and nothing else', async () => {
    const { client } = storeWith([{}, {}, {}, { status: 'Paid' }, {}, { status: 'Paid' }]);
    const rows = [
      'Paid,,',
      ',noted,',
      ',,https://pay.example.com/1',
      'Open,a,https://pay.example.com/2',
      'Canceled,,',
      'Paid,noted,',
    ].map((cells, at) => `${accountId},${invoiceId(at)},${cells}`);
    const bodies: unknown[] = [];
    const watched = changing(client, (ref, update, options) => {
      bodies.push(JSON.parse(JSON.stringify(update)));
      return client.invoices.update(ref, update, options);
    });
    const source = sourceOf(`${titles}\n${rows.join('\n')}`);
    await all(planInvoices(watched, source, { reopen: true }).run({ concurrency: 1 }));
    expect(bodies).toEqual([
      { status: 'Paid' },
      { observation: 'noted' },
      { paymentLink: 'https://pay.example.com/1' },
      { status: 'Opened', observation: 'a', paymentLink: 'https://pay.example.com/2' },
      { status: 'Cancelled' },
      { observation: 'noted' },
    ]);
  });

  test('has a log of its own kind, which a file of accounts cannot go on with', async () => {
    const { client } = storeWith([]);
    const source = sourceOf('Account ID,Invoice ID,Status,Email\n');
    const log = new MemoryLog();
    await all(planInvoices(client, source).run({ log }));
    expect(await all(planInvoices(client, source).run({ log }))).toEqual([]);
    const error = await rejection(all(planAccounts(client, source).run({ log })));
    expect(error).toMatchObject({ message: expect.stringContaining('expected the log') });
  });
});

import { describe, expect, test } from 'vitest';
import { InvalidInputError, NetworkError } from 'vtex-customer-credit';
import { type PlannedAccount, type PlanOptions, planAccounts } from 'vtex-customer-credit/csv';
import { createInMemoryCustomerCredit, type InMemoryCustomerCredit } from 'vtex-customer-credit/memory';
import { all, ended, moment, rejection, sourceOf } from '../world.ts';
import { change, impossible, messagesOf, type Said, saidOf, unchanged } from './rows.ts';

const cpf = '52998224725';
const id = `${cpf}_CPF`;

interface Facts {
  readonly id?: string;
  readonly document?: string | null;
  readonly documentType?: string | null;
  readonly tolerance?: number;
  readonly creditLimit?: number;
}

const store = (...accounts: readonly Facts[]): InMemoryCustomerCredit =>
  createInMemoryCustomerCredit({
    now: moment,
    seed: {
      accounts: accounts.map((facts) => ({
        id,
        document: cpf,
        documentType: 'CPF',
        email: 'buyer@example.com',
        creditLimit: 1000,
        tolerance: 0.1,
        ...facts,
      })),
    },
  });

const columns = {
  id: 'Account ID',
  status: 'Status',
  email: 'Email',
  document: 'Document',
  documentType: 'Document Type',
  creditLimit: 'Credit limit',
  tolerance: 'Tolerance rate',
} as const;

type Cells = Readonly<Partial<Record<keyof typeof columns, string>>>;

const isColumn = (name: string): name is keyof typeof columns => name in columns;
const names = Object.keys(columns).filter(isColumn);

const sheetOf = (...rows: readonly Cells[]): string =>
  [
    Object.values(columns).join(';'),
    ...rows.map((cells) => names.map((name) => `"${cells[name] ?? ''}"`).join(';')),
    '',
  ].join('\n');

async function rowOf(
  { client }: InMemoryCustomerCredit,
  cells: Cells,
  options: PlanOptions = {},
): Promise<PlannedAccount> {
  const [row] = await all(planAccounts(client, sourceOf(sheetOf(cells)), options));
  if (row === undefined) throw new Error('expected a row');
  return row;
}

const planned = async (cells: Cells, facts: Facts = {}, options: PlanOptions = {}): Promise<Said> =>
  saidOf(await rowOf(store(facts), { id, ...cells }, options));

const notUnderstood = (column: string): Said => impossible(['not_understood', column]);
const retyped = (column: string): Said => ({ ...unchanged, notes: [['retyped', column]] });

describe('the status of an account', () => {
  test.each(['', 'Open', 'open', 'Aberta', 'ABIERTA', ' Open '])(
    'may be %j, which changes nothing',
    async (status) => {
      expect(await planned({ status })).toEqual(unchanged);
    },
  );

  test.each(['Closed', 'Fechada', 'Paid', 'x'])(
    'cannot become %j by CSV, whatever else is asked',
    async (status) => {
      expect(await planned({ status, creditLimit: '5' })).toEqual(
        impossible(['closing_not_offered', 'Status']),
      );
    },
  );

  test('may be one that is not known where the account has just that', async () => {
    const { client } = store({});
    const known = await client.accounts.get(id);
    const odd = {
      ...client,
      invoices: client.invoices,
      transactions: client.transactions,
      storeConfig: client.storeConfig,
      request: client.request,
      accounts: { ...client.accounts, get: async () => ({ ...known, status: 'Frozen' }) },
    };
    const plan = async (status: string): Promise<string[]> =>
      (await all(planAccounts(odd, sourceOf(sheetOf({ id, status, creditLimit: '5' }))))).map(
        ({ verdict }) => verdict,
      );
    expect(await plan('Frozen')).toEqual(['change']);
    expect(await plan('Melted')).toEqual(['impossible']);
  });
});

describe('the e-mail of an account', () => {
  test.each<[string, string, Said]>([
    ['stays', '', unchanged],
    ['is the same', 'buyer@example.com', unchanged],
    ['changes', 'b@example.com', change(['email', 'buyer@example.com', 'b@example.com'])],
    [
      'changes, pasted with what cannot be seen',
      '\u200bb@example.com\u2060',
      change(['email', 'buyer@example.com', 'b@example.com']),
    ],
    ['is none', 'nobody', notUnderstood('Email')],
    ['is an error of a spreadsheet', '#N/A', notUnderstood('Email')],
  ])('%s: %j', async (_, email, expected) => {
    expect(await planned({ email })).toEqual(expected);
  });
});

describe('a number of an account', () => {
  test.each<[string, Cells, Said]>([
    ['stays', { creditLimit: ' ', tolerance: '' }, unchanged],
    ['is the same', { creditLimit: '1000.00', tolerance: '0,10' }, unchanged],
    ['changes', { creditLimit: '1.500,50' }, change(['credit_limit', '1000', '1500.5'])],
    [
      'becomes zero',
      { creditLimit: '0', tolerance: '0' },
      change(['credit_limit', '1000', '0'], ['tolerance', '0.1', '0']),
    ],
    [
      'changes, pasted with what cannot be seen',
      { tolerance: '\u200b0.2' },
      change(['tolerance', '0.1', '0.2']),
    ],
    ['is as a spreadsheet shows it', { creditLimit: 'R$ 1.000,00', tolerance: '' }, retyped('Credit limit')],
    ['is as a spreadsheet shows it', { tolerance: '10%' }, retyped('Tolerance rate')],
    ['may be one of two', { creditLimit: '2.000' }, notUnderstood('Credit limit')],
    ['is no number', { creditLimit: 'much' }, notUnderstood('Credit limit')],
    ['is below zero', { creditLimit: '-1' }, notUnderstood('Credit limit')],
    ['has three decimals', { creditLimit: '0.001' }, notUnderstood('Credit limit')],
    ['is below zero', { tolerance: '-0.1' }, notUnderstood('Tolerance rate')],
    ['is another percentage', { tolerance: '11%' }, notUnderstood('Tolerance rate')],
    // A tolerance may have eight decimals, a limit two.
    ['has many decimals', { tolerance: '0.12345678' }, change(['tolerance', '0.1', '0.12345678'])],
  ])('%s: %o', async (_, cells, expected) => {
    expect(await planned(cells)).toEqual(expected);
  });

  test('that a spreadsheet shortened is the one that is there, or cannot be read', async () => {
    const facts = { creditLimit: 1_234_567_890.12 };
    expect(await planned({ creditLimit: '1,23457E+09' }, facts)).toEqual(retyped('Credit limit'));
    expect(await planned({ creditLimit: '1,23458E+09' }, facts)).toEqual(notUnderstood('Credit limit'));
  });

  test('may be read by a decimal mark that is given', async () => {
    expect(await planned({ creditLimit: '2.000' }, {}, { decimalMark: ',' })).toEqual(
      change(['credit_limit', '1000', '2000']),
    );
    expect(await planned({ creditLimit: '2.000' }, {}, { decimalMark: '.' })).toEqual(
      change(['credit_limit', '1000', '2']),
    );
  });

  test('that cannot be read says why', async () => {
    const why = async (creditLimit: string): Promise<string | undefined> =>
      (await rowOf(store({}), { id, creditLimit })).problems[0]?.message;
    expect(await why('2.000')).toMatch(/thousands or decimals/);
    expect(await why('much')).toMatch(/no plain number/);
    expect(await why('-1')).toMatch(/zero or more with two decimals/);
  });
});

describe('the document of an account', () => {
  const changed = (to: string, from = `${cpf} CPF`): Said => change(['document', from, to]);

  test.each<[string, Cells, Facts, Said]>([
    ['stays', { document: '', documentType: '' }, {}, unchanged],
    ['is the same', { document: cpf, documentType: 'cpf' }, {}, unchanged],
    ['is the same with a mask', { document: '529.982.247-25' }, {}, retyped('Document')],
    ['becomes another one', { document: '11144477735' }, {}, changed('11144477735 CPF')],
    [
      'becomes one of another type',
      { document: '11222333000181', documentType: 'CNPJ' },
      {},
      changed('11222333000181 CNPJ'),
    ],
    ['is dashes alone', { document: '---' }, { document: null }, notUnderstood('Document')],
    ['is set', { document: cpf }, { document: null }, changed(`${cpf} CPF`, 'CPF')],
    ['is set, without a type', { document: cpf }, { document: null, documentType: null }, changed(cpf, '')],
    ['has its type set', { documentType: 'Other' }, { documentType: null }, changed(`${cpf} Other`, cpf)],
    [
      'has its type alone set',
      { documentType: 'CPF' },
      { document: null, documentType: null },
      changed('CPF', ''),
    ],
    ['has another type', { documentType: 'Passport' }, {}, changed(`${cpf} Passport`)],
    ['has a type that it does not fit', { documentType: 'CNPJ' }, {}, notUnderstood('Document Type')],
    ['does not fit its type', { document: '123' }, {}, notUnderstood('Document')],
    ['is a number that a spreadsheet shortened', { document: '1,12223E+13' }, {}, notUnderstood('Document')],
    [
      'has a type that is an error of a spreadsheet',
      { documentType: '#REF!' },
      {},
      notUnderstood('Document Type'),
    ],
    [
      'has check digits that do not fit',
      { document: '11144477734' },
      {},
      { ...changed('11144477734 CPF'), notes: [['check_digits', 'Document']] },
    ],
    [
      'is the same with a mask, and has another type',
      { document: '529.982.247-25', documentType: 'Other' },
      {},
      { ...changed(`${cpf} Other`), notes: [['retyped', 'Document']] },
    ],
  ])('%s: %o of %o', async (_, cells, facts, expected) => {
    expect(await planned(cells, facts)).toEqual(expected);
  });

  test('names the type that its check digits are not of', async () => {
    const row = await rowOf(store({}), { id, document: '11144477734' });
    expect(row.notes[0]?.message).toContain('CPF');
  });
});

describe('an account that is not there', () => {
  const opening = { document: cpf, documentType: 'CPF', email: 'new@example.com', creditLimit: '50' };
  const open = async (cells: Cells, ...there: readonly Facts[]): Promise<Said> =>
    saidOf(await rowOf(store(...there), { ...opening, ...cells }));
  const absent = (...others: Said['problems']): Said['problems'] => [['not_found', 'Account ID'], ...others];

  test.each<[string, Cells, Said]>([
    ['by its document', {}, change(['open', '', id])],
    ['by its own id', { id }, change(['open', '', id])],
    ['by an id that cannot be seen', { id: '\u200b' }, change(['open', '', id])],
    ['with a tolerance', { tolerance: '0.2', status: 'Open' }, change(['open', '', id])],
    ['with an e-mail that was pasted', { email: '\u200bnew@example.com' }, change(['open', '', id])],
    ['but not by another id', { id: 'other' }, impossible(['not_found', 'Account ID'])],
    ['but not without an e-mail', { email: '' }, impossible(...absent(['missing', 'Email']))],
    ['but not without a limit', { creditLimit: '' }, impossible(...absent(['missing', 'Credit limit']))],
    ['but not without a document', { id, document: '' }, impossible(...absent(['missing', 'Document']))],
    ['but not without a type', { id, documentType: '' }, impossible(...absent(['missing', 'Document Type']))],
    [
      'but not of an id alone',
      { id, document: '', documentType: '', email: '', creditLimit: '' },
      impossible(
        ...absent(
          ['missing', 'Document'],
          ['missing', 'Document Type'],
          ['missing', 'Email'],
          ['missing', 'Credit limit'],
        ),
      ),
    ],
    [
      'but not with what is no e-mail',
      { email: 'nobody' },
      impossible(...absent(['not_understood', 'Email'])),
    ],
    [
      'but not with a limit that cannot be read',
      { creditLimit: '2.000' },
      impossible(...absent(['not_understood', 'Credit limit'])),
    ],
    [
      'but not with a limit below zero',
      { creditLimit: '-1' },
      impossible(...absent(['not_understood', 'Credit limit'])),
    ],
    [
      'but not with a tolerance below zero',
      { tolerance: '-1' },
      impossible(...absent(['not_understood', 'Tolerance rate'])),
    ],
    [
      'but not with a document that does not fit its type',
      { document: '123' },
      impossible(...absent(['not_understood', 'Document'])),
    ],
    [
      'but not with a document that a spreadsheet shortened',
      { id: '1,2E+10_Other', document: '1,2E+10', documentType: 'Other' },
      impossible(...absent(['not_understood', 'Document'])),
    ],
    [
      'though its check digits do not fit',
      { document: '52998224724' },
      {
        ...change(['open', '', '52998224724_CPF']),
        notes: [['check_digits', 'Document']],
      },
    ],
  ])('is opened %s', async (_, cells, expected) => {
    expect(await open(cells)).toEqual(expected);
  });

  test.each<[string, Cells, Facts, string]>([
    ['a mask', { document: '529.982.247-25' }, {}, id],
    [
      'a zero in front',
      { document: '1234567890' },
      { id: '01234567890_CPF', document: '01234567890' },
      '01234567890_CPF',
    ],
  ])('is not opened where there is one whose document differs by %s', async (_, cells, facts, twin) => {
    const row = await rowOf(store(facts), { ...opening, ...cells });
    expect(saidOf(row)).toEqual(impossible(['same_document', 'Document']));
    expect(row.problems[0]?.message).toContain(twin);
    // Nor where the row names an id that is made of that document.
    const named = await rowOf(store(facts), { ...opening, ...cells, id: `${cells.document}_CPF` });
    expect(saidOf(named)).toEqual(impossible(['same_document', 'Document']));
  });

  test('is looked for under other forms of its document only where it would be opened with it', async () => {
    const { client, control } = store();
    const asked = async (cells: Cells): Promise<number> => {
      control.journal.clear();
      await all(planAccounts(client, sourceOf(sheetOf({ ...opening, ...cells }))));
      return control.journal.calls('accounts.get').length;
    };
    expect(await asked({})).toBeGreaterThan(1);
    expect(await asked({ id: 'other' })).toBe(1);
    expect(await asked({ id, document: '' })).toBe(1);
    expect(await asked({ id, documentType: '' })).toBe(1);
    await client.accounts.open({ ...opening, creditLimit: 50 });
    expect(await asked({})).toBe(1);
  });

  test('says which characters of its id cannot be seen', async () => {
    const odd = await rowOf(store(), { id: 'a\u200bb', creditLimit: '5' });
    expect(odd.problems[0]?.message).toContain('U+200B');
    const plain = await rowOf(store(), { id: 'ab', creditLimit: '5' });
    expect(plain.problems[0]?.message).toBe('There is no such account.');
    // A column that the file does not have has no name.
    const [bare] = await all(planAccounts(store().client, sourceOf('Account ID;Credit limit\nab;5\n')));
    expect(bare === undefined ? undefined : saidOf(bare).problems).toEqual([
      ['not_found', 'Account ID'],
      ['missing', undefined],
      ['missing', undefined],
      ['missing', undefined],
    ]);
  });
});

describe('a row about an account', () => {
  test.each<[string, Cells, Said['problems'], string | undefined]>([
    ['has no id', { creditLimit: '5' }, [['missing', 'Account ID']], undefined],
    ['has a document without its type', { document: cpf }, [['missing', 'Account ID']], undefined],
    ['has a type without its document', { documentType: 'CPF' }, [['missing', 'Account ID']], undefined],
    ['has an id that is none', { id: '..' }, [['not_understood', 'Account ID']], undefined],
    [
      'has an id that a spreadsheet shortened',
      { id: '1,2E+10' },
      [['not_understood', 'Account ID']],
      '1,2E+10',
    ],
    [
      'has a document that a spreadsheet shortened',
      { document: '1,2E+10', documentType: 'CPF' },
      [['not_understood', 'Document']],
      '1,2E+10_CPF',
    ],
    [
      'has an id that is good, and a document that is not asked for it',
      { id: '#REF!', document: cpf, documentType: 'CPF' },
      [['not_understood', 'Account ID']],
      '#REF!',
    ],
  ])('that %s is impossible', async (_, cells, problems, subject) => {
    const row = await rowOf(store({}), cells);
    expect([saidOf(row), row.creditAccountId]).toEqual([impossible(...problems), subject]);
  });

  test('may have spaces around what names it', async () => {
    const { client } = store({});
    for (const cells of [{ id: ` ${id} ` }, { document: ` ${cpf} `, documentType: ' CPF ' }]) {
      const [row] = await all(planAccounts(client, sourceOf(sheetOf(cells))));
      expect(row).toMatchObject({ verdict: 'unchanged', creditAccountId: id });
    }
  });

  test('of a file with documents only names that column', async () => {
    const text = `Document;Document Type;Credit limit\n;CPF;5\n${cpf};CPF;5\n`;
    const rows = await all(planAccounts(store({}).client, sourceOf(text)));
    expect(rows.map((row) => [row.creditAccountId, ...saidOf(row).problems])).toEqual([
      [undefined, ['missing', 'Document']],
      [id],
    ]);
  });

  test('that has more cells than the header is impossible', async () => {
    const text = `Account ID;Credit limit\n${id};5;extra\n`;
    const [row] = await all(planAccounts(store({}).client, sourceOf(text)));
    expect(row === undefined ? undefined : saidOf(row)).toEqual(impossible(['too_many_cells', undefined]));
  });

  test('is about the same account as another whether it names the id or the document', async () => {
    const { client } = store({});
    const source = sourceOf(
      sheetOf({ id, creditLimit: '5' }, { document: cpf, documentType: 'cpf', creditLimit: '6' }),
    );
    const codes = (await all(planAccounts(client, source))).map(({ problems }) => problems[0]?.code);
    expect(codes).toEqual(['contradicted', 'contradicted']);
  });

  test('says everything in sentences, which hold nothing of the file', async () => {
    const secret = 'secret';
    const rows: readonly Cells[] = [
      { id, status: secret },
      { id, email: secret },
      { id, creditLimit: secret },
      { id, creditLimit: '-1', tolerance: '-1' },
      { id, creditLimit: '2.000' },
      { id, document: '529.982.247-25', documentType: 'CPF' },
      { id, document: '11144477734' },
      { id: 'other', document: '11144477735', documentType: 'CPF' },
      { id: 'other' },
      { id: '..' },
      {},
      { status: secret },
      { document: '529982247.25', documentType: 'CPF', email: secret, creditLimit: secret },
    ];
    const planned: PlannedAccount[] = [];
    for (const cells of rows)
      planned.push(...(await all(planAccounts(store({}).client, sourceOf(sheetOf(cells))))));
    const messages = messagesOf(planned);
    for (const message of messages) expect(message).toMatch(/^[A-Z][^?]*[a-z\d%)][^?]*[.?]$/);
    expect(new Set(messages).size).toBeGreaterThan(14);
    expect(messages.join(' ')).not.toContain(secret);
  });
});

describe('a file of accounts', () => {
  const complaint = async (header: string): Promise<string> => {
    const error = await rejection(
      all(planAccounts(store().client, sourceOf(`${header}\n${header.replaceAll(/[^,]+/g, 'x')}\n`))),
    );
    if (!(error instanceof InvalidInputError)) throw error;
    return error.message;
  };

  test('has to name the account, by its id or document and type, and something to change', async () => {
    const named = 'a column "Account ID", or the columns "Document" and "Document Type"';
    for (const header of ['Credit limit', 'Document,Credit limit', 'Document Type,Credit limit'])
      expect(await complaint(header)).toContain(named);
    for (const header of ['Account ID,Status', 'Account ID,Document Type'])
      expect(await complaint(header)).toContain(
        'a column "Email", "Document", "Credit limit" or "Tolerance rate"',
      );
  });

  test.each([
    ['Account ID,Email', `${id},`],
    ['Account ID,Credit limit', `${id},`],
    ['Account ID,Tolerance rate', `${id},`],
    ['Account ID,Document', `${id},`],
    ['Document,Document Type', `${cpf},CPF`],
  ])('is enough with the columns %s', async (header, row) => {
    const rows = await all(planAccounts(store({}).client, sourceOf(`${header}\n${row}\n`)));
    expect(rows.map(saidOf)).toEqual([unchanged]);
  });
});

test('a plan of accounts pays nothing', async () => {
  const plan = planAccounts(store({}).client, sourceOf(sheetOf({ id, creditLimit: '5' })));
  await all(plan);
  expect(plan.counts()).toMatchObject({ change: 1, valueToPay: 0 });
});

describe('what is sent', () => {
  const bodyOf = (input: unknown): unknown =>
    typeof input === 'object' && input !== null && 'body' in input ? input.body : undefined;

  async function sent(cells: Cells, ...there: readonly Facts[]): Promise<unknown> {
    const { client, control } = store(...there);
    control.journal.clear();
    const outcomes = await all(planAccounts(client, sourceOf(sheetOf(cells))).run());
    expect(outcomes.map(ended)).toEqual(['done']);
    const writes = control.journal.calls().filter(({ operation }) => operation !== 'accounts.get');
    // As it travels: what is left out is not there.
    return JSON.parse(JSON.stringify(writes.map(({ operation, input }) => [operation, bodyOf(input)])));
  }

  test('of one number is that number', async () => {
    expect(await sent({ id, creditLimit: '5,5' }, {})).toEqual([
      ['accounts.changeCreditLimit', { value: 5.5 }],
    ]);
    expect(await sent({ id, tolerance: '0,25' }, {})).toEqual([
      ['accounts.changeTolerance', { value: 0.25 }],
    ]);
  });

  const whole = {
    email: 'buyer@example.com',
    document: cpf,
    documentType: 'CPF',
    creditLimit: 1000,
    tolerance: 0.1,
  };

  test.each<[string, Cells, Facts, Readonly<Record<string, unknown>>]>([
    ['an e-mail', { email: '\u200bb@example.com' }, {}, { ...whole, email: 'b@example.com' }],
    [
      'two numbers',
      { creditLimit: '5', tolerance: '0.2' },
      {},
      { ...whole, creditLimit: '5', tolerance: '0.2' },
    ],
    ['a document', { document: '11144477735' }, {}, { ...whole, document: '11144477735' }],
    ['a type', { documentType: 'Other' }, {}, { ...whole, documentType: 'Other' }],
    [
      'an e-mail, of an account without a document',
      { email: 'b@example.com' },
      { document: null, documentType: null },
      { email: 'b@example.com', creditLimit: 1000, tolerance: 0.1 },
    ],
    [
      'an e-mail beside a document that a spreadsheet retyped',
      { email: 'b@example.com', document: '529.982.247-25' },
      {},
      { ...whole, email: 'b@example.com' },
    ],
  ])('of %s is all that the account shall be', async (_, cells, facts, body) => {
    expect(await sent({ id, ...cells }, facts)).toEqual([['accounts.update', body]]);
  });

  test('of an account to open is what the row says', async () => {
    const cells = {
      document: cpf,
      documentType: ' cpf',
      email: '\u200bnew@example.com',
      creditLimit: '1.234,50',
    };
    const body = { document: cpf, documentType: 'CPF', email: 'new@example.com', creditLimit: '1234.5' };
    expect(await sent(cells)).toEqual([['accounts.open', body]]);
    expect(await sent({ ...cells, tolerance: '0.2' })).toEqual([
      ['accounts.open', { ...body, tolerance: '0.2' }],
    ]);
  });
});

test('a failure of looking for other forms of a document is no absence', async () => {
  const { client } = store();
  const get: typeof client.accounts.get = (asked, options) =>
    asked === '529.982.247-25_CPF'
      ? Promise.reject(new NetworkError('lost', { outcome: 'unknown', retryable: true }))
      : client.accounts.get(asked, options);
  const deaf = {
    ...client,
    invoices: client.invoices,
    transactions: client.transactions,
    storeConfig: client.storeConfig,
    request: client.request,
    accounts: { ...client.accounts, get },
  };
  const cells = { document: cpf, documentType: 'CPF', email: 'new@example.com', creditLimit: '50' };
  const [row] = await all(planAccounts(deaf, sourceOf(sheetOf(cells))));
  expect(row?.verdict).toBe('unread');
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InvalidInputError } from 'vtex-customer-credit';
import { isOperationId, type OperationId } from '../../src/api/table.ts';
import { pathOf, table } from '../client/http/calls.ts';
import { bodyOf, parametersOf, parameterValue, problems } from './checker.ts';

function accepts(read: () => unknown): boolean {
  try {
    read();
    return true;
  } catch (error) {
    if (error instanceof InvalidInputError) return false;
    throw error;
  }
}

/** Whether the API's side of the table takes a body. */
function takes(id: OperationId, body: unknown): boolean {
  const { request, path } = table[id];
  return accepts(() => request.fromWire({ path: pathOf(path), query: [], body }));
}

const allows = (id: OperationId, body: unknown): boolean => problems(bodyOf(id) ?? '#', body).length === 0;

/** A value with at most as many decimals as the document says beside its schema. */
const cents = (from: number, to: number): fc.Arbitrary<number> =>
  fc.integer({ min: from, max: to }).map((units) => units / 100);

const amounts = fc.oneof(
  cents(-500, 500),
  cents(-(10 ** 15), 10 ** 15),
  fc.constantFrom(0, -0, 0.01, 1e12, 999_999_999_999.99, -1e12),
);
const wholes = fc.oneof(
  fc.integer({ min: -2, max: 110 }),
  fc.constantFrom(36_500, 36_501, 0.5, 1e300, Number.MAX_SAFE_INTEGER),
);
const fractions = fc.oneof(
  fc.integer({ min: -5, max: 5 }),
  fc.integer({ min: 0, max: 2000 }),
  fc.integer({ min: 0, max: 10 ** 8 }).map((units) => units / 10 ** 6),
);
const words = fc.oneof(
  fc.string(),
  fc.constantFrom('', ' ', '\t', 'a@b', 'a @b', '@', 'a@b@c', 'CPF', 'RUC', '\u00a0', `${'x'.repeat(318)}@y`),
);
const emails = fc.oneof({ weight: 2, arbitrary: fc.emailAddress() }, words);
const two = (number: number): string => String(number).padStart(2, '0');
// Up to the 28th, since no pattern knows how long a month is.
const dates = fc
  .record({
    year: fc.integer({ min: 0, max: 9999 }),
    month: fc.integer({ min: 0, max: 13 }),
    day: fc.integer({ min: 0, max: 28 }),
    time: fc.option(
      fc.tuple(
        fc.integer({ min: 0, max: 25 }),
        fc.integer({ min: 0, max: 61 }),
        fc.integer({ min: 0, max: 61 }),
      ),
    ),
    separator: fc.constantFrom('T', 't', ' ', ''),
    rest: fc.constantFrom(
      '',
      '.1',
      '.1234567',
      '.',
      'Z',
      'z',
      '+02:00',
      '-0330',
      '+15:00',
      '+02:60',
      ' Z',
      'X',
    ),
  })
  .map(({ year, month, day, time, separator, rest }) => {
    const date = `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
    return time === null ? date : `${date}${separator}${time.map(two).join(':')}${rest}`;
  });
const junk = fc.oneof(fc.constant(null), fc.boolean(), fc.string(), fc.array(fc.nat()), fc.object());
const optional = <Value>(value: fc.Arbitrary<Value>) => fc.oneof({ weight: 4, arbitrary: value }, junk);

const strings = fc.oneof(
  fc.constantFrom('-0', '-0.00', '-00.01', '0', '-15', '1e3', '.5', '5.', '+1', '0x1'),
  amounts.map(String),
  fractions.map(String),
  fc.stringMatching(/^-?[0-9]{0,14}(\.[0-9]{0,10})?$/),
  words,
);
const times = fc.oneof(fc.stringMatching(/^[0-2][0-9]:[0-6][0-9]:[0-6][0-9]$/), words);
const triggers = fc.array(
  fc.record({ days: optional(wholes), timeOfDay: times }, { requiredKeys: ['days'] }),
  {
    maxLength: 4,
  },
);
const settings = fc.oneof(
  fc.constant(null),
  fc.record(
    { daysPrior: fc.oneof(triggers, fc.constant(null)), daysAfter: optional(triggers) },
    { requiredKeys: [] },
  ),
);
const hold = fc.record(
  {
    value: fc.oneof(cents(1, 50_000), optional(amounts)),
    settle: optional(fc.boolean()),
    installments: fc.oneof(fc.integer({ min: 1, max: 99 }), optional(wholes)),
    expirationDate: dates,
  },
  { requiredKeys: ['value', 'settle', 'installments'] },
);

/** Bodies around the edges of what is allowed. `settle: true` makes the date count for nothing: see the filter. */
const bodies: Bodies = {
  'invoices.update': fc.record(
    {
      status: fc.oneof(
        fc.constantFrom('Opened', 'Paid', 'Cancelled'),
        fc.constantFrom('Expired', '', 1, null),
      ),
      observation: optional(fc.string()),
      paymentLink: fc.oneof(
        fc.webUrl(),
        fc.constantFrom('', 'ftp://a', 'a', 'http', null, 'HTTPS://a.example'),
      ),
    },
    { requiredKeys: [] },
  ),
  'invoices.postpone': fc.record({ dueDays: optional(wholes) }, { requiredKeys: [] }),
  'accounts.update': fc.record(
    {
      email: emails,
      document: optional(words),
      documentType: fc.oneof(fc.constantFrom('CPF', 'RUC'), words),
      creditLimit: optional(amounts).filter((value) => typeof value !== 'string'),
      tolerance: optional(fractions).filter((value) => typeof value !== 'string'),
    },
    { requiredKeys: ['email'] },
  ),
  'accounts.open': fc.record({
    document: fc.oneof({ weight: 4, arbitrary: fc.constant('1') }, words, fc.constantFrom('.', 'a\nb')),
    documentType: fc.oneof({ weight: 4, arbitrary: fc.constant('CPF') }, words),
    email: fc.constant('a@example.com'),
    description: fc.constant(''),
    creditLimit: strings,
    tolerance: strings,
  }),
  'accounts.changeCreditLimit': fc.record({ value: amounts }, { requiredKeys: [] }),
  'accounts.changeTolerance': fc.record({ value: fractions }, { requiredKeys: [] }),
  'accounts.decreaseBalance': fc.record({ value: strings }, { requiredKeys: [] }),
  'accounts.holders.add': fc.record(
    { claims: fc.oneof(junk, fc.record({ email: emails })) },
    { requiredKeys: [] },
  ),
  'transactions.preAuthorize': hold.filter(({ settle }) => settle !== true),
  'transactions.updatePreAuthorization': hold.filter(({ settle }) => settle !== true),
  'transactions.settle': fc.record({ value: optional(amounts) }, { requiredKeys: [] }),
  'transactions.refund': fc.record({ value: optional(amounts) }, { requiredKeys: [] }),
  'storeConfig.update': fc.record(
    {
      dailyInterestRate: optional(fractions),
      invoicePostponementLimit: fc.integer({ min: -3, max: 10 }),
      defaultCreditValue: amounts,
      postponementEnabled: optional(fc.boolean()),
      notificationsSettings: settings,
    },
    { requiredKeys: [] },
  ),
};

type Bodies = Readonly<Partial<Record<OperationId, fc.Arbitrary<unknown>>>>;

function operationsOf(given: Bodies): ReadonlyArray<[OperationId, fc.Arbitrary<unknown>]> {
  return Object.entries(given).flatMap(
    ([id, arbitrary]): Array<[OperationId, fc.Arbitrary<unknown>]> =>
      isOperationId(id) ? [[id, arbitrary]] : [],
  );
}

describe('the document and the table agree on bodies', () => {
  test.each(operationsOf(bodies))('of %s', (operation, arbitrary) => {
    let [allowed, refused] = [0, 0];
    fc.assert(
      fc.property(arbitrary, (given) => {
        const body: unknown = JSON.parse(JSON.stringify(given));
        const taken = takes(operation, body);
        expect(allows(operation, body), JSON.stringify(body)).toBe(taken);
        if (taken) allowed += 1;
        else refused += 1;
      }),
      { numRuns: 500 },
    );
    expect(allowed).toBeGreaterThan(0);
    expect(refused).toBeGreaterThan(0);
  });
});

/** What a caller may give, in every form of it. */
const inputs: Bodies = {
  ...bodies,
  'accounts.open': fc.record(
    {
      document: fc.constant('1'),
      documentType: fc.constant('RUC'),
      email: fc.constant('a@example.com'),
      creditLimit: fc.oneof(amounts, strings),
      tolerance: fc.oneof(fractions, fractions.map(String)),
      description: fc.string(),
    },
    { requiredKeys: ['document', 'documentType', 'email', 'creditLimit'] },
  ),
  'accounts.update': fc.record(
    {
      email: fc.emailAddress(),
      creditLimit: fc.oneof(amounts, strings),
      tolerance: fc.oneof(fractions, fractions.map(String)),
    },
    { requiredKeys: ['email'] },
  ),
  'accounts.decreaseBalance': fc.record({ value: fc.oneof(amounts, strings) }),
  'transactions.preAuthorize': fc.record(
    { value: amounts, settle: fc.boolean(), installments: wholes, expirationDate: dates },
    { requiredKeys: ['value'] },
  ),
};

describe('whatever the client writes, the document allows', () => {
  test.each(operationsOf(inputs))('%s', (id, arbitrary) => {
    const { request, path } = table[id];
    let written = 0;
    fc.assert(
      fc.property(arbitrary, (given) => {
        const input = { path: pathOf(path), body: given };
        fc.pre(accepts(() => request.check(input)));
        const { body } = request.toWire(request.check(input));
        expect(problems(bodyOf(id) ?? '#', JSON.parse(JSON.stringify(body)))).toEqual([]);
        written += 1;
      }),
      { numRuns: 100, maxSkipsPerRun: 1000 },
    );
    expect(written).toBe(100);
  });
});

describe('the document and the table agree on queries', () => {
  const texts: Readonly<Record<string, fc.Arbitrary<string>>> = {
    from: fc.oneof(wholes.map(String), strings),
    to: fc.oneof(wholes.map(String), strings),
    createdDateFrom: fc.oneof(dates, words),
    createdDateTo: fc.oneof(dates, words),
    dueDateFrom: fc.oneof(dates, words),
    dueDateTo: fc.oneof(dates, words),
    value: amounts.map(String),
    friendlyId: words,
    observation: words,
    creditAccountId: fc.oneof(words, fc.constantFrom('.', '..', '%2e', 'x'.repeat(200), 'x'.repeat(201))),
    email: words,
  };
  const cases = (['invoices.list', 'invoices.listByAccount', 'accounts.list'] as const).flatMap((id) =>
    parametersOf(id).flatMap(({ name, in: where, schema }) => {
      const given = texts[name];
      return given === undefined || where !== 'query' ? [] : [{ id, name, schema, given }];
    }),
  );

  test.each(cases)('$id $name', ({ id, name, schema, given }) => {
    const { request, path } = table[id];
    fc.assert(
      // A parameter without a value is left out; no number that is read goes beyond the exact ones.
      fc.property(
        given.filter((text) => text !== '' && !(Number(text) > Number.MAX_SAFE_INTEGER)),
        (text) => {
          const query: Array<[string, string]> = [[name, text]];
          const taken = accepts(() => request.fromWire({ path: pathOf(path), query, body: undefined }));
          expect(problems(schema, parameterValue(schema, text)).length === 0, text).toBe(taken);
        },
      ),
      { numRuns: 300 },
    );
  });
});

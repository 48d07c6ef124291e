import fc from 'fast-check';
import { operationsById } from '../../../src/api/table.ts';
import { type JsonText, jsonValue, noJson, wireText } from './values.ts';

/** A request as it goes over the wire. */
export interface Hostile {
  readonly method: string;
  /** Below the origin, with its query. */
  readonly target: string;
  readonly headers: ReadonlyArray<readonly [string, string]>;
  readonly body: string | Uint8Array<ArrayBuffer> | undefined;
}

export const creditAccountId = '11111111111_CPF';
/** What must not come back in any answer. */
export const secret = 'sentinel-token-5f3a';
const api = '/api/creditcontrol';

const operations = Object.values(operationsById);
const operation = fc.constantFrom(...operations.map(({ method, path }) => ({ method, path })));

/** Ids that exist at the start stand among hostile ones, so that much of it gets past the first look. */
const segment = fc.oneof(
  { arbitrary: fc.constantFrom('T-01', 'T-02', 'T', 'H', 's1'), weight: 3 },
  { arbitrary: wireText, weight: 2 },
);
const account = fc.oneof(
  { arbitrary: fc.constant(creditAccountId), weight: 4 },
  { arbitrary: wireText, weight: 1 },
);

function filled(path: string, first: string, others: readonly string[]): string {
  let at = 0;
  return path
    .replace('{creditAccountId}', () => first)
    .replace(/\{\w+\}/g, () => {
      at += 1;
      return others[at % others.length] ?? '';
    });
}

const parameter = fc.tuple(
  fc.constantFrom(
    'from',
    'to',
    'status',
    'STATUS',
    'email',
    'value',
    'op',
    'dueDateTo',
    'dueDateFrom',
    'createdDateFrom',
    'createDateTo',
    'friendlyId',
    'observation',
    'creditAccountId',
    '__proto__',
    'constructor',
    'status[]',
    'a[b][c]',
    '%00',
    '',
  ),
  wireText,
);
const query = fc
  .array(parameter, { maxLength: 6 })
  .map((pairs) =>
    pairs.length === 0 ? '' : `?${pairs.map(([name, value]) => `${name}=${value}`).join('&')}`,
  );

const wellMeant: Readonly<Record<string, JsonText>> = {
  status: '"Paid"',
  observation: '"x"',
  paymentLink: '"https://pay.example.com/1"',
  dueDays: '5',
  document: '"22222222222"',
  documentType: '"CPF"',
  email: '"a@example.com"',
  creditLimit: '1000',
  tolerance: '0.1',
  description: '""',
  value: '10',
  settle: 'false',
  installments: '3',
  expirationDate: '"2024-06-01"',
  claims: '{"email":"x@example.com"}',
  dailyInterestRate: '0.1',
  invoicePostponementLimit: '3',
  maxPostponementDays: '30',
  postponementEnabled: 'true',
  notificationsSettings: '{"daysPrior":[{"days":1,"timeOfDay":"12:00:00"}]}',
};
const field = fc.oneof(
  {
    arbitrary: fc
      .constantFrom(...Object.keys(wellMeant))
      .map((name): readonly [string, JsonText] => [name, wellMeant[name] ?? 'null']),
    weight: 4,
  },
  { arbitrary: fc.tuple(fc.constantFrom(...Object.keys(wellMeant)), jsonValue), weight: 3 },
  {
    arbitrary: fc.tuple(fc.constantFrom('__proto__', 'constructor', 'toJSON', 'then', 'ünknown'), jsonValue),
    weight: 1,
  },
);
/** An object of many fields, some meant well; a name may come twice, as JSON allows. */
const object = fc
  .array(field, { maxLength: 12 })
  .map((fields) => `{${fields.map(([name, value]) => `${JSON.stringify(name)}:${value}`).join(',')}}`);
/** All of what any operation needs, and one thing wrong with it. */
const nearlyGood = fc.tuple(fc.constantFrom(...Object.keys(wellMeant)), jsonValue).map(([name, value]) => {
  const fields = Object.entries({ ...wellMeant, [name]: value });
  return `{${fields.map(([key, text]) => `${JSON.stringify(key)}:${text}`).join(',')}}`;
});
const body = fc.oneof(
  { arbitrary: nearlyGood, weight: 4 },
  { arbitrary: object, weight: 4 },
  { arbitrary: jsonValue, weight: 1 },
  { arbitrary: noJson, weight: 1 },
  { arbitrary: fc.constant(undefined), weight: 1 },
);

const credentials: ReadonlyArray<readonly [string, string]> = [
  ['x-vtex-api-appkey', 'any'],
  ['x-vtex-api-apptoken', secret],
];
const header = fc.constantFrom<readonly [string, string]>(
  ['content-type', 'application/json'],
  ['content-type', 'text/plain; charset=utf-16'],
  ['content-type', 'multipart/form-data'],
  ['content-type', '\u00e9'],
  ['content-encoding', 'gzip'],
  ['content-length', '99999999999'],
  ['content-length', 'abc'],
  ['accept', 'text/html'],
  ['accept', '*/*;q=0'],
  ['cookie', 'VtexIdclientAutCookie'],
  ['cookie', `=;;VtexIdclientAutCookie=${secret};__proto__=1`],
  ['vtexidclientautcookie', secret],
  ['x-http-method-override', 'DELETE'],
  ['x-forwarded-host', 'evil.example.com'],
  ['origin', 'null'],
  ['x-long', 'h'.repeat(8000)],
);
const headers = fc
  .tuple(fc.boolean(), fc.integer({ min: 0, max: 9 }), fc.array(header, { maxLength: 3 }))
  .map(([sent, dice, more]) => (sent || dice > 0 ? [...credentials, ...more] : more));

const method = fc.oneof(
  { arbitrary: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE'), weight: 3 },
  { arbitrary: fc.constantFrom('PATCH', 'HEAD', 'OPTIONS', 'LINK', 'PROPFIND', 'get', 'Post'), weight: 1 },
);
const anyPath = fc.oneof(
  fc
    .tuple(operation, account, fc.array(segment, { minLength: 3, maxLength: 3 }))
    .map(([{ path }, first, others]) => `${api}${filled(path, first, others)}`),
  fc.array(wireText, { maxLength: 8 }).map((parts) => `${api}/${parts.join('/')}`),
  fc.constantFrom(
    '/',
    '//',
    '/_control',
    '/_control/reset',
    '/api',
    `${api}`,
    `${api}/`,
    `${api}//accounts`,
    `${api}/accounts/`.repeat(200),
    '/../../etc/passwd',
    `${api.toUpperCase()}/INVOICES`,
  ),
);

const aimed = fc
  .tuple(operation, account, fc.array(segment, { minLength: 3, maxLength: 3 }), query, headers, body)
  .map(
    ([{ method: verb, path }, first, others, search, sent, content]): Hostile => ({
      method: verb,
      target: `${api}${filled(path, first, others)}${search}`,
      headers: sent,
      body: content,
    }),
  );
const stray = fc.tuple(method, anyPath, query, headers, body).map(
  ([verb, path, search, sent, content]): Hostile => ({
    method: verb,
    target: `${path}${search}`,
    headers: sent,
    body: content,
  }),
);

/** Requests that nobody means well; three of four are aimed at an operation. */
export const hostile: fc.Arbitrary<Hostile> = fc.oneof(
  { arbitrary: aimed, weight: 3 },
  { arbitrary: stray, weight: 1 },
);

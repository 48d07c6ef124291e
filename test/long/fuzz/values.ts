import fc from 'fast-check';

/** A value as JSON text, since much that is hostile has no value in JavaScript. */
export type JsonText = string;

const nested = (open: string, close: string, depth: number): JsonText =>
  `${open.repeat(depth)}0${close.repeat(depth)}`;

const numbers: readonly JsonText[] = [
  '0',
  '-0',
  '-1',
  '0.01',
  '0.001',
  '0.1',
  '1',
  '5',
  '99',
  '100',
  '1e2',
  '1e308',
  '-1e308',
  '1e400',
  '1e-400',
  '1e21',
  '9007199254740993',
  '999999999999.99',
  '1000000000000',
  '0.30000000000000004',
  '123456789012345678901234567890',
];

const strings: readonly string[] = [
  '',
  ' ',
  '5',
  '-15',
  '1e5',
  '0x10',
  '٣',
  'NaN',
  'Infinity',
  'true',
  'Paid',
  'OPENED',
  'cancelled',
  'CPF',
  'a@example.com',
  '__proto__',
  'constructor',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\udc00x',
  '\u202e',
  '\ufeff',
  '😀',
  '..',
  '%2e%2e',
  "' OR 1=1 --",
  '<script>',
  '#{7*7}',
  'https://pay.example.com/1',
  'javascript:alert(1)',
  'https://\ud800',
  '2024-05-20',
  '2024-02-30',
  '0000-01-01',
  '9999-12-31T23:59:59-14:00',
  '+010000-01-01T00:00:00Z',
  '2024-05-20T25:00:00Z',
  '12:00:00',
  'x'.repeat(201),
  'x'.repeat(20_000),
];

const odd: readonly JsonText[] = [
  'null',
  'true',
  'false',
  '[]',
  '{}',
  '[[]]',
  '{"__proto__":{"polluted":true}}',
  '{"constructor":{"prototype":{"polluted":true}}}',
  '{"length":1e9}',
  '{"toString":1,"valueOf":2,"toJSON":3}',
  '{"email":"x@example.com"}',
  nested('[', ']', 5000),
  nested('{"a":', '}', 5000),
  nested('{"claims":', '}', 2000),
];

/** Any single value. */
export const jsonValue: fc.Arbitrary<JsonText> = fc.oneof(
  { arbitrary: fc.constantFrom(...numbers), weight: 4 },
  { arbitrary: fc.constantFrom(...strings).map((text) => JSON.stringify(text)), weight: 4 },
  { arbitrary: fc.constantFrom(...odd), weight: 2 },
  { arbitrary: fc.json(), weight: 1 },
  { arbitrary: fc.double().map(String), weight: 1 },
  { arbitrary: fc.string({ unit: 'binary' }).map((text) => JSON.stringify(text)), weight: 1 },
);

/** Text for a path's segment or a query, percent-encoded somehow or not at all. */
export const wireText: fc.Arbitrary<string> = fc.oneof(
  {
    arbitrary: fc.constantFrom(...strings).map((text) => encodeURIComponent(text.toWellFormed())),
    weight: 4,
  },
  {
    arbitrary: fc.constantFrom(
      '%',
      '%zz',
      '%E0%A4%A',
      '%ED%A0%80',
      '%C0%AE',
      '%00',
      '%2e',
      '%2E%2e',
      '..%2f..',
      '%252e',
      '%0d%0aX-Evil:1',
      '+',
      ';a=b',
      '\\',
      '%5c',
      '{creditAccountId}',
      '%F0%9F%98%80',
      encodeURIComponent('ç'.repeat(199)),
      'y'.repeat(4000),
    ),
    weight: 3,
  },
  { arbitrary: fc.constantFrom(...numbers), weight: 2 },
  { arbitrary: fc.string().map((text) => encodeURIComponent(text.toWellFormed())), weight: 1 },
);

/** Bytes that claim to be a body and are none. */
export const noJson: fc.Arbitrary<Uint8Array<ArrayBuffer> | string> = fc.oneof(
  fc.constantFrom(
    '{',
    '{"value":',
    '{"value":1}}',
    "{'value':1}",
    '{"value":01}',
    '{"value":+1}',
    '{value:1}',
    '\ufeff{"value":1}',
    'undefined',
    '<xml/>',
    'value=1&value=2',
    ' \n\t ',
    '{"value":1,"value":-1}',
    `[${'[],'.repeat(50_000)}[]]`,
    '['.repeat(100_000),
    `"${'z'.repeat(1_048_600)}"`,
    nested('[', ']', 100_000),
  ),
  fc
    .constantFrom([0xff, 0xfe, 0x7b, 0x00], [0x22, 0xc0, 0xaf, 0x22], [0x22, 0xed, 0xa0, 0x80, 0x22], [0x00])
    .map((bytes) => new Uint8Array(bytes)),
  fc.uint8Array({ maxLength: 64 }).map((bytes) => new Uint8Array(bytes)),
);

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isSame, shows } from '../../../src/api/recovery.ts';
import type { OperationId } from '../../../src/api/table.ts';
import { accountJson, configJson, confirms, hold, invoice, invoiceJson } from './reading.ts';

// A success is believed only where its content is the answer to this request.

const opening = {
  document: '11111111111',
  documentType: 'CPF',
  email: 'buyer@example.com',
  creditLimit: 1000,
};
const update = { email: 'buyer@example.com', creditLimit: 1000, tolerance: '0.1' };
const claims = { email: 'new@example.com' };
const holder = { id: 'holder-1', level: 2, claims, createdAt: '2024-05-08T12:00:00Z' };
const held = { id: 'a1b2', value: 49.7, installments: 2 };

interface Case {
  readonly id: OperationId;
  readonly body?: unknown;
  readonly good: readonly unknown[];
  readonly bad: readonly unknown[];
}

const cases: readonly Case[] = [
  { id: 'invoices.get', good: [invoiceJson], bad: [{ ...invoiceJson, id: 'BBBB-01' }] },
  {
    id: 'invoices.markAsPaid',
    // Old stores answer with the bare id.
    good: [{ ...invoiceJson, status: 'Paid' }, invoice],
    bad: [invoiceJson, { ...invoiceJson, status: 'Paid', id: 'BBBB-01' }, 'BBBB-01'],
  },
  { id: 'accounts.get', good: [accountJson], bad: [{ ...accountJson, id: '2_CPF' }] },
  {
    id: 'accounts.open',
    body: opening,
    good: [
      accountJson,
      { ...accountJson, creditLimit: '1000.00' },
      // A store may give an id of its own to the account of this document.
      { ...accountJson, id: '30c59e60' },
      { ...accountJson, document: null, documentType: null },
      { ...accountJson, email: 'BUYER@example.com' },
    ],
    bad: [
      { ...accountJson, status: 'Closed' },
      { ...accountJson, email: 'other@example.com' },
      { ...accountJson, creditLimit: 100 },
      { ...accountJson, id: '30c59e60', document: '2' },
      { ...accountJson, id: '30c59e60', documentType: 'CNPJ' },
    ],
  },
  {
    id: 'accounts.update',
    body: update,
    good: [accountJson, { ...accountJson, tolerance: '0.10' }],
    bad: [
      { ...accountJson, id: '2_CPF' },
      { ...accountJson, creditLimit: 1 },
      { ...accountJson, tolerance: 0.2 },
    ],
  },
  {
    id: 'accounts.close',
    good: [{ ...accountJson, status: 'Closed' }],
    bad: [accountJson, { ...accountJson, status: 'Closed', id: '2_CPF' }],
  },
  {
    id: 'accounts.changeCreditLimit',
    body: { value: 1000 },
    good: [accountJson],
    bad: [
      { ...accountJson, creditLimit: 0.1 },
      { ...accountJson, id: '2_CPF' },
    ],
  },
  {
    id: 'accounts.changeTolerance',
    body: { value: 0.1 },
    good: [accountJson],
    bad: [
      { ...accountJson, tolerance: 1000 },
      { ...accountJson, id: '2_CPF' },
    ],
  },
  {
    id: 'accounts.decreaseBalance',
    body: { value: -15 },
    good: [{ value: '-15.0' }, { value: '-15' }],
    bad: [{ value: '15.0' }, { value: '-15.01' }, {}],
  },
  {
    id: 'accounts.holders.add',
    body: { claims },
    good: [holder, { ...holder, claims: { email: 'NEW@example.com' } }],
    bad: [
      { ...holder, claims: { email: 'other@example.com' } },
      { ...holder, claims: undefined },
    ],
  },
  { id: 'accounts.holders.delete', good: [{ id: 'holder-1' }], bad: [{ id: 'holder-2' }, {}] },
  {
    id: 'transactions.preAuthorize',
    body: { value: 49.7, installments: 2 },
    good: [held],
    bad: [
      { ...held, value: 49.71 },
      { ...held, installments: 1 },
      { ...held, id: '' },
      { ...held, id: undefined },
      { ...held, id: 7 },
    ],
  },
  // Left out, there is one instalment.
  {
    id: 'transactions.preAuthorize',
    body: { value: 49.7 },
    good: [{ ...held, installments: 1 }],
    bad: [held],
  },
  {
    id: 'transactions.updatePreAuthorization',
    body: { value: 49.7, installments: 2 },
    good: [{ ...held, id: hold }],
    bad: [held, { ...held, id: hold, value: 49 }, { ...held, id: hold, installments: 1 }],
  },
  {
    id: 'transactions.settle',
    body: { value: 40 },
    good: [{ id: hold, value: 40 }],
    bad: [
      { id: 'other', value: 40 },
      { id: hold, value: 4 },
    ],
  },
  {
    id: 'transactions.refund',
    body: { value: 30 },
    good: [{ value: 30 }, { value: '30.00' }],
    bad: [{ value: 3 }, {}],
  },
  {
    id: 'storeConfig.update',
    body: { taxRate: 0.4, postponementEnabled: true },
    good: [configJson],
    bad: [
      { ...configJson, taxRate: 0 },
      { ...configJson, postponementEnabled: false },
    ],
  },
];

describe.each(cases)('an answer to $id', ({ id, body, good, bad }) => {
  test('is one with the content of the request', () => {
    expect(good.filter((answer) => !confirms(id, body, answer))).toEqual([]);
  });

  test('is none with other content, nor anything else', () => {
    const others = [undefined, null, '', 'done', 0, true, [], {}, [good[0]], { code: 500, message: 'No.' }];
    expect([...bad, ...others].filter((answer) => confirms(id, body, answer))).toEqual([]);
  });
});

test('an answer without a body confirms what has none', () => {
  for (const id of ['invoices.cancel', 'transactions.cancelPreAuthorization'] as const)
    expect(confirms(id, undefined, undefined)).toBe(true);
  expect(confirms('invoices.postpone', { dueDays: 5 }, undefined)).toBe(true);
  expect(confirms('invoices.update', { observation: 'x' }, undefined)).toBe(true);
});

describe('the same value', () => {
  const amounts = fc.integer({ min: -1_000_000, max: 1_000_000 }).map((cents) => cents / 100);

  test('of a number is each way to write it', () => {
    fc.assert(
      fc.property(amounts, amounts, (one, other) => {
        for (const text of [String(one), one.toFixed(2), one.toFixed(4)]) {
          expect(isSame(one, text)).toBe(true);
          expect(isSame(text, one)).toBe(true);
          expect(isSame(text, other)).toBe(one === other);
        }
      }),
    );
  });

  test.each([
    '',
    ' ',
    '0x10',
    '1e3',
    '16.',
    '.5',
    'x16',
    '16x',
    '--16',
    '16.0.0',
    true,
    null,
    [16],
    undefined,
  ])('of a number is not %o', (other) => {
    for (const number of [16, 0, 1000, 0.5, -16, 1]) {
      expect(isSame(number, other)).toBe(false);
      expect(isSame(other, number)).toBe(false);
    }
  });

  test('of a text that was taken away is none at all', () => {
    for (const given of [undefined, null, '']) expect(isSame(given, '')).toBe(true);
    for (const given of ['x', false, {}]) expect(isSame(given, '')).toBe(false);
    for (const wished of ['x', null, false]) expect(isSame(undefined, wished)).toBe(false);
  });

  test('of a list is each of it in its place, and of an object all of it', () => {
    expect(isSame([1, 'b'], [1, 'b'])).toBe(true);
    expect(isSame([1, 'b', 2], [1, 'b'])).toBe(false);
    expect(isSame([1], [1, 'b'])).toBe(false);
    expect(isSame([1, 'c'], [1, 'b'])).toBe(false);
    expect(isSame({ a: { b: 1, c: 2 } }, { a: { b: 1 } })).toBe(true);
    expect(isSame({ a: { b: 1 } }, { a: { b: 1, c: 2 } })).toBe(false);
    expect(isSame({}, [])).toBe(false);
    expect(isSame({ 0: 1, length: 1 }, [1])).toBe(false);
    expect(isSame('', [])).toBe(false);
    expect(isSame(undefined, [])).toBe(false);
    expect(isSame({}, 'x')).toBe(false);
    expect(isSame('x', {})).toBe(false);
    expect(isSame(null, {})).toBe(false);
    expect(isSame({ a: 1 }, null)).toBe(false);
  });
});

describe('a resource shows a wish', () => {
  test('where each field of the wish is there, whatever else is', () => {
    const fields = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.constantFrom('x', 'y', true, 1, 2));
    fc.assert(
      fc.property(fields, fields, (resource, wish) => {
        const expected = Object.entries(wish).every(([name, value]) => resource[name] === value);
        expect(shows(resource, wish)).toBe(expected);
      }),
    );
  });

  test('where what is left open is anything', () => {
    expect(shows({ a: 1 }, { a: undefined, b: undefined })).toBe(true);
  });

  test('in an e-mail of other case, but in nothing else of other case', () => {
    expect(shows({ email: 'A@Example.com' }, { email: 'a@EXAMPLE.com' })).toBe(true);
    expect(shows({ email: 'b@example.com' }, { email: 'a@example.com' })).toBe(false);
    expect(shows({ observation: 'A' }, { observation: 'a' })).toBe(false);
    expect(shows({}, { email: 'a@example.com' })).toBe(false);
  });

  test('by what it has itself, not by what every object has', () => {
    expect(shows({}, { toString: Object.prototype.toString })).toBe(false);
  });

  test('never where it is none', () => {
    for (const resource of [undefined, null, 'text', 7, true]) expect(shows(resource, {})).toBe(false);
  });
});

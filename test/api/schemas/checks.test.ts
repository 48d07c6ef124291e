import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { allAnswers } from '../../../scripts/checks/answers.ts';
import { checksOf } from '../../../scripts/checks/generate.ts';
import { type Shape, shapeOf } from '../../../scripts/checks/shape.ts';
import { matches } from '../../../src/api/complaints.ts';
import { documents, observed } from '../../fixtures/index.ts';

const answers = await allAnswers();

const readable = fc
  .date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString());
const nearlyDates = fc.constantFrom(
  ...['', '2024-02-29T00:00:00Z', '2023-02-29T00:00:00Z', '2024-04-31T00:00:00Z', '2024-04-30T24:00:00Z'],
  ...['0000-01-01T00:00:00Z', '2024-05-20', '2024-05-20T12:00:00-03:00', '2023-11-25T00:00:00', '2024-13-01'],
  ...['2023-11-09T18:26:43.2112234Z', '2023-11-09T18:26:43.Z', '2023-11-09T18:26:43.21122345678Z', ' '],
);
const text = fc.oneof(fc.string(), readable, nearlyDates, fc.constantFrom('Opened', 'Open', 'opened', '10'));
const number = fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }));
const anything = fc.oneof(fc.jsonValue({ maxDepth: 2 }), text, number, fc.constant(Number.POSITIVE_INFINITY));

function payload(shape: Shape): fc.Arbitrary<unknown> {
  switch (shape.kind) {
    case 'text':
      return text;
    case 'number':
      return number;
    case 'flag':
      return fc.boolean();
    case 'date':
      return fc.oneof(readable, nearlyDates);
    case 'name':
      return fc.oneof(fc.constantFrom(...shape.known), text);
    case 'optional':
      return fc.option(payload(shape.of));
    case 'array':
      return fc.array(payload(shape.of), { maxLength: 3 });
    case 'union':
      return fc.oneof(...shape.of.map(payload));
    case 'object': {
      const fields = Object.entries(shape.fields);
      const requiredKeys = fields.filter(([, field]) => field.kind !== 'optional').map(([key]) => key);
      return fc.record(Object.fromEntries(fields.map(([key, field]) => [key, payload(field)])), {
        requiredKeys,
        noNullPrototype: true,
      });
    }
  }
}

/** What goes wrong with one field of an object: another value, none, or one by another name. */
type Damage = (fields: Map<string, unknown>, key: string, value: unknown) => void;
const damages: readonly Damage[] = [
  (fields, key, value) => fields.set(key, value),
  (fields, key) => fields.delete(key),
  (fields, key, value) => fields.set(`${key}2`, value),
  (fields, _, value) => fields.set('__proto__', value),
  (fields, key, value) => {
    fields.delete(key);
    fields.set(key.toUpperCase(), value);
  },
];

/** A copy with damage done somewhere, as the numbers choose: to this object, or to something within it. */
function damaged(
  payload: unknown,
  [at = 0, ...deeper]: readonly number[],
  damage: Damage,
  value: unknown,
): unknown {
  if (Array.isArray(payload)) {
    const items: readonly unknown[] = payload;
    if (items.length === 0) return [value];
    return items.map((item, index) =>
      index === at % items.length ? damaged(item, deeper, damage, value) : item,
    );
  }
  if (typeof payload !== 'object' || payload === null) return value;
  const fields = new Map<string, unknown>(Object.entries(payload));
  const key = [...fields.keys()][at % Math.max(1, fields.size)] ?? 'id';
  const inner = fields.get(key);
  if (typeof inner === 'object' && inner !== null && deeper.length > 0)
    fields.set(key, damaged(inner, deeper, damage, value));
  else damage(fields, key, value);
  return Object.fromEntries(fields);
}

describe('a generated check says what its schema says', () => {
  test.each([...answers])('%s, tolerant and strict', (name, { tolerant, strict, check }) => {
    const good = payload(shapeOf(name, tolerant, strict));
    const places = fc.array(fc.nat(20), { maxLength: 4 });
    const bad = fc
      .tuple(good, places, fc.constantFrom(...damages), anything)
      .map(([whole, place, damage, value]) => damaged(whole, place, damage, value));
    const said = { accepted: 0, refused: 0 };
    fc.assert(
      fc.property(fc.oneof(good, bad, anything), (body) => {
        for (const [schema, isStrict] of [[tolerant, false] as const, [strict, true] as const]) {
          const expected = matches(schema, body);
          said[expected ? 'accepted' : 'refused'] += 1;
          expect(check(body, isStrict)).toBe(expected);
        }
      }),
      { numRuns: 500 },
    );
    // Without both the property would say little.
    expect(Math.min(said.accepted, said.refused)).toBeGreaterThan(50);
  });

  test('for every payload of the documents and every observed one', () => {
    const payloads = [...documents, ...observed].map((each) => ('json' in each ? each.json : undefined));
    for (const [, { tolerant, strict, check }] of answers) {
      for (const body of payloads) {
        expect(check(body, false)).toBe(matches(tolerant, body));
        expect(check(body, true)).toBe(matches(strict, body));
      }
    }
  });

  test('refuses what is no number although JSON can say it', () => {
    const refund = answers.get('refund');
    expect(refund?.check(JSON.parse('{"value":1e999}'), false)).toBe(false);
    expect(refund?.check(JSON.parse('{"value":1e99}'), false)).toBe(true);
  });
});

describe('the generator', () => {
  const loose = (shape: z.core.$ZodLooseShape) => z.looseObject(shape);
  const strict = (shape: z.core.$ZodLooseShape) => z.strictObject(shape);
  const one = z.string();

  test.each([
    ['a refinement', loose({ id: one.check(z.minLength(1)) }), strict({ id: one.check(z.minLength(1)) })],
    ['other fields when strict', loose({ id: one }), strict({ id: one, name: one })],
    ['an object that is loose when strict', loose({ id: one }), loose({ id: one })],
    ['a kind it does not know', loose({ id: z.bigint() }), strict({ id: z.bigint() })],
    ['different kinds', loose({ id: one }), strict({ id: z.number() })],
  ])('refuses %s', (_, tolerantSchema, strictSchema) => {
    const answer = new Map([['thing', { tolerant: tolerantSchema, strict: strictSchema }]]);
    expect(() => checksOf(answer)).toThrow(/^thing/);
  });
});

test('answers are checked where no code may be made at run time', () => {
  const script = `
    const { invoices } = await import('./src/api/invoices/operations.ts');
    try { new Function('return 1'); process.exit(2); } catch {}
    const { response } = invoices.get;
    try { response.fromWire({ id: 1 }, 'strict'); process.exit(3); } catch (error) { console.log(error.code); }`;
  const flags = ['--disallow-code-generation-from-strings', '--input-type=module', '--eval', script];
  expect(execFileSync(process.execPath, flags, { encoding: 'utf8' }).trim()).toBe('invalid_response');
});

import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { allSources } from '../../../scripts/shapes/sources.ts';
import { shapesOf } from '../../../scripts/shapes/write.ts';
import { complaints, matches } from '../../../src/api/complaints.ts';
import { fits, issuesIn, orAbsent, orNull, orUndefined, type Shape } from '../../../src/api/shape.ts';
import * as generated from '../../../src/api/shapes.generated.ts';
import { storeConfigUpdate } from '../../../src/api/store-config/types.ts';
import { documents, observed } from '../../fixtures/index.ts';

const sources = await allSources();
const shapes: ReadonlyMap<string, Shape> = new Map(Object.entries(generated));

const pairs = [...sources].flatMap(([name, { tolerant, strict }]) => {
  const shape = shapes.get(name);
  if (shape === undefined) throw new Error(`no shape is called ${name}`);
  const isAnswer = tolerant !== strict;
  const strictly = { name, shape, schema: strict, strict: true, isAnswer };
  const tolerantly = { name: `${name}, tolerant`, shape, schema: tolerant, strict: false, isAnswer };
  return isAnswer ? [strictly, tolerantly] : [strictly];
});

const readable = fc
  .date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString());
const text = fc.oneof(
  fc.string(),
  readable,
  fc.constantFrom(
    ...['', ' ', '.', '..', '%2e', 'a\u0000b', '10', '-15', '0.5', '1e3', '-0', '10.001', '999999999999999'],
    ...['2024-02-29T00:00:00Z', '2023-02-29T00:00:00Z', '2024-04-31T00:00:00Z', '2024-04-30T24:00:00Z'],
    ...['0000-01-01T00:00:00Z', '2024-05-20', '2024-05-20T12:00:00-03:00', '2023-11-25T00:00:00'],
    ...['2023-11-09T18:26:43.2112234Z', '2023-11-09T18:26:43.Z', '2023-11-09T18:26:43.21122345678Z'],
    ...['Opened', 'Open', 'opened', 'Credit', 'and', 'or', 'a@example.com', 'a@b@c', 'https://example.com/a'],
    ...['javascript:alert(1)', '12:00:00', '24:00:00', 'a'.repeat(100), 'b'.repeat(201), '\ud800'],
  ),
);
const number = fc.oneof(
  fc.integer(),
  fc.nat(120),
  fc.integer({ min: -2000, max: 200_000 }).map((cents) => cents / 100),
  fc.double(),
  fc.constantFrom(-0, 0, 0.1, 1e12, 1e-9, 1001, 36_500, 36_501, Number.MAX_SAFE_INTEGER),
);
const anything = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  text,
  number,
  fc.constantFrom(undefined, null, true, new Date(0), [], {}, Number.POSITIVE_INFINITY, 1n, Symbol.iterator),
);

/** What becomes of a value on its way through JSON. */
function asJson(value: unknown): unknown {
  const written = JSON.stringify(value, (_, each: unknown) => (typeof each === 'bigint' ? null : each));
  return written === undefined ? null : JSON.parse(written);
}

/** Often what the shape asks for. */
function payload(shape: Shape): fc.Arbitrary<unknown> {
  const instead = [
    ...((shape.or & orUndefined) === 0 ? [] : [fc.constant(undefined)]),
    ...((shape.or & orNull) === 0 ? [] : [fc.constant(null)]),
  ];
  const own = ownPayload(shape);
  const right = fc.oneof(own, anything).filter((value) => fits(shape, value));
  // Not all shapes are met by chance often enough.
  return fc.oneof(
    { arbitrary: shape.accepts === undefined ? own : fc.oneof(own, right), weight: 6 },
    ...instead,
  );
}

function ownPayload(shape: Shape): fc.Arbitrary<unknown> {
  switch (shape.base) {
    case 'string': {
      const names = /^one of (.*)$/.exec(shape.expected)?.[1]?.split(', ') ?? [];
      return names.length === 0 ? text : fc.oneof(fc.constantFrom(...names), text);
    }
    case 'number':
      return number;
    case 'boolean':
      return fc.boolean();
    case 'decimal':
      return fc.oneof(number, number.map(String), text);
    case 'list':
      return fc.array(fc.oneof(...shape.of.map(payload)), { maxLength: 4 });
    case 'union':
      return fc.oneof(...shape.of.map(payload));
    case 'object': {
      const fields = [...shape.fields];
      const requiredKeys = fields
        .filter(([, field]) => (field.or & (orAbsent | orUndefined)) === 0)
        .map(([key]) => key);
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

describe('a shape says what its schema says, word for word', () => {
  test.each(pairs)('$name', ({ shape, schema, strict, isAnswer }) => {
    const good = payload(shape);
    const places = fc.array(fc.nat(20), { maxLength: 4 });
    const bad = fc
      .tuple(good, places, fc.constantFrom(...damages), anything)
      .map(([whole, place, damage, value]) => damaged(whole, place, damage, value));
    const said = { accepted: 0, refused: 0 };
    fc.assert(
      fc.property(fc.oneof({ arbitrary: good, weight: 3 }, bad, anything), (given) => {
        const value = isAnswer ? asJson(given) : given;
        const expected = complaints(schema, value, 'root');
        expect(issuesIn(shape, value, 'root', strict)).toEqual(expected);
        expect(fits(shape, value, strict)).toBe(expected.length === 0);
        said[expected.length === 0 ? 'accepted' : 'refused'] += 1;
      }),
      { numRuns: 400 },
    );
    // Without both the property would say little.
    expect(Math.min(said.accepted, said.refused)).toBeGreaterThan(0);
  });

  test('of a long text where a short list was expected, once', () => {
    const text = { notificationsSettings: { daysAfter: '1970-01-01T00:00:00.000Z' } };
    const told = [
      {
        path: 'notificationsSettings.daysAfter',
        expected: 'at most three objects of days and timeOfDay',
      },
    ];
    expect(issuesIn(generated.storeConfigUpdate, text, 'root')).toEqual(told);
    expect(complaints(storeConfigUpdate, text, 'root')).toEqual(told);
  });

  test('for every payload of the documents and every observed one', () => {
    const payloads = [...documents, ...observed].map((each) => ('json' in each ? each.json : undefined));
    for (const { shape, schema, strict } of pairs) {
      for (const value of payloads) {
        expect(issuesIn(shape, value, 'root', strict)).toEqual(complaints(schema, value, 'root'));
        expect(fits(shape, value, strict)).toBe(matches(schema, value));
      }
    }
  });

  test('for what JSON can say beyond all numbers', () => {
    const value = JSON.parse('{"value":1e999}');
    expect(fits(generated.refund, value, false)).toBe(false);
    expect(issuesIn(generated.refund, value, 'root', false)).toEqual([
      { path: 'value', expected: 'a number' },
    ]);
  });

  test('for what a prototype holds', () => {
    class Update {
      get email(): string {
        return 'a@example.com';
      }
    }
    expect(fits(generated.accountUpdate, new Update())).toBe(
      matches(sources.get('accountUpdate')?.strict ?? z.never(), new Update()),
    );
    expect(fits(generated.accountUpdate, Object.create({ email: 'a@example.com' }))).toBe(true);
  });
});

describe('the writer of shapes', () => {
  const one = z.string();
  const loose = (shape: z.core.$ZodLooseShape) => z.looseObject(shape);
  const closed = (shape: z.core.$ZodLooseShape) => z.strictObject(shape);
  const short = one.check(z.refine((value) => value.length < 3));

  test.each([
    ['a refinement without a name', loose({ id: short }), closed({ id: short })],
    ['two refinements', loose({ id: one }), closed({ id: one.check(z.maxLength(3), z.minLength(1)) })],
    ['other fields when strict', loose({ id: one }), closed({ id: one, name: one })],
    ['an object that is loose when strict', loose({ id: one }), loose({ id: one })],
    ['what is optional in one strength only', loose({ id: z.optional(one) }), closed({ id: one })],
    ['a kind it does not know', loose({ id: z.bigint() }), closed({ id: z.bigint() })],
    ['different kinds', loose({ id: one }), closed({ id: z.number() })],
  ])('refuses %s', (_, tolerant, strict) => {
    const source = new Map([['thing', { module: './thing.ts', tolerant, strict }]]);
    expect(() => shapesOf(source)).toThrow('thing');
  });
});

test('answers are checked where no code may be made at run time', () => {
  const script = `
    const { operationsById } = await import('./src/api/table.ts');
    try { new Function('return 1'); process.exit(2); } catch {}
    const { response } = operationsById['invoices.get'];
    try { response.fromWire({ id: 1 }, 'strict'); process.exit(3); } catch (error) { console.log(error.code); }`;
  const flags = ['--disallow-code-generation-from-strings', '--input-type=module', '--eval', script];
  expect(execFileSync(process.execPath, flags, { encoding: 'utf8' }).trim()).toBe('invalid_response');
});

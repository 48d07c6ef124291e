import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonPieces } from '../../../src/adapters/emulator/json/pieces.ts';
import { readJson } from '../../../src/adapters/emulator/json/read.ts';

/** A text cut into pieces of some length. */
function* cut(text: string, length: number): Generator<string> {
  for (let at = 0; at < text.length; at += length) yield text.slice(at, at + length);
}

async function outcome(read: () => unknown): Promise<unknown> {
  try {
    return { value: await read() };
  } catch (error) {
    return error instanceof SyntaxError ? 'no JSON' : error;
  }
}

async function same(text: string, length: number): Promise<void> {
  const read = await outcome(() => readJson(cut(text, length)));
  expect(read).toStrictEqual(await outcome(() => JSON.parse(text)));
}

const anyJson = fc.json({ maxDepth: 9 });
const space = fc.constantFrom('', ' ', '\n', '\t ', '\r\n');

describe('JSON in pieces', () => {
  it('is what JSON.parse makes of the whole, wherever it is cut', async () => {
    await fc.assert(
      fc.asyncProperty(anyJson, space, fc.integer({ min: 1, max: 9 }), async (json, blank, length) => {
        await same(JSON.stringify(JSON.parse(json), null, blank), length);
        await same(`${blank}${json}${blank}`, length);
      }),
      { numRuns: 1000 },
    );
  });

  it('is refused where JSON.parse refuses it', async () => {
    const spoilt = fc
      .tuple(
        anyJson,
        fc.nat(),
        fc.constantFrom('', ',', ':', '"', '{', ']', '}', '[', '1', ' ', '\\', 'e', 'null'),
      )
      .map(([json, at, sign]) => {
        const place = at % (json.length + 1);
        return json.slice(0, place) + sign + json.slice(place + (sign === '' ? 1 : 0));
      });
    await fc.assert(fc.asyncProperty(spoilt, fc.integer({ min: 1, max: 9 }), same), { numRuns: 4000 });
  });

  it.each([
    '',
    ' ',
    '{',
    '[',
    '[1',
    '"',
    '{"a"',
    '{"a":',
    '[1,]',
    '{"a":1,}',
    '[1 2]',
    '{1:2}',
    '1 2',
    '[]]',
    '[}',
    '{]',
    ',',
    ':',
    '{"__proto__":{"a":1}}',
    '[[[[[[[[[1]]]]]]]]]',
    '[[[[[[[[[1]]]]]]]]',
    '{"a":{"b":{"c":{"d":{"e":{"f":{"g":}}}}}}}',
  ])('%s', async (text) => {
    for (let length = 1; length <= text.length + 1; length += 1) await same(text, length);
  });

  it('is written as JSON.stringify writes it', () => {
    const parts = fc.anything({
      withDate: true,
      withBigInt: false,
      withNullPrototype: true,
      maxDepth: 9,
      values: [fc.string(), fc.double(), fc.constant(undefined), fc.boolean(), fc.constant(null)],
    });
    fc.assert(
      fc.property(parts, (value) => {
        expect([...jsonPieces(value)].join('')).toBe(JSON.stringify(value) ?? 'null');
      }),
      { numRuns: 1000 },
    );
    const long = { accounts: Array.from({ length: 300 }, (_, at) => ({ at, text: 'x'.repeat(1000) })) };
    const pieces = [...jsonPieces(long)];
    expect(pieces.length).toBeGreaterThan(3);
    expect(pieces.join('')).toBe(JSON.stringify(long));
  });
});

import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InvalidResponseError, UnknownOutcomeError, type ValidationMode } from 'vtex-customer-credit';
import { isOperationId, type OperationId } from '../../../src/api/table.ts';
import { calls, goodAnswer, operationIds, table } from '../../client/http/calls.ts';
import { clientOver, json, recording, rejection, thrown } from '../../client/http/recording.ts';
import { documents } from '../../fixtures/index.ts';

type Key = string | number;

/** The path of every field and list item of a payload, containers included, as keys. */
function fieldsOf(value: unknown, above: readonly Key[] = []): Array<readonly Key[]> {
  const own = above.length === 0 ? [] : [above];
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    return [...own, ...items.flatMap((item, at) => fieldsOf(item, [...above, at]))];
  }
  if (typeof value !== 'object' || value === null) return own;
  return [...own, ...Object.entries(value).flatMap(([name, field]) => fieldsOf(field, [...above, name]))];
}

/** A copy of a payload with one field replaced. */
function withValue(payload: unknown, [key, ...below]: readonly Key[], value: unknown): unknown {
  if (key === undefined) return value;
  if (Array.isArray(payload)) {
    const items: readonly unknown[] = payload;
    return items.map((item, at) => (at === key ? withValue(item, below, value) : item));
  }
  const fields = new Map<string, unknown>(typeof payload === 'object' ? Object.entries(payload ?? {}) : []);
  fields.set(String(key), withValue(fields.get(String(key)), below, value));
  return Object.fromEntries(fields);
}

function written(path: readonly Key[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    return text === '' ? key : `${text}.${key}`;
  }, '');
}

function everythingSaid(error: unknown): string {
  const stack = error instanceof Error ? error.stack : '';
  return [
    String(error),
    inspect(error, { depth: Infinity, showHidden: true }),
    JSON.stringify(error),
    stack,
  ].join('\n');
}

const responses = documents.flatMap(({ id, operation, kind, json: payload }) =>
  kind === 'response' && isOperationId(operation) ? [{ id, operation, payload }] : [],
);

function read(
  operation: OperationId,
  payload: unknown,
  mode: ValidationMode,
): InvalidResponseError | undefined {
  try {
    table[operation].response.fromWire(payload, mode);
    return undefined;
  } catch (error) {
    if (error instanceof InvalidResponseError) return error;
    throw error;
  }
}

/** Names the field or what stands directly above it. */
function names(error: InvalidResponseError, path: readonly Key[]): boolean {
  return error.issues.some((issue) => issue.path === written(path) && issue.expected !== '');
}

describe.each(['tolerant', 'strict'] as const)('%s reading', (mode) => {
  test.each(responses)(
    '$id: a value in the wrong place is named by path and never shown',
    ({ operation, payload }) => {
      const wrong = ['SENTINEL-a1b2c3', 918273645, { hidden: 'SENTINEL-a1b2c3' }, ['SENTINEL-a1b2c3'], true];
      let refused = 0;
      for (const path of fieldsOf(payload)) {
        for (const value of wrong) {
          const error = read(operation, withValue(payload, path, value), mode);
          if (error === undefined) continue;
          refused += 1;
          expect(everythingSaid(error)).not.toMatch(/SENTINEL|918273645/);
          expect(error.operation).toBe(operation);
          // A list or an object in a wrong place may be refused within: then its own fields are named.
          const within = error.issues.some((issue) => issue.path.startsWith(written(path)));
          expect(names(error, path) || within, `${written(path)}: ${error.message}`).toBe(true);
        }
      }
      expect(refused).toBeGreaterThan(0);
    },
  );

  test('no text in any place of an answer is ever shown', () => {
    const anyResponse = fc.constantFrom(...responses);
    // Long enough not to be a word of a message by chance.
    const secret = fc.string({ minLength: 12, maxLength: 60 }).filter((text) => /\w{6}/.test(text));
    fc.assert(
      fc.property(anyResponse, secret, fc.nat(), ({ operation, payload }, value, at) => {
        const paths = fieldsOf(payload);
        const path = paths[at % paths.length] ?? [];
        const error = read(operation, withValue(payload, path, value), mode);
        if (error !== undefined) expect(`${error.message}${JSON.stringify(error)}`).not.toContain(value);
      }),
      { numRuns: 500 },
    );
  });

  test.each(responses)(
    '$id: what the types promise is refused when it is missing',
    ({ operation, payload }) => {
      if (typeof payload !== 'object' || payload === null) throw new Error('an object expected');
      for (const name of Object.keys(payload)) {
        const rest = Object.fromEntries(Object.entries(payload).filter(([key]) => key !== name));
        const error = read(operation, rest, mode);
        if (error !== undefined)
          expect(error.issues).toContainEqual({ path: name, expected: expect.any(String) });
      }
    },
  );
});

describe('an invalid answer', () => {
  test.each(operationIds.filter((id) => goodAnswer(id) !== undefined))(
    'of %s rejects with the operation, and is no sign that anything was done',
    async (id) => {
      for (const answer of [null, 7, [], {}]) {
        if (id === 'accounts.decreaseBalance' && answer === 7) continue;
        const error = await rejection(calls[id](clientOver(recording(json(answer))), 'SENTINEL'));
        const last = error instanceof UnknownOutcomeError ? error.cause : error;
        expect(last).toBeInstanceOf(InvalidResponseError);
        expect(last).toMatchObject({ code: 'invalid_response', operation: id });
        if (table[id].retry !== 'read') expect(error).toMatchObject({ outcome: 'unknown' });
        expect(everythingSaid(error)).not.toContain('SENTINEL');
      }
    },
  );

  test('says where and what was expected', async () => {
    const page = { data: [{ id: 'x' }, 'SENTINEL'], summary: { count: '7' } };
    const error = await rejection(
      clientOver(recording(json(page)))
        .invoices.list()
        .toArray(),
    );
    expect(error).toMatchObject({
      issues: expect.arrayContaining([
        { path: 'data[0].status', expected: 'a string' },
        { path: 'data[0].value', expected: 'a number' },
        { path: 'data[1]', expected: 'an object' },
        { path: 'summary.count', expected: 'a number' },
      ]),
    });
    expect(String(error)).toContain('data[0].value: expected a number');
  });

  test('of mark as paid names the field, though two forms are known', async () => {
    const paid = goodAnswer('invoices.markAsPaid');
    const answer = withValue(withValue(paid, ['value'], 'SENTINEL'), ['id'], 'x');
    const error = await rejection(calls['invoices.markAsPaid'](clientOver(recording(json(answer))), 'x'));
    expect(error).toMatchObject({ issues: [{ path: 'value', expected: 'a number' }] });
  });

  test('in strict mode names an unknown field, not its value', () => {
    const invoice = withValue(goodAnswer('invoices.get'), ['sellerReference'], 'SENTINEL');
    const error = thrown(() => table['invoices.get'].response.fromWire(invoice, 'strict'));
    expect(error).toMatchObject({ issues: [{ path: 'sellerReference', expected: 'no such field' }] });
    expect(everythingSaid(error)).not.toContain('SENTINEL');
  });
});

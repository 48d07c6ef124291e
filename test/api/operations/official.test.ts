import { describe, expect, test } from 'vitest';
import { pathKeysOf } from '../../../src/api/define.ts';
import { basePath } from '../../../src/api/operation.ts';
import { matchRoute } from '../../../src/api/router.ts';
import { isOperationId } from '../../../src/api/table.ts';
import { calls, expectedRetry, fitting, operationIds, pathOf, table } from '../../client/http/calls.ts';
import { clientOver, nothing, recording } from '../../client/http/recording.ts';
import { officialOperations } from '../../fixtures/index.ts';

/** What goes beyond the official file, and why. */
const beyond: Readonly<Record<string, readonly string[]>> = {
  // Undeclared, shown by public code.
  'accounts.list': ['document'],
  // Undeclared, shown by public code.
  'invoices.list': ['op'],
  // Undeclared: that this list has pages as the other one does is assumed.
  'invoices.listByAccount': ['from', 'to'],
};

/** Declared, and left out by us: a query parameter of a PUT that addresses its invoice by path. */
const without: Readonly<Record<string, readonly string[]>> = { 'invoices.update': ['friendlyId'] };

describe('the table against the official file', () => {
  test('has the same operations', () => {
    const official = officialOperations.map(({ operation }) => operation);
    expect(operationIds.toSorted()).toEqual(official.toSorted());
  });

  test('each entry stands under its own id', () => {
    for (const id of operationIds) expect(table[id].id).toBe(id);
  });

  describe.each(officialOperations)('$operation', (official) => {
    const id = isOperationId(official.operation) ? official.operation : undefined;

    test('has the method, path and permission of the official file', () => {
      expect(id).toBeDefined();
      if (id === undefined) return;
      const { method, path, permission } = table[id];
      expect({ method, path: `${basePath}${path}`, permission }).toEqual({
        method: official.method,
        path: official.path,
        permission: official.permission,
      });
      expect(pathKeysOf(path)).toEqual(official.pathParameters);
    });

    test('knows every query parameter of the official file, and only explained ones beyond', () => {
      if (id === undefined) return;
      const { query } = table[id].request;
      const known = query === undefined ? [] : [...query.shape.fields.keys()];
      const left = without[official.operation] ?? [];
      const declared = official.queryParameters.filter((name) => !left.includes(name));
      expect(known.toSorted()).toEqual([...declared, ...(beyond[official.operation] ?? [])].toSorted());
    });

    test('sends a body where the official file has one, and nowhere else', async () => {
      if (id === undefined) return;
      const network = recording(fitting(id));
      await calls[id](clientOver(network), 'x');
      const [first] = network.sent;
      // Closing an account has an optional body: sent only when given.
      const expected = official.hasRequestBody && id !== 'accounts.close';
      expect(first?.body !== undefined).toBe(expected);
      expect(first?.method).toBe(official.method);
    });

    test('asks for an answer where the official file has one, and needs none elsewhere', async () => {
      if (id === undefined) return;
      const call = calls[id](clientOver(recording(nothing)), 'x');
      const code = table[id].retry === 'once' ? 'unknown_outcome' : 'invalid_response';
      if (official.hasResponseBody) await expect(call).rejects.toMatchObject({ code });
      else await expect(call).resolves.toBeUndefined();
    });

    test('is found again by its own method and path', () => {
      if (id === undefined) return;
      const path = table[id].path.replace(/\{\w+\}/g, 'x');
      expect(matchRoute(official.method, path)).toEqual({
        kind: 'operation',
        id,
        path: pathOf(table[id].path),
      });
    });
  });
});

test.each(operationIds)('%s has the retry class of SPEC section 3', (id) => {
  expect(table[id].retry).toBe(expectedRetry(id));
});

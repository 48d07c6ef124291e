import { test } from 'vitest';
import { json, pathOnly } from '../../src/api/codec.ts';
import { defineOperation } from '../../src/api/define.ts';
import * as shapes from '../../src/api/shapes.generated.ts';

const shared = {
  id: 'accounts.freeze',
  path: '/accounts/{creditAccountId}',
  permission: 'Edit credits',
  request: pathOnly,
  response: json(shapes.account),
} as const;

test('what changes something says how its outcome is found out', () => {
  defineOperation({ ...shared, method: 'GET', retry: 'read' });
  defineOperation({ ...shared, method: 'POST', retry: 'once', recovery: { advice: 'Read the account.' } });
  // @ts-expect-error no recovery
  defineOperation({ ...shared, method: 'POST', retry: 'once' });
  // @ts-expect-error a read has nothing to find out
  defineOperation({ ...shared, method: 'GET', retry: 'read', recovery: { advice: 'Read the account.' } });
});

import { body, json, type PathOnly, pathOnly } from '../codec.ts';
import { defineOperation } from '../define.ts';
import type { Facts } from '../facts.ts';
import type { Operation } from '../operation.ts';
import { holderAdded, holderGone } from './recovery.ts';
import * as shapes from './shapes.generated.ts';
import type { Account } from './types.ts';

/** Add a holder to an account */
const add = defineOperation({
  id: 'accounts.holders.add',
  method: 'POST',
  path: '/accounts/{creditAccountId}/holders',
  retry: 'once',
  request: body({ shape: shapes.holderAddition }),
  response: json(shapes.holder),
  // The API lists no holders, and nobody published what adding one twice does.
  recovery: holderAdded,
});

/** Delete a holder of an account */
const remove = /* @__NO_SIDE_EFFECTS__ */ (get: Operation<PathOnly<'creditAccountId'>, Account>) =>
  defineOperation({
    id: 'accounts.holders.delete',
    method: 'DELETE',
    path: '/accounts/{creditAccountId}/holders/{holderId}',
    retry: 'idempotent',
    request: pathOnly,
    response: json(shapes.deletedHolder),
    recovery: holderGone(get),
  });

/** The holders of accounts that `get` reads. */
export const holdersOf = /* @__NO_SIDE_EFFECTS__ */ (get: Operation<PathOnly<'creditAccountId'>, Account>) =>
  ({ add, delete: remove(get) }) as const;

/** What servers, documents and tests need to know beside. */
export const holderFacts = {
  'accounts.holders.add': {
    permission: 'Create Checking Accounts',
    sample: { body: { claims: { email: 'a+b@example.com' } } },
  },
  'accounts.holders.delete': {
    permission: 'Create Checking Accounts',
  },
} as const satisfies Readonly<Record<string, Facts>>;

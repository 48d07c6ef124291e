import {
  bodyRequest,
  jsonResponse,
  only,
  type PathOnly,
  pathRequest,
  type WithBody,
  withField,
} from '../codec.ts';
import type { Operation } from '../operation.ts';
import { nothingToRead } from '../recovery.ts';
import { holderGone } from './recovery.ts';
import * as schema from './schema.ts';
import type { Account, DeletedHolder, Holder, HolderAddition } from './types.ts';

type HolderPath = PathOnly<'creditAccountId' | 'holderId'>;

const add: Operation<PathOnly<'creditAccountId'> & WithBody<HolderAddition>, Holder> = {
  id: 'accounts.holders.add',
  method: 'POST',
  path: '/accounts/{creditAccountId}/holders',
  permission: 'Create Checking Accounts',
  retry: 'once',
  summary: 'Add a holder to an account',
  request: bodyRequest('accounts.holders.add', ['creditAccountId'], {
    schema: schema.holderAddition,
    fromWire: (body) => withField(only(['claims'], body), 'claims', (claims) => only(['email'], claims)),
  }),
  response: jsonResponse('accounts.holders.add', schema.holder),
  // The API lists no holders, and nobody published what adding one twice does.
  recovery: nothingToRead('Look at the account in the VTEX Admin: no operation lists holders.'),
};

const remove = (
  get: Operation<PathOnly<'creditAccountId'>, Account>,
): Operation<HolderPath, DeletedHolder> => ({
  id: 'accounts.holders.delete',
  method: 'DELETE',
  path: '/accounts/{creditAccountId}/holders/{holderId}',
  permission: 'Create Checking Accounts',
  retry: 'idempotent',
  summary: 'Delete a holder of an account',
  request: pathRequest('accounts.holders.delete', ['creditAccountId', 'holderId']),
  response: jsonResponse('accounts.holders.delete', schema.deletedHolder),
  recovery: holderGone(get),
});

/** The holders of accounts that `get` reads. */
export const holdersOf = (get: Operation<PathOnly<'creditAccountId'>, Account>) =>
  ({ add, delete: remove(get) }) as const;

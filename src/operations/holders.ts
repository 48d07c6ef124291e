import * as schema from '../schemas/account.ts';
import type { DeletedHolder, Holder, HolderAddition } from '../types/account.ts';
import {
  bodyRequest,
  jsonResponse,
  only,
  type PathOnly,
  pathRequest,
  type WithBody,
  withField,
} from './codec.ts';
import type { Operation } from './operation.ts';

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
};

const remove: Operation<PathOnly<'creditAccountId' | 'holderId'>, DeletedHolder> = {
  id: 'accounts.holders.delete',
  method: 'DELETE',
  path: '/accounts/{creditAccountId}/holders/{holderId}',
  permission: 'Create Checking Accounts',
  retry: 'idempotent',
  summary: 'Delete a holder of an account',
  request: pathRequest('accounts.holders.delete', ['creditAccountId', 'holderId']),
  response: jsonResponse('accounts.holders.delete', schema.deletedHolder),
};

export const holders = { add, delete: remove } as const;

import { json, pathOnly } from '../codec.ts';
import { defineOperation } from '../define.ts';
import type { Facts } from '../facts.ts';
import { withField } from '../fields.ts';
import { spelling, toNumber } from '../spelling.ts';
import * as names from './names.ts';
import { isAccount } from './recovery.ts';
import * as shapes from './shapes.generated.ts';
import type { Account } from './types.ts';

const status = spelling(names.accountStatuses, { Opened: 'Open' });

/** Status in one spelling; limit and tolerance, which some answers write as strings, as numbers. */
export function readAccount(account: unknown): unknown {
  const spelled = withField<Account>(account, 'status', status.read);
  return withField<Account>(withField<Account>(spelled, 'creditLimit', toNumber), 'tolerance', toNumber);
}

export const anAccount = json(shapes.account, { normalize: readAccount });

/** Retrieve an account by id */
export const get = defineOperation({
  id: 'accounts.get',
  method: 'GET',
  path: '/accounts/{creditAccountId}',
  retry: 'read',
  request: pathOnly,
  response: anAccount,
  confirms: isAccount,
});

/** What servers, documents and tests need to know beside. */
export const getAccountFacts = {
  'accounts.get': {
    permission: 'Read Checking Accounts',
  },
} as const satisfies Readonly<Record<string, Facts>>;

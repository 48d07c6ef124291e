import { accountIdOf } from '../api/accounts/id.ts';
import { accounts } from '../api/accounts/operations.ts';
import { isOperationId, operationsById } from '../api/table.ts';
import type { CustomerCredit } from '../client/base-client.ts';
import { isRecord } from '../values/record.ts';
import { ContractFailure } from './assert.ts';
import { intercepted } from './intercept.ts';

/** Which accounts of a store are the suite's own. */
export interface Own {
  /** Told of an account before it is opened or changed; whether the suite may do that. */
  mayChange(creditAccountId: string): boolean;
}

/** Methods that call several operations, all of which only read. */
const readers: ReadonlySet<string> = new Set([
  'invoices.summarize',
  'invoices.findByOrder',
  'invoices.findByFriendlyId',
]);

/** The account that a call of an operation changes, as far as its arguments say so. */
function accountOf(operation: { readonly id: string; readonly path: string }, first: unknown): unknown {
  if (operation.path.includes('{creditAccountId}')) return isRecord(first) ? first['creditAccountId'] : first;
  if (operation.id !== accounts.open.id || !isRecord(first)) return undefined;
  return accountIdOf(String(first['document']), String(first['documentType']));
}

/** Why a call must not be made; `undefined` where it may. */
function objection(name: string, [first]: readonly unknown[], own: Own): string | undefined {
  if (name === 'request')
    return isRecord(first) && first['method'] === 'GET'
      ? undefined
      : 'change the store by a request of its own';
  if (readers.has(name)) return undefined;
  if (!isOperationId(name)) return `change what is not known, by ${name}`;
  const operation = operationsById[name];
  if (operation.retry === 'read') return undefined;
  const account = accountOf(operation, first);
  if (typeof account !== 'string') return 'change the store itself';
  return own.mayChange(account) ? undefined : 'change an account that is not its own';
}

/**
 * The same client, able to change the suite's own accounts and nothing else of the store: a mistake in a case must
 * not cost anyone money. Reading is allowed; whatever cannot be attributed to an account is refused.
 */
export function guarded(client: CustomerCredit, own: Own): CustomerCredit {
  return intercepted(client, (name, given, call) => {
    const why = objection(name, given, own);
    return why === undefined ? call() : Promise.reject(new ContractFailure(`a case was about to ${why}`));
  });
}

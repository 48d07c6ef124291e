import type { CallOptions, CustomerCredit } from 'vtex-customer-credit';
import { pathKeysOf } from '../../../src/api/define.ts';
import type { Operation, RetryClass } from '../../../src/api/operation.ts';
import { type OperationId, operationIds, operationsById } from '../../../src/api/table.ts';
import { sampleCall } from '../../../src/contract/sample-call.ts';
import { documents } from '../../fixtures/index.ts';

/** Every operation of the table, whatever its types. */
export const table: Readonly<Record<OperationId, Operation<unknown, unknown>>> = operationsById;

export { operationIds };

type Call = (client: CustomerCredit, id: string, options?: CallOptions) => Promise<unknown>;

/** One call of an operation: the sample of its definition, with one id in every place of its path. */
const callOf =
  (operation: OperationId): Call =>
  (client, id, options) =>
    sampleCall(client, operation, () => id, options);

type Calls = Readonly<Record<OperationId, Call>>;

function isWhole(calls: Partial<Calls>): calls is Calls {
  return operationIds.every((id) => calls[id] !== undefined);
}

function everyCall(): Calls {
  const calls = Object.fromEntries(operationIds.map((id) => [id, callOf(id)]));
  if (isWhole(calls)) return calls;
  throw new Error('an operation has no call');
}

/** One call of each operation. */
export const calls: Calls = everyCall();

/** A documented answer of an operation; `undefined` where the answer is empty. */
export function goodAnswer(id: OperationId): unknown {
  return documents.find(({ operation, kind }) => operation === id && kind === 'response')?.json;
}

/** A value for every parameter of a path template. */
export function pathOf(template: string, value = 'x'): Record<string, string> {
  return Object.fromEntries(pathKeysOf(template).map((name) => [name, value]));
}

/** The retry class of an operation as SPEC section 3 has it: the table must not be its own judge. */
export function expectedRetry(id: OperationId): RetryClass {
  if (table[id].method === 'GET') return 'read';
  return once.has(id) ? 'once' : 'idempotent';
}

const once: ReadonlySet<OperationId> = new Set([
  'accounts.holders.add',
  'accounts.open',
  'invoices.markAsPaid',
  'invoices.postpone',
  'transactions.preAuthorize',
  'transactions.refund',
]);

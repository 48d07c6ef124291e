import { getAccountFacts } from './accounts/account-operations.ts';
import { holderFacts } from './accounts/holder-operations.ts';
import { accountFacts } from './accounts/operations.ts';
import { statementFacts } from './accounts/statement-operations.ts';
import type { Facts } from './facts.ts';
import { invoiceFacts } from './invoices/operations.ts';
import type { Operation } from './operation.ts';
import { type DefinedIn, type OperationId, operations } from './operations.ts';
import { storeConfigFacts } from './store-config/operations.ts';
import { transactionFacts } from './transactions/operations.ts';

export type { OperationId } from './operations.ts';

const facts: Readonly<Record<OperationId, Facts>> = {
  ...invoiceFacts,
  ...getAccountFacts,
  ...accountFacts,
  ...statementFacts,
  ...holderFacts,
  ...transactionFacts,
  ...storeConfigFacts,
};

/** An operation with all that is known of it. */
export type DescribedOperation<Input, Output> = Operation<Input, Output> & Facts;

type Table = { readonly [Id in OperationId]: Extract<DefinedIn, { readonly id: Id }> & Facts };

function isWhole(table: object): table is Table {
  return Object.keys(table).length === operations.length;
}

function byId(): Table {
  const table = Object.fromEntries(
    operations.map((operation) => [operation.id, { ...operation, ...facts[operation.id] }]),
  );
  if (isWhole(table)) return table;
  throw new Error('two operations have the same id');
}

/** Every operation under its id, with all that is known of it. Reference, emulator, contract and documents are read off it. */
export const operationsById = /* @__PURE__ */ byId();

export function isOperationId(id: string): id is OperationId {
  return Object.hasOwn(operationsById, id);
}

/** Every id, in the order of the table. */
export const operationIds: readonly OperationId[] = /* @__PURE__ */ operations.map(({ id }) => id);

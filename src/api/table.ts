import { accounts } from './accounts/operations.ts';
import { invoices } from './invoices/operations.ts';
import { storeConfig } from './store-config/operations.ts';
import { transactions } from './transactions/operations.ts';

const { holders, ...ofAccounts } = accounts;

/** The operations of each resource: the one place where a new resource is named. */
const resources = [invoices, ofAccounts, transactions, holders, storeConfig] as const;

type ValueOf<Group> = Group extends unknown ? Group[keyof Group] : never;
type DefinedIn = ValueOf<(typeof resources)[number]>;

export type OperationId = DefinedIn['id'];

type Table = { readonly [Id in OperationId]: Extract<DefinedIn, { readonly id: Id }> };

const defined: readonly DefinedIn[] = resources.flatMap((group) => Object.values(group));

function isWhole(table: Readonly<Record<string, DefinedIn>>): table is Table {
  return defined.every((operation) => table[operation.id] === operation);
}

function byId(): Table {
  const table = Object.fromEntries(defined.map((operation) => [operation.id, operation]));
  if (isWhole(table)) return table;
  throw new Error('two operations have the same id');
}

/** Every operation under its id. Client, reference, emulator, contract and documents are read off this table. */
export const operationsById = byId();

export function isOperationId(id: string): id is OperationId {
  return Object.hasOwn(operationsById, id);
}

/** Every id, in the order of the table. */
export const operationIds: readonly OperationId[] = defined.map(({ id }) => id);

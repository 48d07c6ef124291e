import { accounts } from './accounts/operations.ts';
import { invoices } from './invoices/operations.ts';
import { storeConfig } from './store-config/operations.ts';
import { transactions } from './transactions/operations.ts';

/** The operations of each resource: the one place where a new resource is named. */
function resources() {
  const { holders, ...ofAccounts } = accounts;
  return [invoices, ofAccounts, transactions, holders, storeConfig] as const;
}

type ValueOf<Group> = Group extends unknown ? Group[keyof Group] : never;

/** Any of the operations, under its own id. */
export type DefinedIn = ValueOf<ReturnType<typeof resources>[number]>;

export type OperationId = DefinedIn['id'];

/** Every operation, in the order of the documents. */
export const operations: readonly DefinedIn[] = /* @__PURE__ */ resources().flatMap((group) =>
  Object.values(group),
);

import { accounts as operations } from '../../api/accounts/operations.ts';
import type { PurchaseConditions, PurchaseConditionsQuery } from '../../api/accounts/purchase-types.ts';
import type { DecreasedBalance, Statements } from '../../api/accounts/statement-types.ts';
import type {
  Account,
  AccountClosing,
  AccountOpening,
  AccountSummary,
  AccountUpdate,
  AccountWireFilter,
  ClosedAccount,
} from '../../api/accounts/types.ts';
import type { CallOptions } from '../executor.ts';
import type { PageOptions, Paginator } from '../pagination.ts';
import { paginate } from '../paginator.ts';
import type { ResourceContext } from './context.ts';
import { type HoldersResource, holdersResource } from './holders.ts';
import { listed } from './list.ts';

export interface AccountFilter extends AccountWireFilter, PageOptions {}

/** A manual debit and the id of your choice that it is kept under. */
export interface BalanceDecreaseInput {
  readonly statementId: string;
  /** A negative amount in the store's currency, such as -15; two decimals at most. */
  readonly value: number | string;
}

export interface AccountsResource {
  readonly holders: HoldersResource;
  /**
   * Lists the accounts of the store. Closed accounts leave the list (documented).
   * @throws InvalidInputError when a filter cannot be sent; raised when the list is read.
   */
  list(filter?: AccountFilter, options?: CallOptions): Paginator<Account, AccountSummary>;
  /**
   * Opens an account with the id `{document}_{documentType}`. One that is open already is refused with VTEX's code
   * 1099 (documented): `isAccountAlreadyOpen(error)`. When an answer gets lost, the account is read: one with the same
   * e-mail, limit and tolerance is the result, also after a 1099; where there is none, it is tried again.
   */
  open(opening: AccountOpening, options?: CallOptions): Promise<Account>;
  /** Retrieves one account. Throws `NotFoundError` when there is none, also after it was closed. */
  get(creditAccountId: string, options?: CallOptions): Promise<Account>;
  /**
   * Replaces an account's data; document fields left out are wiped (documented). An unknown id creates the account
   * (observed). Safe to repeat.
   */
  update(creditAccountId: string, update: AccountUpdate, options?: CallOptions): Promise<Account>;
  /**
   * Closes an account for good: its invoices, statements and holders are gone (documented). Answers once with the
   * status `Closed`. Safe to repeat: when that answer gets lost and the account is then gone, the result has only `id`
   * and `status`.
   */
  close(creditAccountId: string, details?: AccountClosing, options?: CallOptions): Promise<ClosedAccount>;
  /** Retrieves an account's movements, oldest first. */
  getStatements(creditAccountId: string, options?: CallOptions): Promise<Statements>;
  /** Sets the credit limit, an absolute amount of zero or more in the store's currency. Safe to repeat. */
  changeCreditLimit(
    creditAccountId: string,
    change: { readonly value: number },
    options?: CallOptions,
  ): Promise<Account>;
  /**
   * Sets the tolerance, an absolute decimal fraction: 0.1 lets the customer use 10 % more than the limit. Above 1 the
   * client warns, since 20 was probably meant as 20 %. Safe to repeat.
   */
  changeTolerance(
    creditAccountId: string,
    change: { readonly value: number },
    options?: CallOptions,
  ): Promise<Account>;
  /**
   * Debits an amount by hand under an id of your choice. The same id again does not debit again (assumed). Answers
   * with the amount as VTEX writes it, such as `"-15.0"`.
   */
  decreaseBalance(
    creditAccountId: string,
    decrease: BalanceDecreaseInput,
    options?: CallOptions,
  ): Promise<DecreasedBalance>;
  /**
   * What a customer may buy on credit: available credit, and the terms of instalments. **Undocumented by VTEX**: public
   * storefront code calls it (observed); it may change or end without notice.
   * @throws NotFoundError when the e-mail is that of no account and no dependent (assumed).
   */
  getPurchaseConditions(query: PurchaseConditionsQuery, options?: CallOptions): Promise<PurchaseConditions>;
}

const filterNames = /* @__PURE__ */ Object.keys({
  status: true,
  email: true,
  document: true,
} satisfies Record<keyof AccountWireFilter, true>);

export function accountsResource(context: ResourceContext): AccountsResource {
  return {
    holders: holdersResource(context),
    list: (filter = {}, options) =>
      paginate(
        listed<Account, AccountSummary>(context, {
          operation: operations.list.id,
          options: filter,
          names: filterNames,
          call: options,
          begin: () => {
            const { from, to, pageSize, pageRetries, ...wire } = filter;
            return (range) =>
              context.execute(operations.list, { path: {}, query: { ...wire, ...range } }, options);
          },
        }),
      ),
    open: (opening, options) => context.execute(operations.open, { path: {}, body: opening }, options),
    get: (creditAccountId, options) =>
      context.execute(operations.get, { path: { creditAccountId } }, options),
    update: (creditAccountId, update, options) =>
      context.execute(operations.update, { path: { creditAccountId }, body: update }, options),
    close: (creditAccountId, details, options) =>
      context.execute(operations.close, { path: { creditAccountId }, body: details }, options),
    getStatements: (creditAccountId, options) =>
      context.execute(operations.getStatements, { path: { creditAccountId } }, options),
    changeCreditLimit: (creditAccountId, change, options) =>
      context.execute(operations.changeCreditLimit, { path: { creditAccountId }, body: change }, options),
    changeTolerance: (creditAccountId, change, options) =>
      context.execute(operations.changeTolerance, { path: { creditAccountId }, body: change }, options),
    getPurchaseConditions: (query, options) =>
      context.execute(operations.getPurchaseConditions, { path: {}, query }, options),
    decreaseBalance: (creditAccountId, decrease, options) => {
      const { statementId, ...body }: Partial<BalanceDecreaseInput> = decrease ?? {};
      return context.execute(
        operations.decreaseBalance,
        { path: { creditAccountId, statementId }, body },
        options,
      );
    },
  };
}

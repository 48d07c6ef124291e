import { accountIdOf } from '../../../api/accounts/id.ts';
import { accounts as operations } from '../../../api/accounts/operations.ts';
import type { Account, AccountPage, AccountQuery } from '../../../api/accounts/types.ts';
import {
  changeCreditLimit,
  changeTolerance,
  closeAccount,
  decreaseBalance,
  openAccount,
  updateAccount,
} from '../../../ledger/account.ts';
import { toAccount } from '../../../ledger/credit.ts';
import { addHolder, deleteHolder } from '../../../ledger/holder.ts';
import type { AccountRecord, AccountView, RuleResult } from '../../../ledger/records.ts';
import { unknownAccount } from '../../../ledger/refusal.ts';
import { toStatements } from '../../../ledger/statement.ts';
import { entry } from '../entry.ts';
import type { AccountState, Store } from '../store.ts';
import { findAccount, type Handled, handled, onAccount, type Scope } from './handler.ts';
import { positionsOf } from './pages.ts';

/** Accounts in order of their opening. Only open ones are left in the store: closed ones are gone. */
function page(query: AccountQuery, { store, context }: Scope): Handled<AccountPage> {
  const positions = positionsOf(query);
  if ('message' in positions) return { refusal: positions };
  const { status, email, document } = query;
  const { from, to } = positions;
  const show = (states: readonly AccountState[], count: number): Handled<AccountPage> => ({
    output: { data: states.map((state) => toAccount(store.view(state, context.now))), summary: { count } },
  });
  if (status !== undefined && status !== 'Open') return show([], 0);
  const named = [
    ...(email === undefined ? [] : [store.byEmail.find(email.toLowerCase())]),
    ...(document === undefined ? [] : [store.byDocument.find(document)]),
  ];
  const [first, ...others] = named;
  if (first === undefined) return show(store.ordered.slice(from - 1, to - from + 1), store.ordered.size);
  const found = first
    .filter((state) => others.every((other) => other.includes(state)))
    .sort((a, b) => a.sequence - b.sequence);
  return show(found.slice(from - 1, to), found.length);
}

/** The account after a rule, with its sums as they were. */
function shown(
  id: string,
  ruled: RuleResult<AccountRecord>,
  before: AccountView | undefined,
): Handled<Account> {
  return handled(id, ruled, (account) => toAccount({ held: 0n, open: 0n, ...before, account }));
}

/** The account that an e-mail may buy on: its own or, else, that of which it is a dependent; the one opened first. */
function payerOf(email: string, store: Store): AccountState | undefined {
  const [own] = [...store.byEmail.find(email.toLowerCase())].sort((a, b) => a.sequence - b.sequence);
  return own ?? store.ofDependent(email);
}

type AccountRule = (view: AccountView) => RuleResult<AccountRecord>;

function change(id: string, scope: Scope, rule: AccountRule): Handled<Account> {
  return onAccount(id, scope, ({ view }) => shown(id, rule(view), view));
}

export const accounts = {
  'accounts.list': entry(operations.list, ({ query }, scope) => page(query, scope)),
  'accounts.open': entry(operations.open, ({ body }, scope) => {
    const id = accountIdOf(body.document, body.documentType);
    return shown(id, openAccount(scope.store.accounts.get(id)?.record, body, scope.context), undefined);
  }),
  'accounts.get': entry(operations.get, ({ path }, scope) =>
    onAccount(path.creditAccountId, scope, ({ view }) => ({ output: toAccount(view) })),
  ),
  'accounts.update': entry(operations.update, ({ path, body }, scope) => {
    const id = path.creditAccountId;
    const view = findAccount(id, scope)?.view;
    return shown(id, updateAccount(view, id, body, scope.context), view);
  }),
  'accounts.close': entry(operations.close, ({ path }, scope) =>
    change(path.creditAccountId, scope, (view) => closeAccount(view, scope.context)),
  ),
  'accounts.getStatements': entry(operations.getStatements, ({ path }, scope) =>
    onAccount(path.creditAccountId, scope, ({ state, view }) => ({
      output: toStatements(view, state.statements),
    })),
  ),
  'accounts.changeCreditLimit': entry(operations.changeCreditLimit, ({ path, body }, scope) =>
    change(path.creditAccountId, scope, (view) => changeCreditLimit(view, body.value, scope.context)),
  ),
  'accounts.changeTolerance': entry(operations.changeTolerance, ({ path, body }, scope) =>
    change(path.creditAccountId, scope, (view) => changeTolerance(view, body.value, scope.context)),
  ),
  'accounts.decreaseBalance': entry(operations.decreaseBalance, ({ path, body }, scope) =>
    onAccount(path.creditAccountId, scope, ({ state, view }) => {
      const { creditAccountId, statementId } = path;
      const existing = state.statementsById.get(statementId);
      const ruled = decreaseBalance(view, existing, statementId, Number(body.value), scope.context);
      return handled(creditAccountId, ruled, (result) => result);
    }),
  ),
  'accounts.getPurchaseConditions': entry(
    operations.getPurchaseConditions,
    ({ query }, { store, context }) => {
      const state = payerOf(query.email, store);
      if (state === undefined) return { refusal: unknownAccount(query.email) };
      const { id, availableCredit } = toAccount(store.view(state, context.now));
      const { dailyInterestRate: interestRate } = context.config;
      const terms = { paymentOptions: [...context.dueDays], interestRate, minInstallmentValue: 0 };
      return { output: { accountId: id, availableCredit, deadlines: [terms] } };
    },
  ),
  'accounts.holders.add': entry(operations.holders.add, ({ path, body }, scope) =>
    onAccount(path.creditAccountId, scope, ({ state }) => {
      const ruled = addHolder([...state.holders.values()], body.claims.email, scope.context);
      return handled(path.creditAccountId, ruled, (holder) => holder);
    }),
  ),
  'accounts.holders.delete': entry(operations.holders.delete, ({ path }, scope) =>
    onAccount(path.creditAccountId, scope, ({ state }) => {
      const ruled = deleteHolder([...state.holders.values()], path.holderId);
      return handled(path.creditAccountId, ruled, (deleted) => deleted);
    }),
  ),
} as const;

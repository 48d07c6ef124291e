import type { AccountView, Changes, Refusal, RuleContext, RuleResult } from '../../../ledger/records.ts';
import { unknownAccount } from '../../../ledger/refusal.ts';
import type { AccountState, Store } from '../store.ts';

/** What a handler works with: the state as it is, and the moment, configuration, ids and caller. */
export interface Scope {
  readonly store: Store;
  readonly context: RuleContext;
}

/** An answer, and what has to be committed for it. */
export type Handled<Output> =
  | { readonly refusal: Refusal }
  | {
      readonly refusal?: undefined;
      readonly output: Output;
      readonly accountId?: string | undefined;
      readonly changes?: Changes | undefined;
    };

export type Handler<Input, Output> = (input: Input, scope: Scope) => Handled<Output>;

export interface OpenAccount {
  readonly state: AccountState;
  readonly view: AccountView;
}

export function findAccount(id: string, { store, context }: Scope): OpenAccount | undefined {
  const state = store.accounts.get(id);
  return state === undefined ? undefined : { state, view: store.view(state, context.now) };
}

/** Runs `act` on an account, or refuses because there is none. */
export function onAccount<Output>(
  id: string,
  scope: Scope,
  act: (account: OpenAccount) => Handled<Output>,
): Handled<Output> {
  const account = findAccount(id, scope);
  return account === undefined ? { refusal: unknownAccount(id) } : act(account);
}

/** What a rule said, as an answer; `show` turns the rule's result into what the API shows, after the commit is known. */
export function handled<Result, Output>(
  accountId: string | undefined,
  ruled: RuleResult<Result>,
  show: (result: Result, changes: Changes) => Output,
): Handled<Output> {
  if (ruled.refusal !== undefined) return { refusal: ruled.refusal };
  return { output: show(ruled.result, ruled.changes), accountId, changes: ruled.changes };
}

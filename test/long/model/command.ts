import type fc from 'fast-check';
import { expect } from 'vitest';
import { isApiError, isCustomerCreditError } from 'vtex-customer-credit';
import type { Opened } from '../../contract/adapters.ts';
import { compareAccount, compareAll, compareLists } from './compare.ts';
import type { Verdict, World } from './world.ts';

/** How often each kind of command was done and refused: a run without either would show little. */
export type Tally = Map<string, { done: number; refused: number }>;

/** The reference behind an adapter, and what was seen of it so far. */
export interface Subject {
  readonly store: Opened;
  readonly tally: Tally;
  /** How many commands ran on this store. */
  turn: number;
}

/** What a command did: the status it was refused with, or its value. */
type Outcome = { readonly value: unknown } | { readonly status: number };

export const accountIds = ['1_CPF', '2_CPF', '3_CPF', 'old'] as const;

async function outcomeOf(act: () => Promise<unknown>): Promise<Outcome> {
  try {
    return { value: await act() };
  } catch (error) {
    if (isApiError(error)) return { status: error.status };
    throw isCustomerCreditError(error) ? new Error(`the adapter itself failed: ${error.message}`) : error;
  }
}

/** One thing to do, to the reference and to the model. */
export interface Action {
  /** The account it is about; all of them unless given. */
  readonly account?: string | undefined;
  readonly act: () => Promise<unknown>;
  /** What the rules make of it; `value` is what the reference answered, for ids that it makes up. */
  readonly judge: (value: unknown) => Verdict;
}

export type Command = fc.AsyncCommand<World, Subject>;

/** A command that is told with its particulars when it fails, and is compared with the model wherever it may show. */
export function command(
  kind: string,
  particulars: object,
  plan: (world: World, store: Opened) => Action | Promise<Action>,
): Command {
  return {
    check: () => true,
    toString: () => `${kind}(${JSON.stringify(particulars)})`,
    run: async (world, subject) => {
      const { store, tally } = subject;
      const { account, act, judge } = await plan(world, store);
      const outcome = await outcomeOf(act);
      const verdict = judge('value' in outcome ? outcome.value : undefined);
      if (verdict === 'done') expect(outcome).toHaveProperty('value');
      else expect(verdict).toContain('status' in outcome ? outcome.status : 'done');
      const counts = tally.get(kind) ?? { done: 0, refused: 0 };
      counts[verdict === 'done' ? 'done' : 'refused'] += 1;
      tally.set(kind, counts);
      subject.turn += 1;
      if (account === undefined) await compareAll(world, store.client, accountIds);
      else await compareAccount(world, store.client, account);
      const another = accountIds[subject.turn % accountIds.length];
      if (account !== undefined && another !== undefined) await compareAccount(world, store.client, another);
      await compareLists(world, store.client, subject.turn);
    },
  };
}

import type { WireRequest } from '../../api/operation.ts';
import type { OperationId } from '../../api/table.ts';
import { InvalidInputError } from '../../errors/index.ts';
import { listed } from '../../errors/issues.ts';
import type { Refusal, RuleContext } from '../../ledger/records.ts';
import { forbidden, malformed, unauthenticated } from '../../ledger/refusal.ts';
import { type Caller, mayUse } from './callers.ts';
import type { EngineClock } from './clock.ts';
import type { Entry, Understood } from './entry.ts';
import { accounts } from './handlers/accounts.ts';
import { invoices } from './handlers/invoices.ts';
import { storeConfig } from './handlers/store-config.ts';
import { transactions } from './handlers/transactions.ts';
import type { Ids } from './ids.ts';
import { Store } from './store.ts';

const entries: { readonly [Id in OperationId]: Entry } = {
  ...accounts,
  ...invoices,
  ...transactions,
  ...storeConfig,
};

/** What the reference answers. */
export type Answer =
  | { readonly ok: true; readonly requestId: string; readonly output: unknown }
  | { readonly ok: false; readonly requestId: string; readonly refusal: Refusal };

export type Admission =
  | { readonly refusal: Refusal }
  | { readonly refusal?: undefined; readonly caller: Caller };

/** A request as far as it was understood. */
export type Reading =
  | Understood
  | { readonly input: undefined; readonly decide: undefined; readonly refusal: Refusal };

/**
 * Decides operations on a store. Each decision runs to its end synchronously, commit included, so callers that run at
 * the same time never see half of one another's work.
 */
export class Engine {
  store = new Store();
  readonly clock: EngineClock;
  readonly ids: Ids;

  constructor(clock: EngineClock, ids: Ids) {
    this.clock = clock;
    this.ids = ids;
  }

  /** Whether a caller may use an operation. */
  admit(id: OperationId, caller: Caller | undefined): Admission {
    if (caller === undefined) return { refusal: unauthenticated() };
    const { permission } = entries[id];
    return mayUse(caller, permission) ? { caller } : { refusal: forbidden(permission) };
  }

  read(id: OperationId, given: { readonly input: unknown } | { readonly wire: WireRequest }): Reading {
    try {
      return 'wire' in given ? entries[id].fromWire(given.wire) : entries[id].fromInput(given.input);
    } catch (error) {
      if (!(error instanceof InvalidInputError)) throw error;
      return { input: undefined, decide: undefined, refusal: malformed(`${listed(error.issues)}.`) };
    }
  }

  /** Decides and commits; `show` makes the answer's content of the output. */
  decide(reading: Reading, caller: Caller, requestId: string, show: (output: unknown) => unknown): Answer {
    if (reading.decide === undefined) return { ok: false, requestId, refusal: reading.refusal };
    const { store } = this;
    const handled = reading.decide({ store, context: this.#context(caller) });
    if (handled.refusal !== undefined) return { ok: false, requestId, refusal: handled.refusal };
    if (handled.changes !== undefined) store.commit(handled.accountId, handled.changes);
    return { ok: true, requestId, output: show(handled.output) };
  }

  /** The output of something that only reads; nothing is committed. */
  output(reading: Reading, caller: Caller): unknown {
    const handled = reading.decide?.({ store: this.store, context: this.#context(caller) });
    return handled === undefined || handled.refusal !== undefined ? undefined : handled.output;
  }

  /** The answer's JSON; `undefined` for an empty body. */
  toWire(id: OperationId, output: unknown): unknown {
    return entries[id].toWire(output);
  }

  #context(caller: Caller): RuleContext {
    const { config, dueDays } = this.store;
    return { now: this.clock.now(), config, dueDays, ids: this.ids, caller: caller.name };
  }
}

import type { Operation, WireRequest } from '../../api/operation.ts';
import { isOperationId, type OperationId, operationsById } from '../../api/table.ts';
import { InvalidInputError } from '../../errors/index.ts';
import { sentenceOf } from '../../errors/issues.ts';
import type { Refusal, RuleContext } from '../../ledger/records.ts';
import { forbidden, malformed, unauthenticated } from '../../ledger/refusal.ts';
import { type Caller, mayUse } from './callers.ts';
import type { EngineClock } from './clock.ts';
import { type AnyEntry, type Given, isEntryOf, type Understood } from './entry.ts';
import { accounts } from './handlers/accounts.ts';
import { invoices } from './handlers/invoices.ts';
import { storeConfig } from './handlers/store-config.ts';
import { transactions } from './handlers/transactions.ts';
import type { Ids } from './ids.ts';
import { Store } from './store.ts';

const entries: { readonly [Id in OperationId]: AnyEntry } = {
  ...accounts,
  ...invoices,
  ...transactions,
  ...storeConfig,
};

/** What the reference answers. */
export type Answer<Output> =
  | { readonly ok: true; readonly requestId: string; readonly output: Output }
  | { readonly ok: false; readonly requestId: string; readonly refusal: Refusal };

export type Admission =
  | { readonly refusal: Refusal }
  | { readonly refusal?: undefined; readonly caller: Caller };

/** A request as far as it was understood. */
export type ParsedCall<Output> =
  | Understood<Output>
  | { readonly input: undefined; readonly run: undefined; readonly refusal: Refusal };

/** What this process gave for an operation, its input checked. */
export function givenByClient<Input, Output>(
  operation: Operation<Input, Output>,
  input: Input,
): Given<Output> | undefined {
  const found = isOperationId(operation.id) ? entries[operation.id] : undefined;
  return found !== undefined && isEntryOf(operation, found) ? found.ofClient(input) : undefined;
}

/** What came off the wire for an operation. */
export function givenOnWire(id: OperationId, wire: WireRequest): Given<unknown> {
  return entries[id].ofWire(wire);
}

/**
 * Runs operations on a store. Each runs to its end synchronously, commit included, so callers that run at the same time
 * never see half of one another's work.
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
    const { permission } = operationsById[id];
    return mayUse(caller, permission) ? { caller } : { refusal: forbidden(permission) };
  }

  /** Understands a request, or refuses what the API would. */
  parse<Output>(understand: () => Understood<Output>): ParsedCall<Output> {
    try {
      return understand();
    } catch (error) {
      if (!(error instanceof InvalidInputError)) throw error;
      return { input: undefined, run: undefined, refusal: malformed(`${sentenceOf(error.issues)}.`) };
    }
  }

  /** Runs and commits; `show` makes the answer's content of the output. */
  run<Output>(
    call: ParsedCall<Output>,
    caller: Caller,
    requestId: string,
    show: (output: Output) => Output,
  ): Answer<Output> {
    if (call.run === undefined) return { ok: false, requestId, refusal: call.refusal };
    const { store } = this;
    const handled = call.run({ store, context: this.#context(caller) });
    if (handled.refusal !== undefined) return { ok: false, requestId, refusal: handled.refusal };
    if (handled.changes !== undefined) store.commit(handled.accountId, handled.changes);
    return { ok: true, requestId, output: show(handled.output) };
  }

  /** The output of something that only reads; nothing is committed. */
  output(call: ParsedCall<unknown>, caller: Caller): unknown {
    const handled = call.run?.({ store: this.store, context: this.#context(caller) });
    return handled === undefined || handled.refusal !== undefined ? undefined : handled.output;
  }

  #context(caller: Caller): RuleContext {
    const { config, dueDays } = this.store;
    return { now: this.clock.now(), config, dueDays, ids: this.ids, caller: caller.name };
  }
}

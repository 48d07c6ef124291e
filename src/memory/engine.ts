import { InvalidInputError } from '../errors.ts';
import type { Refusal } from '../ledger/records.ts';
import { forbidden, malformed, unauthenticated } from '../ledger/refusal.ts';
import type { WireRequest } from '../operations/operation.ts';
import type { OperationId } from '../operations/table.ts';
import { type Caller, mayUse } from './callers.ts';
import type { EngineClock } from './clock.ts';
import type { Decide, Entry } from './entry.ts';
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

function sentence({ issues }: InvalidInputError): string {
  return `${issues.map(({ path, expected }) => `${path}: expected ${expected}`).join('; ')}.`;
}

/**
 * Carries operations out on a store. Each call runs to its end synchronously: authorise, read, decide, commit. So
 * callers that run at the same time never see half of one another's work.
 */
export class Engine {
  store = new Store();
  readonly clock: EngineClock;
  readonly ids: Ids;

  constructor(clock: EngineClock, ids: Ids) {
    this.clock = clock;
    this.ids = ids;
  }

  /** A call from this process, with an input as the client's method makes it. */
  call(id: OperationId, caller: Caller | undefined, input: unknown): Answer {
    return this.#run(id, caller, (entry) => entry.fromInput(input));
  }

  /** A call off the wire; a success has the answer's JSON, `undefined` for an empty body. */
  callWire(id: OperationId, caller: Caller | undefined, wire: WireRequest): Answer {
    const answer = this.#run(id, caller, (entry) => entry.fromWire(wire));
    return answer.ok ? { ...answer, output: entries[id].toWire(answer.output) } : answer;
  }

  #run(id: OperationId, caller: Caller | undefined, read: (entry: Entry) => Decide): Answer {
    const requestId = this.ids.requestId();
    const entry = entries[id];
    if (caller === undefined) return { ok: false, requestId, refusal: unauthenticated() };
    if (!mayUse(caller, entry.permission))
      return { ok: false, requestId, refusal: forbidden(entry.permission) };
    let decide: Decide;
    try {
      decide = read(entry);
    } catch (error) {
      if (!(error instanceof InvalidInputError)) throw error;
      return { ok: false, requestId, refusal: malformed(sentence(error)) };
    }
    const { store, ids } = this;
    const context = { now: this.clock.now(), config: store.config, ids, caller: caller.name };
    const handled = decide({ store, context });
    if (handled.refusal !== undefined) return { ok: false, requestId, refusal: handled.refusal };
    if (handled.changes !== undefined) store.commit(handled.accountId, handled.changes);
    return { ok: true, requestId, output: handled.output };
  }
}

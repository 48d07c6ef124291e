import type { OperationId } from '../operations/table.ts';
import { checkFault, checkRandomFaults } from './fault-check.ts';
import type { FaultEffect, FaultHandle, FaultMoment, FaultState, Faults } from './fault-types.ts';
import { createRandom } from './random.ts';
import { UnusedFaultError } from './unused-fault.ts';

/** What strikes one call: a latency on top of at most one failure. */
export interface Strike {
  readonly latency: FaultMoment | undefined;
  readonly failure: FaultMoment | undefined;
}

interface Armed {
  readonly id: string;
  readonly says: string;
  /** Latencies come on top of a failure; chance comes after what was asked for by name. */
  readonly kind: 'latency' | 'failure' | 'chance';
  left: number;
  fired: number;
  /** What it does to a call of this operation, if anything; uses itself up by that. */
  strike(id: OperationId): FaultMoment | undefined;
}

const standardChances: readonly FaultMoment[] = [
  { phase: 'before', effect: { status: 429 } },
  { phase: 'before', effect: { status: 503 } },
  { phase: 'before', effect: 'reset' },
  { phase: 'after', effect: { status: 500 } },
  { phase: 'after', effect: 'reset' },
  { phase: 'after', effect: 'drop' },
  { phase: 'body', effect: 'truncate' },
];

function effectText(effect: FaultEffect): string {
  if (typeof effect === 'string') return effect;
  return 'latency' in effect ? `latency ${effect.latency} ms` : `status ${effect.status}`;
}

/** A moment in words: `after drop`. */
export const momentText = ({ phase, effect }: FaultMoment): string => `${phase} ${effectText(effect)}`;

type Operations = OperationId | readonly OperationId[] | undefined;

const idsOf = (operation: Operations): readonly OperationId[] | undefined =>
  typeof operation === 'string' ? [operation] : operation;

const operationsText = (operation: Operations): string => idsOf(operation)?.join(', ') ?? 'any operation';

function fits(operation: Operations): (id: OperationId) => boolean {
  const ids = idsOf(operation);
  return (id) => ids === undefined || ids.includes(id);
}

const isLatency = (effect: FaultEffect): boolean => typeof effect === 'object' && 'latency' in effect;

/** The faults of one reference, in the order in which they were added. */
export class FaultList implements Faults {
  #armed: Armed[] = [];
  #made = 0;

  add(...[fault]: Parameters<Faults['add']>): FaultHandle {
    checkFault(fault);
    const { operation, phase, effect, times = 1, skip = 0 } = structuredClone(fault);
    const isMeant = fits(operation);
    let passing = skip;
    const armed: Armed = {
      ...this.#named(`${operationsText(operation)} ${momentText({ phase, effect })}`),
      kind: isLatency(effect) ? 'latency' : 'failure',
      left: times === 'always' ? Number.POSITIVE_INFINITY : times,
      strike: (id) => {
        if (armed.left === 0 || !isMeant(id)) return undefined;
        if (passing > 0) {
          passing -= 1;
          return undefined;
        }
        armed.left -= 1;
        armed.fired += 1;
        return { phase, effect };
      },
    };
    return this.#arm(armed);
  }

  random(...[given]: Parameters<Faults['random']>): FaultHandle {
    checkRandomFaults(given);
    const { seed, rate, operation, faults = standardChances } = structuredClone(given);
    const isMeant = fits(operation);
    const random = createRandom(seed);
    const armed: Armed = {
      ...this.#named(`${operationsText(operation)}, ${rate * 100} % of the calls, seed ${seed}`),
      kind: 'chance',
      left: Number.POSITIVE_INFINITY,
      strike: (id) => {
        if (!isMeant(id) || random.next() >= rate * 2 ** 32) return undefined;
        armed.fired += 1;
        return faults[random.next() % faults.length];
      },
    };
    return this.#arm(armed);
  }

  verify(id: string): void {
    const armed = this.#armed.find((each) => each.id === id);
    this.remove(id);
    if (armed?.fired === 0) throw new UnusedFaultError(armed.says);
  }

  remove(id: string): void {
    this.#armed = this.#armed.filter((each) => each.id !== id);
  }

  list(): readonly FaultState[] {
    return this.#armed.map(({ id, says, fired, left }) => ({
      id,
      says,
      fired,
      left: Number.isFinite(left) ? left : 'always',
    }));
  }

  clear(): void {
    this.#armed = [];
  }

  /** Asks what strikes a call of this operation. */
  take(id: OperationId): Strike | undefined {
    if (this.#armed.length === 0) return undefined;
    const first = (kind: Armed['kind']): FaultMoment | undefined => {
      for (const armed of this.#armed) {
        const moment = armed.kind === kind ? armed.strike(id) : undefined;
        if (moment !== undefined) return moment;
      }
      return undefined;
    };
    return { latency: first('latency'), failure: first('failure') ?? first('chance') };
  }

  #named(says: string): Pick<Armed, 'id' | 'says' | 'fired'> {
    this.#made += 1;
    return { id: `fault-${this.#made}`, says, fired: 0 };
  }

  #arm(armed: Armed): FaultHandle {
    this.#armed.push(armed);
    const verify = (): void => this.verify(armed.id);
    return {
      id: armed.id,
      get fired() {
        return armed.fired;
      },
      remove: () => this.remove(armed.id),
      [Symbol.dispose]: verify,
      [Symbol.asyncDispose]: async () => verify(),
    };
  }
}

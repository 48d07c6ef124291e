import type { OperationId } from '../../api/table.ts';
import { InvalidInputError } from '../../errors/index.ts';
import { createRandom } from '../engine/random.ts';
import { checkFault, checkRandomFaults, plainFault, plainRandomFaults } from './fault-check.ts';
import type { FaultEffect, FaultHandle, FaultMoment, FaultState, Faults } from './fault-types.ts';
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
  /** How many calls came that it is for. */
  met: number;
  isMeant(id: OperationId): boolean;
  /** What it does to a call that it is for, if anything; uses itself up by that. */
  strike(): FaultMoment | undefined;
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

/** A share as a percentage, without the digits that only binary numbers have. */
export const percent = (share: number): number => Number((share * 100).toPrecision(12));

/** The faults of one reference, in the order in which they were added. */
export class FaultList implements Faults {
  #armed: Armed[] = [];
  #made = 0;
  /** What was cleared away before it struck, for whoever verifies it yet. */
  readonly #clearedUnused = new Map<string, Armed>();
  /** What was added by name since the beginning, or the last restart, and has not struck yet. */
  readonly #unused = new Set<Armed>();

  add(...[fault]: Parameters<Faults['add']>): FaultHandle {
    checkFault(fault);
    const { operation, phase, effect, times = 1, skip = 0 } = structuredClone(plainFault(fault));
    let passing = skip;
    const armed: Armed = {
      ...this.#named(`${operationsText(operation)} ${momentText({ phase, effect })}`),
      kind: isLatency(effect) ? 'latency' : 'failure',
      left: times === 'always' ? Number.POSITIVE_INFINITY : times,
      isMeant: fits(operation),
      strike: () => {
        if (armed.left === 0) return undefined;
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
    const { seed, rate, operation, faults = standardChances } = structuredClone(plainRandomFaults(given));
    const random = createRandom(seed);
    const armed: Armed = {
      ...this.#named(`${operationsText(operation)}, ${percent(rate)} % of the calls, seed ${seed}`),
      kind: 'chance',
      left: Number.POSITIVE_INFINITY,
      isMeant: fits(operation),
      strike: () => {
        if (random.next() >= rate * 2 ** 32) return undefined;
        armed.fired += 1;
        return faults[random.next() % faults.length];
      },
    };
    return this.#arm(armed);
  }

  verify(id: string): void {
    const armed = this.#armed.find((each) => each.id === id) ?? this.#clearedUnused.get(id);
    if (armed === undefined && !this.#wasMade(id))
      throw new InvalidInputError([{ path: 'id', expected: 'the id of a fault that was added' }]);
    this.remove(id);
    if (armed?.fired === 0) throw new UnusedFaultError(armed.says, armed.met);
  }

  verifyAll(): void {
    const [first, ...others] = this.#unused;
    if (first === undefined) return;
    const says = [first, ...others].map((armed) => armed.says).join('" and "');
    throw new UnusedFaultError(says, Math.max(...[first, ...others].map(({ met }) => met)));
  }

  remove(id: string): void {
    this.#clearedUnused.delete(id);
    for (const armed of this.#unused) if (armed.id === id) this.#unused.delete(armed);
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
    for (const armed of this.#armed) if (armed.fired === 0) this.#clearedUnused.set(armed.id, armed);
    this.#armed = [];
  }

  /** Clears it and arms the first ones; nobody asks later whether they struck. */
  restart(armFirst: () => void): void {
    this.clear();
    armFirst();
    this.#unused.clear();
  }

  /** Asks what strikes a call of this operation. */
  take(id: OperationId): Strike | undefined {
    const meant = this.#armed.filter((armed) => armed.isMeant(id));
    if (meant.length === 0) return undefined;
    for (const armed of meant) armed.met += 1;
    const first = (kind: Armed['kind']): FaultMoment | undefined => {
      for (const armed of meant) {
        const moment = armed.kind === kind ? armed.strike() : undefined;
        if (moment === undefined) continue;
        this.#unused.delete(armed);
        return moment;
      }
      return undefined;
    };
    return { latency: first('latency'), failure: first('failure') ?? first('chance') };
  }

  #wasMade(id: string): boolean {
    const number = Number(/^fault-(\d+)$/.exec(id)?.[1]);
    return number >= 1 && number <= this.#made;
  }

  #named(says: string): Pick<Armed, 'id' | 'says' | 'fired' | 'met'> {
    this.#made += 1;
    return { id: `fault-${this.#made}`, says, fired: 0, met: 0 };
  }

  #arm(armed: Armed): FaultHandle {
    this.#armed.push(armed);
    if (armed.kind !== 'chance') this.#unused.add(armed);
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

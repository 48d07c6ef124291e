import type { Mark } from '../reference/behaviours/behaviour.ts';
import { type BehaviourId, behaviours } from '../reference/behaviours/list.ts';
import type { Capability } from './adapter.ts';
import type { Setup, World } from './world.ts';

/** What a case works with. */
export interface Bench {
  /** Opens a store with a world in it. */
  store(more?: Setup): Promise<World>;
}

/** One case of the contract. */
export interface ContractCase {
  /** What it is about, such as `an invoice`. */
  readonly group: string;
  /** What is true of it. */
  readonly name: string;
  /** The behaviours it fails without: ids of `behaviours`. */
  readonly holds: readonly string[];
  /** The weakest mark among them: `assumed` as soon as it rests on anything assumed. */
  readonly mark: Mark;
  /** What an adapter must be able to do for it. */
  readonly needs: readonly Capability[];
  run(bench: Bench): Promise<void>;
}

interface Facts {
  readonly holds: readonly [BehaviourId, ...BehaviourId[]];
  readonly needs?: readonly Capability[];
}

type Draft = Omit<ContractCase, 'group'>;

const weakestFirst = ['assumed', 'observed', 'documented'] as const;

function markOf(ids: readonly string[]): Mark {
  const marks = new Set(behaviours.filter(({ id }) => ids.includes(id)).map(({ mark }) => mark));
  return weakestFirst.find((mark) => marks.has(mark)) ?? 'assumed';
}

/** A case: its name, the behaviours it holds, what it needs of an adapter, and what it does. */
export function it(name: string, { holds, needs = [] }: Facts, run: ContractCase['run']): Draft {
  return { name, holds, needs, mark: markOf(holds), run };
}

/** Cases of the same thing. */
export function group(name: string, cases: readonly Draft[]): readonly ContractCase[] {
  return cases.map((each) => ({ ...each, group: name }));
}

import type { OperationId } from '../../api/table.ts';
import { ConfigurationError } from '../../errors/index.ts';
import type { FaultMoment } from './fault-types.ts';
import {
  isQuirkName,
  type QuirkedCall,
  type QuirkName,
  type QuirkRule,
  quirkNames,
  quirkRules,
} from './quirk-list.ts';

/** Production's bad days, by name. */
export interface Quirks {
  /** Switches on exactly these; throws `ConfigurationError` for a name that is none. */
  set(names: readonly QuirkName[]): void;
  /** Those that are on. */
  list(): readonly QuirkName[];
}

/** The quirks of one reference that are switched on. */
export class QuirkSet implements Quirks {
  #rules = new Map<QuirkName, QuirkRule>();
  #calls = new Map<OperationId, number>();

  set(names: readonly QuirkName[]): void {
    if (!Array.isArray(names) || !names.every((name) => typeof name === 'string' && isQuirkName(name)))
      throw new ConfigurationError([
        { path: 'quirks', expected: `a list of names out of ${quirkNames.join(', ')}` },
      ]);
    this.#rules = new Map(names.map((name) => [name, quirkRules[name]]));
    this.#calls = new Map();
  }

  list(): readonly QuirkName[] {
    return [...this.#rules.keys()];
  }

  /** A call as the quirks that are on make it; `undefined` while none is. */
  on(id: OperationId, input: unknown, again: QuirkedCall['again']): Quirked | undefined {
    if (this.#rules.size === 0) return undefined;
    const nth = (this.#calls.get(id) ?? 0) + 1;
    this.#calls.set(id, nth);
    const rules = [...this.#rules.values()];
    const asked = rules.reduce<unknown>(
      (given, rule) => rule.input?.({ id, input: given, nth, again }) ?? given,
      input,
    );
    const call: QuirkedCall = { id, input: asked, nth, again };
    return {
      input: asked,
      strike: rules.map((rule) => rule.strike?.(call)).find((moment) => moment !== undefined),
      output: (output) => rules.reduce((given, rule) => rule.output?.(given, call) ?? given, output),
    };
  }
}

export interface Quirked {
  readonly input: unknown;
  readonly strike: FaultMoment | undefined;
  output(output: unknown): unknown;
}

import type { OperationId } from '../../api/table.ts';
import { ConfigurationError } from '../../errors/index.ts';
import { nearest } from '../../text/nearest.ts';
import type { FaultMoment } from './fault-types.ts';
import {
  isQuirkName,
  type Quirk,
  type QuirkedCall,
  type QuirkName,
  type QuirkRule,
  quirkNames,
  quirkRules,
  quirks,
} from './quirk-list.ts';

/** Production's bad days, by name. */
export interface Quirks {
  /** Switches on exactly these; throws `ConfigurationError` for a name that is none. */
  set(names: readonly QuirkName[]): void;
  /** Those that are on. */
  list(): readonly QuirkName[];
  /** Every quirk that there is: what it does, and where that is known from. */
  known(): readonly Quirk[];
}

/** The quirks of one reference that are switched on. */
export class QuirkSet implements Quirks {
  #rules = new Map<QuirkName, QuirkRule>();
  #calls = new Map<OperationId, number>();

  set(names: readonly QuirkName[]): void {
    const among = `names out of ${quirkNames.join(', ')}`;
    if (!Array.isArray(names))
      throw new ConfigurationError([{ path: 'quirks', expected: `a list of ${among}` }]);
    const known: QuirkName[] = [];
    const given: readonly unknown[] = names;
    const issues = given.flatMap((name, at) => {
      if (typeof name === 'string' && isQuirkName(name)) {
        known.push(name);
        return [];
      }
      const near = typeof name === 'string' ? nearest(name, quirkNames) : undefined;
      const expected = near === undefined ? among : `no such quirk; did you mean ${near}?`;
      return [{ path: `quirks[${at}]`, expected }];
    });
    if (issues.length > 0) throw new ConfigurationError(issues);
    this.#rules = new Map(known.map((name) => [name, quirkRules[name]]));
    this.#calls = new Map();
  }

  list(): readonly QuirkName[] {
    return [...this.#rules.keys()];
  }

  known(): readonly Quirk[] {
    return quirks;
  }

  /** A call as the quirks that are on make it; `undefined` while none is. */
  on(id: OperationId, input: unknown, view: Pick<QuirkedCall, 'again' | 'isDependent'>): Quirked | undefined {
    if (this.#rules.size === 0) return undefined;
    const nth = (this.#calls.get(id) ?? 0) + 1;
    this.#calls.set(id, nth);
    const rules = [...this.#rules.values()];
    const asked = rules.reduce<unknown>(
      (given, rule) => rule.input?.({ id, input: given, nth, ...view }) ?? given,
      input,
    );
    const call: QuirkedCall = { id, input: asked, nth, ...view };
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

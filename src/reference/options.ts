import { ConfigurationError } from '../errors/index.ts';
import { IssueCollector } from '../errors/issue-collector.ts';
import { type DueDays, dueDaysExpected, isDueDays } from '../ledger/installment.ts';
import type { Fault, RandomFaults } from './control/fault-types.ts';
import type { QuirkName } from './control/quirk-list.ts';
import type { Seed } from './control/seed-types.ts';
import type { TimeSource } from './engine/clock.ts';

export interface ReferenceOptions {
  /**
   * Where time comes from: a moment that stands still until `control.clock` moves it, or a function telling epoch
   * milliseconds. The machine's clock unless given.
   */
  readonly now?: TimeSource | undefined;
  /** What the store starts with, and what `control.reset()` returns to. */
  readonly seed?: Seed | undefined;
  /** After how many days the instalments of a settlement are due: `[30]`, every 30 days, unless given. */
  readonly dueDays?: DueDays | undefined;
  /** Makes the ids: the same seed and the same calls give the same ids. `'vtex-customer-credit'` unless given. */
  readonly idSeed?: string | number | undefined;
  /** Faults to begin with, and after each `control.reset()`: none unless given. */
  readonly faults?: ReadonlyArray<Fault | RandomFaults> | undefined;
  /** Production's bad days to begin with, by name: none unless given. */
  readonly quirks?: readonly QuirkName[] | undefined;
  /** How many requests the journal keeps: 10,000 unless given; older ones are let go. */
  readonly journalSize?: number | undefined;
}

/** Throws `ConfigurationError` for what is no object to take options from. */
export function checkIsOptions(options: unknown, path = 'options'): void {
  if (typeof options !== 'object' || options === null || Array.isArray(options))
    throw new ConfigurationError([{ path, expected: 'an object' }]);
}

/** The names of the options, for those who have more of their own. */
export const referenceOptionNames = [
  'now',
  'seed',
  'dueDays',
  'idSeed',
  'faults',
  'quirks',
  'journalSize',
] as const satisfies ReadonlyArray<keyof ReferenceOptions>;

/** Throws `ConfigurationError` for options of a wrong kind. The seed, the clock and the quirks check themselves. */
export function checkOptions({ journalSize, faults, dueDays, idSeed }: ReferenceOptions): void {
  const issues = new IssueCollector();
  issues.expect(dueDays === undefined || isDueDays(dueDays), 'dueDays', dueDaysExpected);
  issues.expect(faults === undefined || Array.isArray(faults), 'faults', 'a list of faults');
  issues.expect(
    journalSize === undefined || (Number.isSafeInteger(journalSize) && journalSize >= 0),
    'journalSize',
    'a whole number from 0',
  );
  issues.expect(
    idSeed === undefined || typeof idSeed === 'string' || typeof idSeed === 'number',
    'idSeed',
    'a text or a number',
  );
  issues.throwIfAny((all) => new ConfigurationError(all));
}

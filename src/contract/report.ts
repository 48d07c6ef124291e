import { type Capability, capabilities, everything } from './adapter.ts';
import type { ContractCase } from './case.ts';

/** A case that was left out, and what the adapter lacks for it. */
export interface SkippedCase {
  readonly case: ContractCase;
  readonly lacking: readonly Capability[];
}

/** What the suite does with an adapter. `ran` fills up while the tests run. */
export interface ContractReport {
  readonly adapter: string;
  readonly planned: readonly ContractCase[];
  /** Cases begun so far, failed ones among them. */
  readonly ran: readonly ContractCase[];
  readonly skipped: readonly SkippedCase[];
  /** How many were left out by `marks`. */
  readonly unwanted: number;
}

const cases = (count: number): string => `${count} ${count === 1 ? 'case' : 'cases'}`;

/** How many cases there are and how many were left out, and what those need; a case may need several things. */
export function summaryOf({ planned, skipped, unwanted }: ContractReport): string {
  const reasons = everything.flatMap((capability) => {
    const count = skipped.filter(({ lacking }) => lacking.includes(capability)).length;
    return count === 0 ? [] : [`${count} needing ${capability} (${capabilities[capability]})`];
  });
  const left = skipped.length === 0 ? 'none left out' : `${skipped.length} left out: ${reasons.join(', ')}`;
  const marks = unwanted === 0 ? '' : `; ${unwanted} not asked for, by their marks`;
  return `${cases(planned.length)} ran, ${left}${marks}`;
}

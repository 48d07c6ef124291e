import { InvalidInputError } from '../../errors/index.ts';
import type { Issue } from '../../errors/issue.ts';
import { longestTimer, standardTimeout } from '../../values/limits.ts';
import { type CallOptions, isTimeout, timeoutExpected } from '../executor.ts';

/** How long a call may take, and how often and patiently it is repeated. */
export interface Limits {
  /** Milliseconds for one attempt, its body included. */
  readonly timeout: number | false;
  /** Milliseconds for everything: attempts, pauses and reading back. */
  readonly totalTimeout: number | false;
  readonly retries: number;
  /** Milliseconds of the longest pause, whether chosen here or asked for by the API. */
  readonly maxRetryDelay: number;
}

const standardLimits: Limits = {
  timeout: standardTimeout,
  totalTimeout: 120_000,
  retries: 2,
  maxRetryDelay: 20_000,
};

const isCount = (value: number): boolean => Number.isInteger(value) && value >= 0 && value <= 10;
const isDelay = (value: number): boolean => value >= 0 && value <= longestTimer;

export function limitIssues({ timeout, totalTimeout, retries, maxRetryDelay }: Limits): Issue[] {
  return [
    ...(isTimeout(timeout) ? [] : [{ path: 'timeout', expected: timeoutExpected }]),
    ...(isTimeout(totalTimeout) ? [] : [{ path: 'totalTimeout', expected: timeoutExpected }]),
    ...(isCount(retries) ? [] : [{ path: 'retries', expected: 'a whole number from 0 to 10' }]),
    ...(isDelay(maxRetryDelay) ? [] : [{ path: 'maxRetryDelay', expected: 'milliseconds from 0' }]),
  ];
}

type Given = { readonly [Key in keyof Limits]?: Limits[Key] | undefined };

/** What was given, and the standard for the rest. */
export function withStandard(given: Given, standard: Limits = standardLimits): Limits {
  return {
    timeout: given.timeout ?? standard.timeout,
    totalTimeout: given.totalTimeout ?? standard.totalTimeout,
    retries: given.retries ?? standard.retries,
    maxRetryDelay: given.maxRetryDelay ?? standard.maxRetryDelay,
  };
}

/** The limits of one call. Throws `InvalidInputError` naming each that cannot be. */
export function limitsOf(options: CallOptions, standard: Limits, operation: string): Limits {
  const limits = withStandard(options, standard);
  const issues = limitIssues(limits);
  if (issues.length > 0) throw new InvalidInputError(issues, { operation });
  return limits;
}

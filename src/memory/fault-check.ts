import { ConfigurationError } from '../errors.ts';
import { isOperationId } from '../operations/table.ts';
import type { Issue } from '../types/issue.ts';
import type { Fault, FaultEffect, FaultMoment, RandomFaults } from './fault-types.ts';

const phases: readonly unknown[] = ['before', 'after', 'body'];
const words: readonly unknown[] = ['drop', 'reset', 'hang', 'truncate'];
const effectExpected = "'drop', 'reset', 'hang', 'truncate', { status } or { latency }";
const longestLatency = 2_147_483_647;

const isCount = (value: unknown, from: number): boolean =>
  Number.isSafeInteger(value) && Number(value) >= from;

function isRetryAfter(value: unknown): boolean {
  return value === undefined || typeof value === 'string' || isCount(value, 0);
}

function isHeaders(value: unknown): boolean {
  try {
    return value === undefined || new Headers(Object.entries(Object(value))) instanceof Headers;
  } catch {
    return false;
  }
}

function effectIssues(effect: unknown, path: string): Issue[] {
  if (words.includes(effect)) return [];
  if (typeof effect !== 'object' || effect === null) return [{ path, expected: effectExpected }];
  if ('latency' in effect) {
    const { latency } = effect;
    const fits = typeof latency === 'number' && latency >= 0 && latency <= longestLatency;
    return fits ? [] : [{ path: `${path}.latency`, expected: 'milliseconds from 0' }];
  }
  if (!('status' in effect)) return [{ path, expected: effectExpected }];
  const given = new Map<string, unknown>(Object.entries(effect));
  const { status } = effect;
  return [
    ...(isCount(status, 300) && Number(status) <= 599
      ? []
      : [{ path: `${path}.status`, expected: 'a status from 300 to 599' }]),
    ...(isRetryAfter(given.get('retryAfter'))
      ? []
      : [{ path: `${path}.retryAfter`, expected: 'whole seconds, or an HTTP date' }]),
    ...(isHeaders(given.get('headers'))
      ? []
      : [{ path: `${path}.headers`, expected: 'names and values of headers' }]),
  ];
}

const isStatus = (effect: FaultEffect | undefined): boolean =>
  typeof effect === 'object' && effect !== null && 'status' in effect;

function momentIssues({ phase, effect }: Partial<FaultMoment>, path: string): Issue[] {
  const issues = phases.includes(phase)
    ? effectIssues(effect, `${path}.effect`)
    : [
        { path: `${path}.phase`, expected: "'before', 'after' or 'body'" },
        ...effectIssues(effect, `${path}.effect`),
      ];
  if (issues.length > 0) return issues;
  if (effect === 'truncate' && phase !== 'body')
    return [{ path: `${path}.effect`, expected: "phase 'body' with 'truncate'" }];
  if (isStatus(effect) && phase === 'body')
    return [{ path: `${path}.effect`, expected: "phase 'before' or 'after' with a status" }];
  return [];
}

function operationIssues(operation: unknown): Issue[] {
  const given: readonly unknown[] = Array.isArray(operation) ? operation : [operation];
  const known = given.every((id) => typeof id === 'string' && isOperationId(id));
  return operation === undefined || (known && given.length > 0)
    ? []
    : [{ path: 'fault.operation', expected: 'an operation such as invoices.markAsPaid, or a list of them' }];
}

function refuse(issues: readonly Issue[]): void {
  if (issues.length > 0) throw new ConfigurationError(issues);
}

/** Throws `ConfigurationError` naming every field of a fault that cannot be used. */
export function checkFault(fault: Fault): void {
  const { operation, times, skip, ...moment }: Partial<Fault> = fault ?? {};
  refuse([
    ...momentIssues(moment, 'fault'),
    ...operationIssues(operation),
    ...(times === undefined || times === 'always' || isCount(times, 1)
      ? []
      : [{ path: 'fault.times', expected: "a whole number from 1, or 'always'" }]),
    ...(skip === undefined || isCount(skip, 0)
      ? []
      : [{ path: 'fault.skip', expected: 'a whole number from 0' }]),
  ]);
}

export function checkRandomFaults(faults: RandomFaults): void {
  const { seed, rate, operation, faults: moments }: Partial<RandomFaults> = faults ?? {};
  refuse([
    ...(typeof seed === 'string' || typeof seed === 'number'
      ? []
      : [{ path: 'fault.seed', expected: 'a string or a number' }]),
    ...(typeof rate === 'number' && rate > 0 && rate <= 1
      ? []
      : [{ path: 'fault.rate', expected: 'a share above 0, up to 1' }]),
    ...operationIssues(operation),
    ...(moments === undefined || (Array.isArray(moments) && moments.length > 0)
      ? (moments ?? []).flatMap((moment, at) => momentIssues(moment, `fault.faults[${at}]`))
      : [{ path: 'fault.faults', expected: 'a list of faults, not empty' }]),
  ]);
}

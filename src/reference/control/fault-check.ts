import { isOperationId } from '../../api/table.ts';
import { ConfigurationError } from '../../errors/index.ts';
import type { Issue } from '../../errors/issue.ts';
import { unknownField } from '../../errors/unknown-field.ts';
import { longestTimer } from '../../values/limits.ts';
import type { Fault, FaultEffect, FaultMoment, RandomFaults } from './fault-types.ts';

const phases: readonly unknown[] = ['before', 'after', 'body'];
const words: readonly unknown[] = ['drop', 'reset', 'hang', 'truncate'];
const effectExpected = "'drop', 'reset', 'hang', 'truncate', { status } or { latency }";

const isCount = (value: unknown, from: number): boolean =>
  Number.isSafeInteger(value) && Number(value) >= from;

/** A header's value: letters that can be printed, and no end of a line. */
function isRetryAfter(value: unknown): boolean {
  if (typeof value === 'string') return /^[\x20-\x7e]+$/.test(value);
  return value === undefined || isCount(value, 0);
}

function isHeaders(value: unknown): boolean {
  if (value === undefined || value instanceof Headers) return true;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  try {
    return new Headers(Object.entries(value)) instanceof Headers;
  } catch {
    return false;
  }
}

/** Whether something can be sent as JSON: no function in it, no circle, no BigInt. */
function isBody(value: unknown): boolean {
  try {
    return value === undefined || JSON.stringify(structuredClone(value)) !== undefined;
  } catch {
    return false;
  }
}

/** Names every field that there is not: a misspelt one would be left out without a word. */
function keyIssues(value: object, known: readonly string[], path: string): Issue[] {
  return Object.keys(value).flatMap((key) =>
    known.includes(key) ? [] : [{ path: `${path}.${key}`, expected: `${unknownField}: ${known.join(', ')}` }],
  );
}

function effectIssues(effect: unknown, path: string): Issue[] {
  if (words.includes(effect)) return [];
  if (typeof effect !== 'object' || effect === null) return [{ path, expected: effectExpected }];
  if ('latency' in effect) {
    const { latency } = effect;
    const fits = typeof latency === 'number' && latency >= 0 && latency <= longestTimer;
    return [
      ...(fits ? [] : [{ path: `${path}.latency`, expected: 'milliseconds from 0' }]),
      ...keyIssues(effect, ['latency'], path),
    ];
  }
  if (!('status' in effect)) return [{ path, expected: effectExpected }];
  const given = new Map<string, unknown>(Object.entries(effect));
  const { status } = effect;
  return [
    // 304 has no body, and there is always one here.
    ...(isCount(status, 300) && Number(status) <= 599 && status !== 304
      ? []
      : [{ path: `${path}.status`, expected: 'a status from 300 to 599, other than 304' }]),
    ...(isRetryAfter(given.get('retryAfter'))
      ? []
      : [{ path: `${path}.retryAfter`, expected: 'whole seconds, or an HTTP date, in ASCII' }]),
    ...(isBody(given.get('body'))
      ? []
      : [{ path: `${path}.body`, expected: 'a text, or what JSON can say' }]),
    ...(isHeaders(given.get('headers'))
      ? []
      : [{ path: `${path}.headers`, expected: 'names and values of headers' }]),
    ...keyIssues(effect, ['status', 'retryAfter', 'body', 'headers'], path),
  ];
}

const isStatus = (effect: FaultEffect | undefined): boolean =>
  typeof effect === 'object' && effect !== null && 'status' in effect;

function momentIssues(moment: unknown, path: string): Issue[] {
  const { phase, effect, ...more }: Partial<FaultMoment> = typeof moment === 'object' ? { ...moment } : {};
  const unknown = keyIssues(more, ['phase', 'effect'], path);
  const issues = phases.includes(phase)
    ? effectIssues(effect, `${path}.effect`)
    : [
        { path: `${path}.phase`, expected: "'before', 'after' or 'body'" },
        ...effectIssues(effect, `${path}.effect`),
      ];
  if (issues.length + unknown.length > 0) return [...issues, ...unknown];
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

const faultKeys = ['operation', 'phase', 'effect', 'times', 'skip'];
const randomKeys = ['seed', 'rate', 'operation', 'faults'];

/** Throws `ConfigurationError` naming every field of a fault that cannot be used. */
export function checkFault(fault: Fault): void {
  const given: Partial<Fault> = typeof fault === 'object' ? { ...fault } : {};
  const { operation, times, skip, phase, effect } = given;
  refuse([
    ...momentIssues({ phase, effect }, 'fault'),
    ...operationIssues(operation),
    ...(times === undefined || times === 'always' || isCount(times, 1)
      ? []
      : [{ path: 'fault.times', expected: "a whole number from 1, or 'always'" }]),
    ...(skip === undefined || isCount(skip, 0)
      ? []
      : [{ path: 'fault.skip', expected: 'a whole number from 0' }]),
    ...keyIssues(given, faultKeys, 'fault'),
  ]);
}

export function checkRandomFaults(faults: RandomFaults): void {
  const given: Partial<RandomFaults> = typeof faults === 'object' ? { ...faults } : {};
  const { seed, rate, operation, faults: moments } = given;
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
    ...keyIssues(given, randomKeys, 'fault'),
  ]);
}

/** A `Headers` object as plain data, which can be copied and sent on. */
function plainEffect(effect: FaultEffect): FaultEffect {
  if (
    typeof effect !== 'object' ||
    effect === null ||
    !('status' in effect) ||
    !(effect.headers instanceof Headers)
  )
    return effect;
  return { ...effect, headers: Object.fromEntries(effect.headers) };
}

/** A checked fault as plain data. */
export const plainFault = (fault: Fault): Fault => ({ ...fault, effect: plainEffect(fault.effect) });

/** Checked faults by chance as plain data. */
export function plainRandomFaults({ faults, ...given }: RandomFaults): RandomFaults {
  if (!Array.isArray(faults)) return { ...given, faults };
  return { ...given, faults: faults.map((moment) => ({ ...moment, effect: plainEffect(moment?.effect) })) };
}

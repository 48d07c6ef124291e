import { nearest } from '../text/nearest.ts';
import { InvalidInputError } from './index.ts';
import type { Issue } from './issue.ts';

/** What to write instead of a name that other packages use. */
export type Hints = Readonly<Record<string, string>>;

/** A name that is none of the known ones. */
interface UnknownName {
  readonly path: string;
  /** The name that was probably meant, if any. */
  readonly instead: string | undefined;
}

function unknownAmong(given: object, known: readonly string[], hints: Hints): UnknownName[] {
  return Object.entries(given).flatMap(([path, value]) => {
    if (value === undefined || known.includes(path)) return [];
    return [{ path, instead: Object.hasOwn(hints, path) ? hints[path] : nearest(path, known) }];
  });
}

function issueOf({ path, instead }: UnknownName, known: readonly string[]): Issue {
  const advice = instead === undefined ? `the names are ${known.join(', ')}` : `did you mean ${instead}?`;
  return { path, expected: `no such option; ${advice}` };
}

/** An issue for each name that is none of the known ones, with the name that was probably meant. */
export function unknownNames(given: object, known: readonly string[], hints: Hints = {}): Issue[] {
  return unknownAmong(given, known, hints).map((name) => issueOf(name, known));
}

/** The same, without the names that resemble none of the known ones: those are beside the issues. */
export function unknownAndForeignNames(
  given: object,
  known: readonly string[],
  hints: Hints,
): { readonly issues: readonly Issue[]; readonly foreign: readonly string[] } {
  const unknown = unknownAmong(given, known, hints);
  return {
    issues: unknown.filter(({ instead }) => instead !== undefined).map((name) => issueOf(name, known)),
    foreign: unknown.filter(({ instead }) => instead === undefined).map(({ path }) => path),
  };
}

/** Throws `InvalidInputError` for options that are no object or have a name that is none of the known ones. */
export function checkNames(
  options: object,
  known: readonly string[],
  operation: string,
  hints?: Hints,
): void {
  const issues =
    typeof options === 'object' && options !== null
      ? unknownNames(options, known, hints)
      : [{ path: 'options', expected: 'an object' }];
  if (issues.length > 0) throw new InvalidInputError(issues, { operation });
}

/** What is wrong with a whole number within bounds, if anything is. */
export function countIssues(path: string, value: unknown, least: number, most: number): Issue[] {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= least && value <= most) return [];
  const upTo = most === Number.MAX_SAFE_INTEGER ? '' : ` to ${most}`;
  return [{ path, expected: `a whole number from ${least}${upTo}` }];
}

/** A whole number from 1. Throws `InvalidInputError` naming it. */
export function countOf(path: string, value: unknown, operation: string): number {
  const issues = countIssues(path, value, 1, Number.MAX_SAFE_INTEGER);
  if (issues.length > 0) throw new InvalidInputError(issues, { operation });
  return Number(value);
}

import { nearest } from '../text/nearest.ts';
import type { Issue } from './issue.ts';

/** What is expected where there is a field that nobody knows. */
export const unknownField = 'no such field';

/** The same issues; those of unknown fields say which of the known names was probably meant. */
export const withNearest = (issues: readonly Issue[], names: Iterable<string>): Issue[] =>
  issues.map(({ path, expected }) => {
    const near = expected === unknownField ? nearest(path, [...names]) : undefined;
    return { path, expected: near === undefined ? expected : `${expected}; did you mean ${near}?` };
  });

import type { Issue } from './issue.ts';

/** Issues without secrets, which may stand where the name of a field or an option belongs. */
export const redactedIssues = (issues: readonly Issue[], redact: (text: string) => string): Issue[] =>
  issues.map(({ path, expected }) => ({ path: redact(path), expected: redact(expected) }));

import type { PlannedRow } from 'vtex-customer-credit/csv';

/** What a plan says about a row, in order: its verdict, its changes, then problems and notes by code and column. */
export interface Said {
  readonly verdict: string;
  readonly changes: ReadonlyArray<readonly [kind: string, from: string, to: string]>;
  readonly problems: ReadonlyArray<readonly [code: string, column: string | undefined]>;
  readonly notes: ReadonlyArray<readonly [code: string, column: string | undefined]>;
}

export const saidOf = ({ verdict, changes, problems, notes }: PlannedRow<string, unknown>): Said => ({
  verdict,
  changes: changes.map(({ kind, from, to }) => [kind, from, to]),
  problems: problems.map(({ code, column }) => [code, column]),
  notes: notes.map(({ code, column }) => [code, column]),
});

/** A row that needs nothing. */
export const unchanged: Said = { verdict: 'unchanged', changes: [], problems: [], notes: [] };

export const change = (...changes: Said['changes']): Said => ({ ...unchanged, verdict: 'change', changes });

export const impossible = (...problems: Said['problems']): Said => ({
  ...unchanged,
  verdict: 'impossible',
  problems,
});

/** All that is said about rows, for people. */
export const messagesOf = (rows: ReadonlyArray<PlannedRow<string, unknown>>): string[] =>
  rows.flatMap(({ problems, notes }) => [...problems, ...notes].map(({ message }) => message));

/** Something legal that is probably a mistake. Nothing is stopped by it. */
export interface Warning {
  /** Stable: `tolerance_above_one`. */
  readonly code: 'tolerance_above_one';
  readonly operation: string;
  readonly message: string;
}

const fields: Readonly<Record<string, string>> = {
  'accounts.open': 'tolerance',
  'accounts.update': 'tolerance',
  'accounts.changeTolerance': 'value',
};

/** What is worth telling about a checked input. */
export function warningsOf(operation: string, input: unknown): Warning[] {
  const field = fields[operation];
  if (field === undefined || typeof input !== 'object' || input === null || !('body' in input)) return [];
  const given = new Map<string, unknown>(Object.entries(input.body ?? {})).get(field);
  if (!(Number(given) > 1)) return [];
  const message = `${field} is a decimal fraction: 0.2 means 20 %, and above 1 is more than 100 %`;
  return [{ code: 'tolerance_above_one', operation, message }];
}

/** Something legal that is probably a mistake, or that one should know of. Nothing is stopped by it. */
export interface Warning {
  /** Stable. `tolerance_above_one`: more than 100 %. `list_changed`: a list changed while it was walked. */
  readonly code: 'tolerance_above_one' | 'list_changed';
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
  const percent = (Number(given) * 100).toLocaleString('en-US', { maximumFractionDigits: 6 });
  const message = `${field} is a decimal fraction: 0.2 means 20 %, and this one means ${percent} %`;
  return [{ code: 'tolerance_above_one', operation, message }];
}

/** That a list changed while it was walked. */
export function listChanged(
  operation: string,
  { before, now }: { readonly before: number; readonly now: number },
): Warning {
  const how =
    before === now ? 'items stood elsewhere than before' : `its count went from ${before} to ${now}`;
  const message = `the list changed while it was walked: ${how}; sums over this walk mix moments`;
  return { code: 'list_changed', operation, message };
}

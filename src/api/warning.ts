/** Something legal that is probably a mistake, or that one should know of. Nothing is stopped by it. */
export interface Warning {
  /**
   * Stable. `tolerance_above_one`: more than 100 %. `list_changed`: a list changed while it was walked.
   * `unknown_option`: an option of a client has a name that is none, and resembles none.
   */
  readonly code: 'tolerance_above_one' | 'list_changed' | 'unknown_option';
  /** The operation's id; `client` for the options of a client. */
  readonly operation: string;
  readonly message: string;
}

export type Warned = Pick<Warning, 'code' | 'message'>;

/** Warns of a fraction above 1: 20 was probably meant as 20 %. */
export function fractionAboveOne(field: string, value: number | string | undefined): readonly Warned[] {
  if (!(Number(value) > 1)) return [];
  const percent = (Number(value) * 100).toLocaleString('en-US', { maximumFractionDigits: 6 });
  const message = `${field} is a decimal fraction: 0.2 means 20 %, and this one means ${percent} %`;
  return [{ code: 'tolerance_above_one', message }];
}

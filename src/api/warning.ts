/** Something legal that is probably a mistake. Nothing is stopped by it. */
export interface Warning {
  /** Stable: `tolerance_above_one`. */
  readonly code: 'tolerance_above_one';
  readonly operation: string;
  readonly message: string;
}

export type Warned = Pick<Warning, 'code' | 'message'>;

/** Warns of a fraction above 1: 20 was probably meant as 20 %. */
export function fractionAboveOne(field: string, value: number | string | undefined): readonly Warned[] {
  if (!(Number(value) > 1)) return [];
  const message = `${field} is a decimal fraction: 0.2 means 20 %, and above 1 is more than 100 %`;
  return [{ code: 'tolerance_above_one', message }];
}

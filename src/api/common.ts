/** The known names, with completion in an editor, and any other string: the API may add one any day. */
export type OpenUnion<Known extends string> = Known | (string & Record<never, never>);

/**
 * A date as VTEX wrote it, untouched: ISO 8601 with up to seven fraction digits, sometimes without an offset
 * (read it as UTC), sometimes `""`. Convert it with `toEpochMilliseconds` or `toDate`.
 */
export type WireDate = string;

/** One page of a list together with what the API says about the list. */
export interface Page<Item, Summary> {
  readonly data: readonly Item[];
  readonly summary: Summary;
}

/** How closely answers are checked: see `CustomerCreditClientOptions.validation`. */
export type ValidationMode = 'tolerant' | 'strict' | 'off';

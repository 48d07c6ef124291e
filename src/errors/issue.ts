/** What is wrong with one field. The value itself is never part of it. */
export interface Issue {
  /** Where, such as `dueDays`, `claims.email` or `data[3].value`. */
  readonly path: string;
  /** What was expected there, such as `a whole number from 1`. */
  readonly expected: string;
}

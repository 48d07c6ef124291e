import { toEpochMilliseconds } from '../values/instant.ts';

/**
 * Whether a value that came as JSON is what a schema describes. It never says yes where the schema says no; the schema
 * is asked when it says no.
 */
export type Check = (value: unknown, strict: boolean) => boolean;

export { isRecord as isObject } from '../values/record.ts';

// Also asked of what JSON can say beyond a number's range: 1e999.
export function isNumber(value: unknown): boolean {
  return typeof value === 'number' && value - value === 0;
}

/** Whether an object has so many fields: with that many known ones, no other. */
export function hasFields(value: Readonly<Record<string, unknown>>, known: number): boolean {
  let fields = 0;
  for (const _ in value) fields += 1;
  return fields === known;
}

// The form that the API writes. What else can be read, 29 February among it, takes a calendar.
const usualDate =
  /^(?!0000)\d{4}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?Z?$/;

/** Whether a value is a date that can be read. */
export function isDate(value: unknown): boolean {
  return typeof value === 'string' && (usualDate.test(value) || toEpochMilliseconds(value) !== undefined);
}

import * as z from 'zod/mini';
import * as primitives from '../../src/api/primitives.ts';
import type { JsonObject } from './json.ts';

/** What a schema expects, in its own words: what it says to a value that can never match. */
function expectationOf(schema: z.core.$ZodType, wrong: unknown = Symbol('wrong')): string {
  return z.core.safeParse(schema, wrong).error?.issues[0]?.message ?? '';
}

// `multipleOf` would say two decimals, but 49.95 / 0.01 is no whole number to most validators.
const twoDecimals = { 'x-decimals': 2 };
const eightDecimals = { 'x-decimals': 8 };
const day = '-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])';
const time = '(?:[01]\\d|2[0-3]):[0-5]\\d(?::[0-5]\\d(?:\\.\\d+)?)?';
const offset = '[Zz]|[+-](?:0\\d|1[0-4]):?[0-5]\\d';

// No control characters, and no dot segment, which some servers see in %2e as well.
const segment = '^(?!(?:\\.|%2[Ee]){1,2}$)[^\\u0000-\\u001f\\u007f]*$';

/** The rules that a schema holds as a function, as JSON Schema says them. */
export const rules = {
  identifier: { minLength: 1, maxLength: 200, pattern: segment },
  namePart: { minLength: 1, maxLength: 99, pattern: `(?=[^]*\\S)${segment}` },
  amount: { minimum: 0, exclusiveMaximum: 1e12, ...twoDecimals },
  positiveAmount: { exclusiveMinimum: 0, exclusiveMaximum: 1e12, ...twoDecimals },
  fraction: { minimum: 0, maximum: 1000, ...eightDecimals },
  amountAsText: { pattern: '^0*\\d{1,12}(?:\\.\\d{1,2})?$' },
  fractionAsText: { pattern: '^0*(?:\\d{1,3}(?:\\.\\d{1,8})?|1000(?:\\.0{1,8})?)$' },
  debit: { exclusiveMinimum: -1e12, exclusiveMaximum: 0, ...twoDecimals },
  debitAsText: { pattern: '^-(?!0+(?:\\.0+)?$)0*\\d{1,12}(?:\\.\\d{1,2})?$' },
  date: { pattern: `^(?!0000)\\d{4}${day}(?:[Tt ]${time}\\s*(?:${offset})?)?$` },
  email: { format: 'email', maxLength: 320, pattern: '^[^\\s@]+@[^\\s@]+$' },
  link: { pattern: '^(?:$|[Hh][Tt][Tt][Pp][Ss]?://\\S)' },
  filled: { minLength: 1, pattern: '\\S' },
  /** In answers: up to seven fraction digits, often no offset, and `""` in old payloads. */
  answeredDate: { pattern: `^(?:(?!0000)\\d{4}${day}(?:[Tt ]${time}\\s*(?:${offset})?)?)?$` },
} as const satisfies Readonly<Record<string, JsonObject>>;

const either = (asNumber: JsonObject, asText: JsonObject): JsonObject => ({
  oneOf: [
    { type: 'number', ...asNumber },
    { type: 'string', ...asText },
  ],
});

/** By what the schema expects, since a schema that was used has no name. */
const byExpectation = new Map<string, JsonObject>([
  [expectationOf(primitives.identifier), rules.identifier],
  [expectationOf(primitives.namePart), rules.namePart],
  [expectationOf(primitives.amount), rules.amount],
  [expectationOf(primitives.positiveAmount), rules.positiveAmount],
  [expectationOf(primitives.fraction), rules.fraction],
  [expectationOf(primitives.decimalAmount), either(rules.amount, rules.amountAsText)],
  [expectationOf(primitives.decimalFraction), either(rules.fraction, rules.fractionAsText)],
  [expectationOf(primitives.debit), either(rules.debit, rules.debitAsText)],
  [expectationOf(primitives.dateInput), rules.date],
  [expectationOf(primitives.email), rules.email],
  [expectationOf(primitives.link), rules.link],
  [expectationOf(primitives.filled), rules.filled],
  ['an ISO 8601 date-time', rules.answeredDate],
]);

function wholeNumber(expected: string): JsonObject | undefined {
  const found = /^a whole number.* from (\d+)(?: to (\d+))?$/.exec(expected);
  if (found === null) return undefined;
  const [, from, to] = found;
  return {
    type: 'integer',
    minimum: Number(from),
    ...(to === undefined ? {} : { maximum: Number(to) }),
  };
}

/**
 * What the rules of a schema say beyond its JSON Schema: a rule that is a function has none. `undefined` for a schema
 * without such a rule. Throws for one that nobody wrote down here.
 */
export function ruleOf(schema: z.core.$ZodType): JsonObject | undefined {
  const custom = schema._zod.def.checks?.some((check) => check._zod.def.check === 'custom') ?? false;
  if (!custom) return undefined;
  const expected = expectationOf(schema);
  const rule = byExpectation.get(expected) ?? wholeNumber(expected);
  if (rule === undefined) throw new Error(`scripts/openapi/rules.ts: no JSON Schema for "${expected}"`);
  return rule;
}

import * as z from 'zod/mini';
import { toEpochMilliseconds } from '../values/instant.ts';

/** No amount of the reference or of a request may reach this: one billion times a thousand, in store currency. */
const amountCeiling = 1_000_000_000_000;

const twoDecimals = /^-?\d+(?:\.\d{1,2})?$/;
const anyDecimal = /^-?\d+(?:\.\d{1,8})?$/;

function isAmount(value: number | string): boolean {
  return twoDecimals.test(String(value)) && Math.abs(Number(value)) < amountCeiling;
}

function isFraction(value: number | string): boolean {
  const text = String(value);
  return anyDecimal.test(text) && !text.startsWith('-') && Number(value) <= 1000;
}

/** A string; `expected` is what an issue will say. */
export function text(expected = 'a string'): z.ZodMiniString {
  return z.string({ error: expected });
}

function refined<Schema extends z.ZodMiniType>(
  schema: Schema,
  accepts: (value: z.output<Schema>) => boolean,
  expected: string,
): Schema {
  return schema.check(z.refine(accepts, { error: expected }));
}

const identifierExpected =
  "a non-empty string of at most 200 characters, without control characters, that is not '.' or '..'";

// Written out as %2e they are dot segments to some servers, too.
const dotSegment = /^(?:\.|%2e){1,2}$/i;

function isIdentifier(value: string): boolean {
  if (value === '' || value.length > 200 || dotSegment.test(value) || !value.isWellFormed()) return false;
  for (let at = 0; at < value.length; at += 1) {
    const unit = value.charCodeAt(at);
    if (unit < 0x20 || unit === 0x7f) return false;
  }
  return true;
}

/** Anything that may stand in a path as one segment. */
export const identifier: z.ZodMiniType<string> = refined(
  text(identifierExpected),
  isIdentifier,
  identifierExpected,
);

const namePartExpected =
  "a non-blank string of at most 99 characters, without control characters, that is not '.' or '..'";
/** One of the two parts that an account's id is made of. */
export const namePart: z.ZodMiniType<string> = refined(
  text(namePartExpected),
  (value) => value.length <= 99 && value.trim() !== '' && isIdentifier(value),
  namePartExpected,
);

const positiveExpected = 'an amount above zero with two decimals at most, below 10^12';
export const positiveAmount: z.ZodMiniType<number> = refined(
  z.number({ error: positiveExpected }),
  (value) => isAmount(value) && value > 0,
  positiveExpected,
);

const amountExpected = 'an amount of zero or more with two decimals at most, below 10^12';
export const amount: z.ZodMiniType<number> = refined(
  z.number({ error: amountExpected }),
  (value) => isAmount(value) && value >= 0,
  amountExpected,
);

const decimalExpected = `${amountExpected}, as a number or a decimal string`;
export const decimalAmount: z.ZodMiniType<number | string> = refined(
  z.union([z.number(), z.string()], { error: decimalExpected }),
  (value) => isAmount(value) && !String(value).startsWith('-'),
  decimalExpected,
);

const debitExpected =
  'a negative amount such as -15 with two decimals at most, as a number or a decimal string';
export const debit: z.ZodMiniType<number | string> = refined(
  z.union([z.number(), z.string()], { error: debitExpected }),
  (value) => isAmount(value) && Number(value) < 0,
  debitExpected,
);

const fractionExpected = 'a decimal fraction from 0 to 1000 (0.1 = 10 %) with eight decimals at most';
export const fraction: z.ZodMiniType<number> = refined(
  z.number({ error: fractionExpected }),
  isFraction,
  fractionExpected,
);

const decimalFractionExpected = `${fractionExpected}, as a number or a decimal string`;
export const decimalFraction: z.ZodMiniType<number | string> = refined(
  z.union([z.number(), z.string()], { error: decimalFractionExpected }),
  isFraction,
  decimalFractionExpected,
);

/** A whole number within bounds, both included. */
export function whole(from: number, to: number, of = ''): z.ZodMiniType<number> {
  const expected = `a whole number${of} from ${from}${to === Number.MAX_SAFE_INTEGER ? '' : ` to ${to}`}`;
  return refined(
    z.number({ error: expected }),
    (value) => Number.isSafeInteger(value) && value >= from && value <= to,
    expected,
  );
}

export const flag: z.ZodMiniType<boolean> = z.boolean({ error: 'true or false' });

const dateExpected = 'an ISO 8601 date or date-time, such as 2024-05-20 or 2024-05-20T12:00:00Z';
export const dateInput: z.ZodMiniType<string> = refined(
  text(dateExpected),
  (value) => toEpochMilliseconds(value) !== undefined,
  dateExpected,
);

const emailExpected = 'an e-mail address';
export const email: z.ZodMiniType<string> = refined(
  text(emailExpected),
  (value) => value.length <= 320 && /^[^\s@]+@[^\s@]+$/.test(value),
  emailExpected,
);

const linkExpected = "an absolute http or https URL, or '' to remove it";
export const link: z.ZodMiniType<string> = refined(
  text(linkExpected),
  (value) => value === '' || (URL.canParse(value) && /^https?:\/\//i.test(value)),
  linkExpected,
);

const filledExpected = 'a non-empty string';
export const filled: z.ZodMiniType<string> = refined(
  text(filledExpected),
  (value) => value.trim() !== '',
  filledExpected,
);

/** One of the names the API is known to use. */
export function oneOf<const Names extends readonly string[]>(names: Names): z.ZodMiniType<Names[number]> {
  return z.enum(names, { error: `one of ${names.join(', ')}` });
}

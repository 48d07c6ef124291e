import * as z from 'zod/mini';
import {
  isAmountFromZero,
  isDate,
  isDebit,
  isEmail,
  isFilled,
  isFraction,
  isIdentifier,
  isLink,
  isNamePart,
  isPositiveAmount,
  isWithin,
} from './predicates.ts';

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

/** Anything that may stand in a path as one segment. */
export const identifier: z.ZodMiniType<string> = refined(
  text(identifierExpected),
  isIdentifier,
  identifierExpected,
);

const namePartExpected =
  "a non-blank string of at most 99 characters, without control characters, that is not '.' or '..'";
/** One of the two parts that an account's id is made of. */
export const namePart: z.ZodMiniType<string> = refined(text(namePartExpected), isNamePart, namePartExpected);

const positiveExpected = 'an amount above zero with two decimals at most, below 10^12';
export const positiveAmount: z.ZodMiniType<number> = refined(
  z.number({ error: positiveExpected }),
  isPositiveAmount,
  positiveExpected,
);

const amountExpected = 'an amount of zero or more with two decimals at most, below 10^12';
export const amount: z.ZodMiniType<number> = refined(
  z.number({ error: amountExpected }),
  isAmountFromZero,
  amountExpected,
);

const decimalExpected = `${amountExpected}, as a number or a decimal string`;
export const decimalAmount: z.ZodMiniType<number | string> = refined(
  z.union([z.number(), z.string()], { error: decimalExpected }),
  isAmountFromZero,
  decimalExpected,
);

const debitExpected =
  'a negative amount such as -15 with two decimals at most, as a number or a decimal string';
export const debit: z.ZodMiniType<number | string> = refined(
  z.union([z.number(), z.string()], { error: debitExpected }),
  isDebit,
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

/** The bounds of what `whole` made, for who writes shapes from schemas. */
export const boundsOf: WeakMap<object, readonly [from: number, to: number]> = new WeakMap();

/** A whole number within bounds, both included. */
export function whole(from: number, to: number, of = ''): z.ZodMiniType<number> {
  const expected = `a whole number${of} from ${from}${to === Number.MAX_SAFE_INTEGER ? '' : ` to ${to}`}`;
  const accepts = isWithin(from, to);
  boundsOf.set(accepts, [from, to]);
  return refined(z.number({ error: expected }), accepts, expected);
}

export const flag: z.ZodMiniType<boolean> = z.boolean({ error: 'true or false' });

const dateExpected = 'an ISO 8601 date or date-time, such as 2024-05-20 or 2024-05-20T12:00:00Z';
export const dateInput: z.ZodMiniType<string> = refined(text(dateExpected), isDate, dateExpected);

const emailExpected = 'an e-mail address';
export const email: z.ZodMiniType<string> = refined(text(emailExpected), isEmail, emailExpected);

const linkExpected = "an absolute http or https URL, or '' to remove it";
export const link: z.ZodMiniType<string> = refined(text(linkExpected), isLink, linkExpected);

const filledExpected = 'a non-empty string';
export const filled: z.ZodMiniType<string> = refined(text(filledExpected), isFilled, filledExpected);

/** One of the names the API is known to use. */
export function oneOf<const Names extends readonly string[]>(names: Names): z.ZodMiniType<Names[number]> {
  return z.enum(names, { error: `one of ${names.join(', ')}` });
}

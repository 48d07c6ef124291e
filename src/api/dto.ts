import * as z from 'zod/mini';
import { isDate } from './predicates.ts';

/**
 * The pieces answers are described with, in two strengths. Tolerant: what the types promise must be there, all else
 * may be new, absent, `null` or `""`. Strict: only what is known, and every date readable.
 */
export interface Strength {
  /** A name that is always present, from an open set. */
  name(known: readonly string[]): z.ZodMiniType<string>;
  /** A date that is always present. */
  date: z.ZodMiniType<string>;
  /** An object that may have more fields than these. */
  object<Shape extends z.core.$ZodLooseShape>(
    shape: Shape,
  ): z.ZodMiniObject<Shape, z.core.$loose | z.core.$strict>;
}

const dateExpected = 'an ISO 8601 date-time';

const tolerant: Strength = {
  name: () => z.string({ error: 'a string' }),
  date: z.string({ error: 'a date as a string' }),
  object: (shape) => z.looseObject(shape, { error: 'an object' }),
};

const strict: Strength = {
  name: (known) => z.enum([...known], { error: `one of ${known.join(', ')}` }),
  date: z.string({ error: dateExpected }).check(z.refine(isDate, { error: dateExpected })),
  object: (shape) => z.strictObject(shape, { error: 'an object with the known fields only' }),
};

export const text: z.ZodMiniType<string> = z.string({ error: 'a string' });
export const number: z.ZodMiniType<number> = z.number({ error: 'a number' });
export const flag: z.ZodMiniType<boolean> = z.boolean({ error: 'true or false' });

/** A key that may be absent or `null`. */
export function optional<Value>(
  schema: z.ZodMiniType<Value>,
): z.ZodMiniExactOptional<z.ZodMiniType<Value | null>> {
  // Whoever imports the schemas brings zod along.
  if (z.exactOptional === undefined)
    throw new TypeError('vtex-customer-credit/schemas needs zod 4.3 or newer; this one has no exactOptional');
  return z.exactOptional(z.nullable(schema));
}

/** One schema in both strengths. */
export interface Strengths<Value> {
  readonly tolerant: z.ZodMiniType<Value>;
  readonly strict: z.ZodMiniType<Value>;
}

/** Describes an answer once for both strengths. */
export function inBoth<Value>(
  make: (strength: Strength, name: keyof Strengths<Value>) => z.ZodMiniType<Value>,
): Strengths<Value> {
  return { tolerant: make(tolerant, 'tolerant'), strict: make(strict, 'strict') };
}

import * as z from 'zod/mini';
import { toEpochMilliseconds } from '../values/instant.ts';
import type { Check } from './json-checks.ts';

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

/** A date that can be read. */
export const wireDate: z.ZodMiniType<string> = z
  .string({ error: dateExpected })
  .check(z.refine((date) => toEpochMilliseconds(date) !== undefined, { error: dateExpected }));

const tolerant: Strength = {
  name: () => z.string({ error: 'a string' }),
  date: z.string({ error: 'a date as a string' }),
  object: (shape) => z.looseObject(shape, { error: 'an object' }),
};

const strict: Strength = {
  name: (known) => z.enum([...known], { error: `one of ${known.join(', ')}` }),
  date: wireDate,
  object: (shape) => z.strictObject(shape, { error: 'an object with the known fields only' }),
};

export const text: z.ZodMiniType<string> = z.string({ error: 'a string' });
export const number: z.ZodMiniType<number> = z.number({ error: 'a number' });
export const flag: z.ZodMiniType<boolean> = z.boolean({ error: 'true or false' });

/** A key that may be absent or `null`. */
export function optional<Value>(
  schema: z.ZodMiniType<Value>,
): z.ZodMiniExactOptional<z.ZodMiniType<Value | null>> {
  return z.exactOptional(z.nullable(schema));
}

/** One schema in both strengths. */
export interface Strengths<Value> {
  readonly tolerant: z.ZodMiniType<Value>;
  readonly strict: z.ZodMiniType<Value>;
}

/** What an answer looks like: its schemas, and the check generated from them, which is asked first. */
export interface Answer<Value> extends Strengths<Value> {
  readonly check: Check;
}

/**
 * Describes an answer once for both strengths. `check` is its function in `checks.generated.ts`, which
 * `npm run checks` writes.
 */
export function inBoth<Value>(
  check: Check,
  make: (strength: Strength, name: keyof Strengths<Value>) => z.ZodMiniType<Value>,
): Answer<Value> {
  return { tolerant: make(tolerant, 'tolerant'), strict: make(strict, 'strict'), check };
}

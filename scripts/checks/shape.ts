import * as z from 'zod/mini';
import { wireDate } from '../../src/api/dto.ts';

/** What a generated check has to look for, read off the two schemas of an answer. */
export type Shape =
  | { readonly kind: 'text' | 'number' | 'flag' | 'date' }
  | { readonly kind: 'name'; readonly known: readonly string[] }
  | {
      readonly kind: 'object';
      /** The tolerant schema, by which a shape with a name of its own is known. */
      readonly schema: z.ZodMiniType;
      readonly fields: Readonly<Record<string, Shape>>;
    }
  | { readonly kind: 'array' | 'optional'; readonly of: Shape }
  | { readonly kind: 'union'; readonly of: readonly Shape[] };

type Schema = z.core.$ZodType;

const refinements = (schema: Schema): readonly unknown[] => schema._zod.def.checks ?? [];

function textShape(at: string, tolerant: z.ZodMiniString, strict: Schema): Shape {
  if (tolerant === strict) return { kind: 'text' };
  if (strict === wireDate) return { kind: 'date' };
  if (strict instanceof z.ZodMiniEnum) {
    const known = strict.options.filter((name): name is string => typeof name === 'string');
    if (known.length === strict.options.length) return { kind: 'name', known };
  }
  throw new Error(`${at}: no check is known for a string that is ${strict._zod.def.type} when strict`);
}

function objectShape(at: string, tolerant: z.ZodMiniObject, strict: Schema): Shape {
  const closed = strict instanceof z.ZodMiniObject && strict._zod.def.catchall?._zod.def.type === 'never';
  if (!closed || tolerant._zod.def.catchall?._zod.def.type !== 'unknown')
    throw new Error(`${at}: expected a loose object when tolerant, a strict one when strict`);
  const keys = Object.keys(tolerant.shape);
  if (keys.join() !== Object.keys(strict.shape).join())
    throw new Error(`${at}: expected the same fields in both strengths`);
  const fields = keys.map((key) => [key, shapeOf(`${at}.${key}`, tolerant.shape[key], strict.shape[key])]);
  return { kind: 'object', schema: tolerant, fields: Object.fromEntries(fields) };
}

/** Reads two schemas side by side. Throws for whatever it cannot write a check of: nothing is passed over. */
export function shapeOf(at: string, tolerant: Schema | undefined, strict: Schema | undefined): Shape {
  if (tolerant === undefined || strict === undefined) throw new Error(`${at}: expected two schemas`);
  if (strict !== wireDate && (refinements(tolerant).length > 0 || refinements(strict).length > 0))
    throw new Error(`${at}: no check is known for a refinement`);
  if (tolerant instanceof z.ZodMiniString) return textShape(at, tolerant, strict);
  if (tolerant instanceof z.ZodMiniNumber && tolerant === strict) return { kind: 'number' };
  if (tolerant instanceof z.ZodMiniBoolean && tolerant === strict) return { kind: 'flag' };
  if (tolerant instanceof z.ZodMiniObject) return objectShape(at, tolerant, strict);
  if (tolerant instanceof z.ZodMiniArray && strict instanceof z.ZodMiniArray)
    return { kind: 'array', of: shapeOf(`${at}[]`, tolerant._zod.def.element, strict._zod.def.element) };
  if (tolerant instanceof z.ZodMiniExactOptional && strict instanceof z.ZodMiniExactOptional) {
    const [loose, close] = [tolerant._zod.def.innerType, strict._zod.def.innerType];
    if (loose instanceof z.ZodMiniNullable && close instanceof z.ZodMiniNullable)
      return { kind: 'optional', of: shapeOf(at, loose._zod.def.innerType, close._zod.def.innerType) };
  }
  if (tolerant instanceof z.ZodMiniUnion && strict instanceof z.ZodMiniUnion) {
    const others = strict._zod.def.options;
    const forms = tolerant._zod.def.options.map((form, index) => shapeOf(at, form, others[index]));
    return { kind: 'union', of: forms };
  }
  throw new Error(`${at}: no check is known for ${tolerant._zod.def.type} beside ${strict._zod.def.type}`);
}

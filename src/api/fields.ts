import * as z from 'zod/mini';
import { isRecord } from '../values/record.ts';

/** The fields of an object's schema, also of one that may be left out; none for any other schema. */
export function fieldsOf(schema: z.core.$ZodType): Readonly<Record<string, z.core.$ZodType>> {
  const inner = innerOf(schema);
  return inner instanceof z.core.$ZodObject ? inner._zod.def.shape : {};
}

/** A schema without what says that it may be left out or `null`. */
function innerOf(schema: z.core.$ZodType): z.core.$ZodType {
  return schema instanceof z.core.$ZodOptional || schema instanceof z.core.$ZodNullable
    ? innerOf(schema._zod.def.innerType)
    : schema;
}

type Change = (given: unknown) => unknown;

/**
 * Takes what a schema does not name out of a value, at every depth: the API ignores unknown fields, the schemas of
 * requests refuse them. What has another form is left for the schema to refuse.
 */
export function onlyKnownFields(schema: z.core.$ZodType): Change {
  const inner = innerOf(schema);
  if (inner instanceof z.core.$ZodArray) {
    const item = onlyKnownFields(inner._zod.def.element);
    return (given) => (Array.isArray(given) ? given.map(item) : given);
  }
  if (!(inner instanceof z.core.$ZodObject)) return (given) => given;
  const fields = Object.entries(fieldsOf(inner)).map(([name, field]): readonly [string, Change] => [
    name,
    onlyKnownFields(field),
  ]);
  return (given) => {
    if (!isRecord(given)) return given;
    return Object.fromEntries(
      fields.flatMap(([name, change]) => (Object.hasOwn(given, name) ? [[name, change(given[name])]] : [])),
    );
  };
}

/** Changes one field of what should be an object, where it is there; copies only when it changes. */
export function withField(given: unknown, field: string, change: Change): unknown {
  if (!isRecord(given)) return given;
  const value = given[field];
  const changed = change(value);
  return changed === value || !Object.hasOwn(given, field) ? given : { ...given, [field]: changed };
}

/** Applies a change to each item of a list, copying only what changes. */
export function eachOf(list: unknown, change: Change): unknown {
  if (!Array.isArray(list)) return list;
  const items: readonly unknown[] = list;
  let copy: unknown[] | undefined;
  for (let at = 0; at < items.length; at += 1) {
    const changed = change(items[at]);
    if (changed === items[at]) continue;
    copy ??= [...items];
    copy[at] = changed;
  }
  return copy ?? list;
}

import type * as z from 'zod/mini';
import type { Issue } from '../errors/issue.ts';
import { unknownField } from '../errors/unknown-field.ts';
import { isRecord } from '../values/record.ts';
import type { Strengths } from './dto.ts';

type Accepts<Value> = (value: Value) => boolean;
type Quick = (value: unknown, strict: boolean) => boolean;

/** Whether a field may be `undefined`, `null` or absent: the sum of these. */
export const orUndefined = 1;
export const orNull = 2;
export const orAbsent = 4;

/**
 * What a value looks like: plain data, written from a schema (`shapes.generated.ts`), which is all that is needed to
 * check a value and to say what is wrong. Where it has `loosely`, tolerant reading asks for less.
 */
export interface Shape<Value = unknown> {
  readonly base: 'string' | 'number' | 'boolean' | 'decimal' | 'object' | 'list' | 'union';
  /** What an issue says was expected. */
  readonly expected: string;
  /** The same when it is read tolerantly: then neither `accepts` nor unknown fields matter. */
  readonly loosely: string | undefined;
  /** What is asked when the base is right. */
  readonly accepts: Accepts<unknown> | undefined;
  /** What an issue says when the base is right and it is not accepted: `expected`, unless there is more to say. */
  readonly refusal: string;
  readonly or: number;
  readonly fields: ReadonlyMap<string, Shape>;
  /** Looks at an object's fields by their names, where there is such a function. */
  readonly quick: Quick | undefined;
  /** 1 where it cannot be left out. */
  readonly counts: number;
  /** How many of the fields cannot be left out. */
  readonly required: number;
  /** The shape of a list's items, or the forms of a union. */
  readonly of: readonly Shape[];
  /** Never there: it ties the shape to its type. */
  readonly value?: Value;
}

const noFields: ReadonlyMap<string, Shape> = /* @__PURE__ */ new Map();

function make<Value>(
  base: Shape['base'],
  expected: string,
  accepts?: Accepts<unknown>,
  loosely?: string,
  fields = noFields,
  of: readonly Shape[] = [],
  refusal = expected,
  or = 0,
  quick?: Quick,
): Shape<Value> {
  let required = 0;
  for (const field of fields.values()) required += field.counts;
  const counts = (or & (orAbsent | orUndefined)) === 0 ? 1 : 0;
  return { base, counts, expected, loosely, accepts, refusal, or, quick, fields, required, of };
}

const isText = (value: unknown): value is string => typeof value === 'string';
/** Beyond the range of numbers, as in `1e999`, is none. */
export const isNumber = (value: unknown): value is number => typeof value === 'number' && value - value === 0;
const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

function within<Value>(
  isBase: (value: unknown) => value is Value,
  accepts: Accepts<Value> | undefined,
): Accepts<unknown> | undefined {
  return accepts && ((value) => isBase(value) && accepts(value));
}

export function text<Value>(expected: string, accepts?: Accepts<string>, loosely?: string): Shape<Value> {
  return make('string', expected, within(isText, accepts), loosely);
}

export function number<Value>(expected: string, accepts?: Accepts<number>): Shape<Value> {
  return make('number', expected, within(isNumber, accepts));
}

export function flag<Value>(expected: string): Shape<Value> {
  return make('boolean', expected);
}

/** A number, or its text. */
export function decimal<Value>(expected: string, accepts: Accepts<number | string>): Shape<Value> {
  const isDecimal = (value: unknown): value is number | string => isText(value) || isNumber(value);
  return make('decimal', expected, within(isDecimal, accepts));
}

/** One of the names; tolerantly any text where `loosely` says so. */
export function name<Value>(known: readonly string[], loosely?: string): Shape<Value> {
  return text(`one of ${known.join(', ')}`, (value) => known.includes(value), loosely);
}

export function object<Value>(
  expected: string,
  fields: Readonly<Record<string, Shape>>,
  loosely?: string,
  accepts?: Accepts<object>,
  refusal?: string,
): Shape<Value> {
  const shapes = new Map(Object.entries(fields));
  return make('object', expected, within(isRecord, accepts), loosely, shapes, [], refusal);
}

/** An object of an answer: tolerantly it may have fields that nobody knows. */
export function answer<Value>(fields: Readonly<Record<string, Shape>>, quick?: Quick): Shape<Value> {
  const expected = 'an object with the known fields only';
  const shapes = new Map(Object.entries(fields));
  return make('object', expected, undefined, 'an object', shapes, [], expected, 0, quick);
}

export function list<Value>(
  expected: string,
  item: Shape,
  accepts?: Accepts<readonly unknown[]>,
): Shape<Value> {
  return make('list', expected, within(isList, accepts), undefined, noFields, [item]);
}

export function union<Value>(forms: readonly Shape[]): Shape<Value> {
  return make('union', 'one of the known forms', undefined, undefined, noFields, forms);
}

/** The same shape where nothing, or `null`, may stand instead. */
export function either<Value>(shape: Shape, or: number): Shape<Value> {
  const { base, expected, loosely, accepts, fields, of, refusal, quick } = shape;
  return make(base, expected, accepts, loosely, fields, of, refusal, or, quick);
}

const isLoose = (shape: Shape, strict: boolean): boolean => !strict && shape.loosely !== undefined;

/** For the functions of `quick`: whether an object has so many fields, which with that many known ones are all. */
export function hasFields(value: Readonly<Record<string, unknown>>, known: number): boolean {
  let fields = 0;
  for (const _ in value) fields += 1;
  return fields === known;
}

function fieldsFit(shape: Shape, value: unknown, strict: boolean): boolean {
  if (shape.quick !== undefined) return shape.quick(value, strict);
  if (!isRecord(value)) return false;
  const loose = isLoose(shape, strict);
  const { fields } = shape;
  let found = 0;
  // What a prototype hides from this loop counts as missing: then the issues tell.
  for (const key in value) {
    const field = fields.get(key);
    if (field !== undefined) {
      if (!looksLike(field, value[key], strict)) return false;
      found += field.counts;
    } else if (!loose) return false;
  }
  return found === shape.required;
}

/** A quick look, which may say no to what is right, never yes to what is wrong. */
function looksLike(shape: Shape, value: unknown, strict: boolean): boolean {
  if (value === null) return (shape.or & orNull) !== 0;
  if (value === undefined) return (shape.or & orUndefined) !== 0;
  const { base } = shape;
  if (base === 'string' || base === 'boolean') {
    if (typeof value !== base) return false;
  } else if (base === 'number') {
    if (!isNumber(value)) return false;
  } else if (base === 'object') {
    if (!fieldsFit(shape, value, strict)) return false;
  } else if (base === 'list') {
    if (!Array.isArray(value)) return false;
    const [item] = shape.of;
    for (const each of value) if (item === undefined || !looksLike(item, each, strict)) return false;
  } else if (base === 'union') {
    return shape.of.some((form) => looksLike(form, value, strict));
  }
  return shape.accepts === undefined || isLoose(shape, strict) || shape.accepts(value);
}

const expectation = (shape: Shape, strict: boolean): string =>
  (strict ? undefined : shape.loosely) ?? shape.expected;

const below = (path: string, key: string): string => (path === '' ? key : `${path}.${key}`);

function hasBase(shape: Shape, value: unknown): boolean {
  switch (shape.base) {
    case 'object':
      return isRecord(value);
    case 'list':
      return Array.isArray(value);
    case 'number':
      return isNumber(value);
    case 'decimal':
      return isText(value) || isNumber(value);
    default:
      return typeof value === shape.base;
  }
}

/** An object's fields that a shape knows: the others are none of its business. */
const knownPart = (shape: Shape, value: unknown): unknown =>
  isRecord(value)
    ? Object.fromEntries(Object.entries(value).filter(([key]) => shape.fields.has(key)))
    : value;

function faultsWithin(shape: Shape, value: unknown, strict: boolean, path: string): Issue[] {
  if (isList(value)) {
    const [item] = shape.of;
    return value.flatMap((each, at) =>
      item === undefined ? [] : faults(item, each, strict, `${path}[${at}]`),
    );
  }
  if (!isRecord(value)) return [];
  const known = [...shape.fields].flatMap(([key, field]) =>
    (field.or & orAbsent) !== 0 && !(key in value) ? [] : faults(field, value[key], strict, below(path, key)),
  );
  if (isLoose(shape, strict)) return known;
  const others: Issue[] = [];
  for (const key in value)
    if (!shape.fields.has(key)) others.push({ path: below(path, key), expected: unknownField });
  return [...known, ...others];
}

/** Of several forms the one that was meant: that whose faults lie within it. */
function faultsOfForms(shape: Shape, value: unknown, strict: boolean, path: string): Issue[] {
  const forms = shape.of.map((form) => faults(form, value, strict, path));
  if (forms.some((form) => form.length === 0)) return [];
  return (
    forms.find((form) => form.some((fault) => fault.path !== path)) ?? [{ path, expected: shape.expected }]
  );
}

function faults(shape: Shape, value: unknown, strict: boolean, path: string): Issue[] {
  if (value === null && (shape.or & orNull) !== 0) return [];
  if (value === undefined && (shape.or & orUndefined) !== 0) return [];
  if (shape.base === 'union') return faultsOfForms(shape, value, strict, path);
  const own = [{ path, expected: expectation(shape, strict) }];
  if (!hasBase(shape, value)) return own;
  const within = faultsWithin(shape, value, strict, path);
  if (shape.accepts === undefined || isLoose(shape, strict) || shape.accepts(knownPart(shape, value)))
    return within;
  if (shape.base === 'list') return own;
  // A field that is wrong says it better than the whole; one that nobody knows does not.
  const refused = { path, expected: shape.refusal };
  return within.every(({ expected }) => expected === unknownField) ? [...within, refused] : within;
}

/** Everything that is wrong with a value. `root` names the whole. */
export function issuesIn(shape: Shape, value: unknown, root: string, strict = true): Issue[] {
  return faults(shape, value, strict, '').map((issue) =>
    issue.path === '' ? { ...issue, path: root } : issue,
  );
}

/** Whether a value has a shape; it is neither copied nor changed. */
export function fits<Value>(shape: Shape<Value>, value: unknown, strict = true): value is Value {
  return looksLike(shape, value, strict) || faults(shape, value, strict, '').length === 0;
}

/** The shape of what a schema describes, or an answer's two schemas. */
export type ShapeOf<Source> =
  Source extends Strengths<infer Value>
    ? Shape<Value>
    : Source extends z.ZodMiniType<infer Value>
      ? Shape<Value>
      : never;

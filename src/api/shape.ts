import type * as z from 'zod/mini';
import type { Issue } from '../errors/issue.ts';
import { unknownField } from '../errors/unknown-field.ts';
import { isRecord } from '../values/record.ts';
import type { Strengths } from './dto.ts';

type Accepts<Value> = (value: Value) => boolean;
type Quick = (value: unknown) => boolean;

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
  /** The fields, to be gone through. */
  readonly entries: ReadonlyArray<readonly [name: string, shape: Shape]>;
  /** Reads an object tolerantly by the names of its fields, where there is such a function. */
  readonly quick: Quick | undefined;
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
  return { base, expected, loosely, accepts, refusal, or, quick, fields, entries: [...fields], of };
}

export const isText = (value: unknown): value is string => typeof value === 'string';
/** Beyond the range of numbers, as in `1e999`, is none. */
export const isNumber = (value: unknown): value is number => typeof value === 'number' && value - value === 0;
/** For the functions of `quick`: what is `undefined` counts as absent, since JSON has no such thing. */
export const mayBeText = (value: unknown): boolean => value === undefined || value === null || isText(value);
export const mayBeNumber = (value: unknown): boolean =>
  value === undefined || value === null || isNumber(value);
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

const below = (path: string, key: string): string => (path === '' ? key : `${path}.${key}`);

function hasBase({ base }: Shape, value: unknown): boolean {
  if (base === 'object') return isRecord(value);
  if (base === 'list') return isList(value);
  if (base === 'number') return isNumber(value);
  if (base === 'decimal') return isText(value) || isNumber(value);
  return typeof value === base;
}

/** An object's fields that a shape knows: the others are none of its business. */
const knownPart = (shape: Shape, value: unknown): unknown =>
  isRecord(value)
    ? Object.fromEntries(Object.entries(value).filter(([key]) => shape.fields.has(key)))
    : value;

/**
 * Whether a value has a shape. With `issues` everything that is wrong is added to them; without, the first fault is
 * enough.
 */
function check(
  shape: Shape,
  value: unknown,
  strict: boolean,
  issues: Issue[] | undefined,
  path: string,
): boolean {
  const { base, or, accepts } = shape;
  if (value === null && (or & orNull) !== 0) return true;
  if (value === undefined && (or & orUndefined) !== 0) return true;
  if (base === 'union') return checkForms(shape, value, strict, issues, path);
  const loose = !strict && shape.loosely !== undefined;
  if (!hasBase(shape, value)) {
    issues?.push({ path, expected: (strict ? undefined : shape.loosely) ?? shape.expected });
    return false;
  }
  const before = issues?.length;
  const within =
    base === 'object'
      ? checkFields(shape, value, strict, issues, path)
      : base !== 'list' || checkItems(shape, value, strict, issues, path);
  if (issues === undefined && !within) return false;
  if (loose || accepts === undefined || accepts(issues === undefined ? value : knownPart(shape, value)))
    return within;
  if (issues === undefined) return false;
  if (base === 'list') issues.length = before ?? 0;
  // A field that is wrong says it better than the whole; one that nobody knows does not.
  if (issues.slice(before).every(({ expected }) => expected === unknownField))
    issues.push({ path, expected: shape.refusal });
  return false;
}

function checkItems(
  { of: [item] }: Shape,
  value: unknown,
  strict: boolean,
  issues: Issue[] | undefined,
  path: string,
): boolean {
  if (!isList(value) || item === undefined) return true;
  let right = true;
  for (let at = 0; at < value.length; at += 1) {
    if (check(item, value[at], strict, issues, issues === undefined ? '' : `${path}[${at}]`)) continue;
    if (issues === undefined) return false;
    right = false;
  }
  return right;
}

function checkFields(
  { entries, fields, loosely, quick }: Shape,
  value: unknown,
  strict: boolean,
  issues: Issue[] | undefined,
  path: string,
): boolean {
  if (!isRecord(value)) return false;
  if (quick !== undefined && !strict && issues === undefined) return quick(value);
  let right = true;
  for (const [key, field] of entries) {
    const given = value[key];
    if (given === undefined && (field.or & orAbsent) !== 0 && !(key in value)) continue;
    if (check(field, given, strict, issues, issues === undefined ? '' : below(path, key))) continue;
    if (issues === undefined) return false;
    right = false;
  }
  if (!strict && loosely !== undefined) return right;
  for (const key in value) {
    if (fields.has(key)) continue;
    if (issues === undefined) return false;
    right = false;
    issues.push({ path: below(path, key), expected: unknownField });
  }
  return right;
}

/** Of several forms the one that was meant: that whose faults lie within it. */
function checkForms(
  { of: forms, expected }: Shape,
  value: unknown,
  strict: boolean,
  issues: Issue[] | undefined,
  path: string,
): boolean {
  if (forms.some((form) => check(form, value, strict, undefined, ''))) return true;
  if (issues === undefined) return false;
  const faults = forms.map((form) => {
    const own: Issue[] = [];
    check(form, value, strict, own, path);
    return own;
  });
  const meant = faults.find((own) => own.some((fault) => fault.path !== path));
  issues.push(...(meant ?? [{ path, expected }]));
  return false;
}

/** Everything that is wrong with a value. `root` names the whole. */
export function issuesIn(shape: Shape, value: unknown, root: string, strict = true): Issue[] {
  const issues: Issue[] = [];
  check(shape, value, strict, issues, '');
  return issues.map((issue) => (issue.path === '' ? { ...issue, path: root } : issue));
}

/** Whether a value has a shape; it is neither copied nor changed. */
export function fits<Value>(shape: Shape<Value>, value: unknown, strict = true): value is Value {
  return check(shape, value, strict, undefined, '');
}

/** The shape of what a schema describes, or an answer's two schemas. */
export type ShapeOf<Source> =
  Source extends Strengths<infer Value>
    ? Shape<Value>
    : Source extends z.ZodMiniType<infer Value>
      ? Shape<Value>
      : never;

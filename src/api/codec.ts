import type * as z from 'zod/mini';
import { InvalidInputError, InvalidResponseError } from '../errors/index.ts';
import type { Issue } from '../errors/issue.ts';
import { complaints, matches } from './complaints.ts';
import type { Answer } from './dto.ts';
import type { RequestCodec, ResponseCodec, WireRequest } from './operation.ts';
import { identifier } from './primitives.ts';

/** One part of a request, its query or its body. */
interface Part<Value> {
  /** What a caller may give: strict, unknown fields are refused. */
  readonly schema: z.ZodMiniType<Value>;
  /** Brings spellings and defaults into the one form, before the schema looks. Must cope with anything. */
  readonly normalize?: (given: unknown) => unknown;
}

export interface BodyPart<Value> extends Part<Value> {
  readonly toWire?: (value: Value) => unknown;
  /** Takes what is not ours out of a body that arrives, so that unknown fields are ignored there. */
  readonly fromWire?: (body: unknown) => unknown;
}

export interface QueryPart<Value> extends Part<Value> {
  /** Reads each parameter from its text. */
  readonly fromWire: (query: WireRequest['query']) => unknown;
}

export interface PathOnly<Keys extends string> {
  readonly path: Readonly<Record<Keys, string>>;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Takes only `keys` out of what should be an object; anything else is left for the schema to refuse. */
export function only(keys: readonly string[], given: unknown): unknown {
  if (!isRecord(given)) return given;
  return Object.fromEntries(keys.flatMap((key) => (Object.hasOwn(given, key) ? [[key, given[key]]] : [])));
}

/** Changes one field of what should be an object, where it is there; copies only when it changes. */
export function withField(given: unknown, field: string, change: (value: unknown) => unknown): unknown {
  if (!isRecord(given)) return given;
  const value = given[field];
  const changed = change(value);
  return changed === value || !Object.hasOwn(given, field) ? given : { ...given, [field]: changed };
}

class Reading {
  readonly issues: Issue[] = [];
  readonly operation: string;

  constructor(operation: string) {
    this.operation = operation;
  }

  path<Keys extends string>(keys: readonly Keys[], given: unknown): Record<Keys, string> | undefined {
    const found: Partial<Record<Keys, string>> = {};
    for (const key of keys) {
      const value = isRecord(given) ? given[key] : undefined;
      if (matches(identifier, value)) found[key] = value;
      else this.issues.push(...complaints(identifier, value, key));
    }
    const complete = (partial: Partial<Record<Keys, string>>): partial is Record<Keys, string> =>
      keys.every((key) => partial[key] !== undefined);
    return complete(found) ? found : undefined;
  }

  /** The value in a box, since a body that may be left out is `undefined` itself. */
  part<Value>(part: Part<Value>, given: unknown, root: string): { readonly value: Value } | undefined {
    const value = part.normalize === undefined ? given : part.normalize(given);
    if (matches(part.schema, value)) return { value };
    this.issues.push(...complaints(part.schema, value, root));
    return undefined;
  }

  refuse(): never {
    throw new InvalidInputError(this.issues, { operation: this.operation });
  }
}

/** A request of path parameters alone. */
export function pathRequest<Keys extends string>(
  operation: string,
  keys: readonly Keys[],
): RequestCodec<PathOnly<Keys>> {
  const check = (input: unknown): PathOnly<Keys> => {
    const reading = new Reading(operation);
    const path = reading.path(keys, isRecord(input) ? input['path'] : undefined);
    return path === undefined ? reading.refuse() : { path };
  };
  return {
    check,
    toWire: ({ path }) => ({ path, query: [], body: undefined }),
    fromWire: ({ path }) => check({ path }),
  };
}

export interface WithQuery<Query> {
  readonly query: Query;
}

function parameters(query: object): Array<readonly [string, string]> {
  return Object.entries(query).flatMap(
    ([name, value]): Array<readonly [string, string]> => (value === undefined ? [] : [[name, String(value)]]),
  );
}

/** A request of path parameters and a query. */
export function queryRequest<Keys extends string, Query extends object>(
  operation: string,
  keys: readonly Keys[],
  part: QueryPart<Query>,
): RequestCodec<PathOnly<Keys> & WithQuery<Query>> {
  const check = (input: unknown): PathOnly<Keys> & WithQuery<Query> => {
    const reading = new Reading(operation);
    const given = isRecord(input) ? input : {};
    const path = reading.path(keys, given['path']);
    const query = reading.part(part, given['query'], 'query');
    return path === undefined || query === undefined ? reading.refuse() : { path, query: query.value };
  };
  return {
    check,
    toWire: ({ path, query }) => ({ path, query: parameters(query), body: undefined }),
    fromWire: ({ path, query }) => check({ path, query: part.fromWire(query) }),
  };
}

export interface WithBody<Body> {
  readonly body: Body;
}

/** A request of path parameters and a body. */
export function bodyRequest<Keys extends string, Body>(
  operation: string,
  keys: readonly Keys[],
  part: BodyPart<Body>,
): RequestCodec<PathOnly<Keys> & WithBody<Body>> {
  const check = (input: unknown): PathOnly<Keys> & WithBody<Body> => {
    const reading = new Reading(operation);
    const given = isRecord(input) ? input : {};
    const path = reading.path(keys, given['path']);
    const body = reading.part(part, given['body'], 'body');
    return path === undefined || body === undefined ? reading.refuse() : { path, body: body.value };
  };
  return {
    check,
    toWire: ({ path, body }) => ({
      path,
      query: [],
      body: part.toWire === undefined ? body : part.toWire(body),
    }),
    fromWire: ({ path, body }) =>
      check({ path, body: part.fromWire === undefined ? body : part.fromWire(body) }),
  };
}

/** An answer without a body. */
export const emptyResponse: ResponseCodec<undefined> = {
  toWire: () => undefined,
  fromWire: () => undefined,
};

export interface ResponseOptions<Output> {
  /** Brings the known odd forms into the one form before the schema looks. Must cope with anything. */
  readonly normalize?: (body: unknown) => unknown;
  readonly toWire?: (output: Output) => unknown;
}

/** An answer of JSON. What was read is handed on as it came: unknown fields, exact dates and all. */
export function jsonResponse<Output>(
  operation: string,
  answer: Answer<Output>,
  options: ResponseOptions<Output> = {},
): ResponseCodec<Output> {
  const { normalize, toWire } = options;
  // Unchecked by the caller's own wish; the type is then the caller's word.
  const unchecked = (body: unknown): body is Output => body !== undefined;
  const accepts = (body: unknown, strict: boolean): body is Output => answer.check(body, strict);
  return {
    toWire: toWire ?? ((output) => output),
    fromWire: (body, mode) => {
      const value = normalize === undefined ? body : normalize(body);
      if (mode === 'off' && unchecked(value)) return value;
      const strict = mode === 'strict';
      if (accepts(value, strict)) return value;
      const schema = strict ? answer.strict : answer.tolerant;
      // The schema has the last word, and words the complaints.
      if (matches(schema, value)) return value;
      throw new InvalidResponseError(complaints(schema, value, 'body'), { operation });
    },
  };
}

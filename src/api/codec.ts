import * as z from 'zod/mini';
import { InvalidInputError, InvalidResponseError } from '../errors/index.ts';
import { IssueCollector } from '../errors/issue-collector.ts';
import { isRecord } from '../values/record.ts';
import { complaints, matches } from './complaints.ts';
import type { Answer } from './dto.ts';
import { fieldsOf, onlyKnownFields, withField } from './fields.ts';
import type { PartFacts, RequestCodec, ResponseCodec, WireRequest } from './operation.ts';
import { identifier } from './primitives.ts';
import { type Spelling, spelling, toNumber } from './spelling.ts';

export interface PathOnly<Keys extends string> {
  readonly path: Readonly<Record<Keys, string>>;
}

export interface WithQuery<Query> {
  readonly query: Query;
}

export interface WithBody<Body> {
  readonly body: Body;
}

/** What a request has beside its path: nothing, a query or a body. */
export interface RequestPart<Extra extends object> {
  readonly query?: PartFacts | undefined;
  readonly body?: PartFacts | undefined;
  /** The part of a caller's input that fits; `undefined` when something in it was collected as an issue. */
  check(input: Readonly<Record<string, unknown>>, issues: IssueCollector): Extra | undefined;
  /** What a caller is asked for beyond what the API takes. */
  checkCaller?(extra: Extra, issues: IssueCollector): void;
  toWire(extra: Extra): Pick<WireRequest, 'query' | 'body'>;
  /** A request off the wire as a caller would have given it. */
  fromWire(wire: WireRequest): Readonly<Record<string, unknown>>;
}

type Nothing = Readonly<Record<never, never>>;

/** A request of its path alone. */
export const pathOnly: RequestPart<Nothing> = {
  check: () => ({}),
  toWire: () => ({ query: [], body: undefined }),
  fromWire: () => ({}),
};

type Spellings = Readonly<Record<string, Spelling>>;

function spelled(given: unknown, spellings: Spellings): unknown {
  return Object.entries(spellings).reduce((value, [field, { read }]) => withField(value, field, read), given);
}

/** The value in a box, since a body that may be left out is `undefined` itself. */
function fitting<Value>(
  schema: z.ZodMiniType<Value>,
  value: unknown,
  root: string,
  issues: IssueCollector,
): { readonly value: Value } | undefined {
  if (matches(schema, value)) return { value };
  issues.add(...complaints(schema, value, root));
  return undefined;
}

export interface QueryOptions<Query> {
  /** What a caller may give: strict, unknown fields are refused. */
  readonly schema: z.ZodMiniType<Query>;
  readonly spellings?: Spellings;
  /** Other names of parameters that are read as well, and the name that each stands for. */
  readonly otherNames?: Readonly<Record<string, string>>;
}

function parameters(query: object): Array<readonly [string, string]> {
  return Object.entries(query).flatMap(
    ([name, value]): Array<readonly [string, string]> => (value === undefined ? [] : [[name, String(value)]]),
  );
}

/** Query parameters as an object: names in any case, empty ones left out, the last of a repeated one counts. */
function queryReader({
  schema,
  otherNames = {},
}: QueryOptions<unknown>): (query: WireRequest['query']) => unknown {
  const fields = new Map(Object.entries(fieldsOf(schema)));
  const nameOf = spelling([...fields.keys()], otherNames);
  return (query) => {
    const found = query.flatMap(([given, text]): Array<[string, unknown]> => {
      const name = String(nameOf.read(given));
      const field = fields.get(name);
      if (field === undefined || text === '') return [];
      // A text is a number where the schema wants one.
      return [[name, z.validate(field, text) ? text : toNumber(text)]];
    });
    return Object.fromEntries(found);
  };
}

/** A request of its path and a query. */
export function query<Query extends object>(options: QueryOptions<Query>): RequestPart<WithQuery<Query>> {
  const { schema, spellings = {}, otherNames = {} } = options;
  const read = queryReader(options);
  return {
    query: { schema, spellings, otherNames, optional: true },
    check: (input, issues) => {
      const found = fitting(schema, spelled(input['query'], spellings), 'query', issues);
      return found && { query: found.value };
    },
    toWire: (extra) => ({ query: parameters(extra.query), body: undefined }),
    fromWire: (wire) => ({ query: read(wire.query) }),
  };
}

export interface BodyOptions<Body> {
  /** What a caller may give: strict, unknown fields are refused. */
  readonly schema: z.ZodMiniType<Body>;
  readonly spellings?: Spellings;
  /** Brings defaults into the one form, before the schema looks. Must cope with anything. */
  readonly complete?: (given: unknown) => unknown;
  /** What a caller is asked for beyond what the API takes. */
  readonly ofCaller?: { readonly expected: string; holds(body: Body): boolean };
  readonly toWire?: (body: Body) => unknown;
  /** What else is brought into the form of the schema in a body that arrives; unknown fields are taken out of it. */
  readonly fromWire?: (body: unknown) => unknown;
}

const same = (given: unknown): unknown => given;

/** A request of its path and a body. */
export function body<Body extends object>(options: BodyOptions<Body>): RequestPart<WithBody<Body>> {
  const { schema, spellings = {}, complete = same, ofCaller, toWire, fromWire = same } = options;
  const known = onlyKnownFields(schema);
  return {
    body: { schema, spellings, otherNames: {}, optional: false },
    check: (input, issues) => {
      const found = fitting(schema, complete(spelled(input['body'], spellings)), 'body', issues);
      return found && { body: found.value };
    },
    checkCaller: (extra, issues) => {
      if (ofCaller !== undefined && !ofCaller.holds(extra.body))
        issues.add({ path: 'body', expected: ofCaller.expected });
    },
    toWire: (extra) => ({ query: [], body: toWire === undefined ? extra.body : toWire(extra.body) }),
    fromWire: (wire) => ({ body: fromWire(known(wire.body)) }),
  };
}

/** A request of its path and a body that may be left out; what arrives is ignored, whatever it is. */
export function ignoredBody<Body extends object>(
  schema: z.ZodMiniType<Body>,
): RequestPart<WithBody<Body | undefined>> {
  const optional: z.ZodMiniType<Body | undefined> = z.optional(schema);
  return {
    body: { schema, spellings: {}, otherNames: {}, optional: true },
    check: (input, issues) => {
      const found = fitting(optional, input['body'], 'body', issues);
      return found && { body: found.value };
    },
    toWire: (extra) => ({ query: [], body: extra.body }),
    fromWire: () => ({ body: undefined }),
  };
}

function checkedPath<Keys extends string>(
  keys: readonly Keys[],
  given: unknown,
  issues: IssueCollector,
): Record<Keys, string> | undefined {
  const found: Partial<Record<Keys, string>> = {};
  for (const key of keys) {
    const value = isRecord(given) ? given[key] : undefined;
    if (matches(identifier, value)) found[key] = value;
    else issues.add(...complaints(identifier, value, key));
  }
  const isComplete = (partial: Partial<Record<Keys, string>>): partial is Record<Keys, string> =>
    keys.every((key) => partial[key] !== undefined);
  return isComplete(found) ? found : undefined;
}

/** How the whole request of an operation is checked, written and read. */
export function requestCodec<Keys extends string, Extra extends object>(
  operation: string,
  keys: readonly Keys[],
  part: RequestPart<Extra>,
): RequestCodec<PathOnly<Keys> & Extra> {
  const check = (input: unknown, isCaller: boolean): PathOnly<Keys> & Extra => {
    const issues = new IssueCollector();
    const given = isRecord(input) ? input : {};
    const path = checkedPath(keys, given['path'], issues);
    const extra = part.check(given, issues);
    if (isCaller && extra !== undefined) part.checkCaller?.(extra, issues);
    if (path === undefined || extra === undefined || issues.issues.length > 0)
      throw new InvalidInputError(issues.issues, { operation });
    return { path, ...extra };
  };
  return {
    query: part.query,
    body: part.body,
    check: (input) => check(input, true),
    toWire: (input) => ({ path: input.path, ...part.toWire(input) }),
    fromWire: (wire) => check({ path: wire.path, ...part.fromWire(wire) }, false),
  };
}

/** An answer without a body. */
export const emptyResponse: ResponseCodec<undefined> = {
  toWire: () => undefined,
  fromWire: () => undefined,
};

export interface ResponseOptions {
  /** Brings the known odd forms into the one form before the schema looks. Must cope with anything. */
  readonly normalize?: (body: unknown) => unknown;
}

/** An answer of JSON. What was read is handed on as it came: unknown fields, exact dates and all. */
export function json<Output>(
  answer: Answer<Output>,
  { normalize = same }: ResponseOptions = {},
): ResponseMaker<Output> {
  // Unchecked by the caller's own wish; the type is then the caller's word.
  const unchecked = (given: unknown): given is Output => given !== undefined;
  const accepts = (given: unknown, strict: boolean): given is Output => answer.check(given, strict);
  return (operation) => ({
    schemas: answer,
    toWire: same,
    fromWire: (given, mode) => {
      const value = normalize(given);
      if (mode === 'off' && unchecked(value)) return value;
      const strict = mode === 'strict';
      if (accepts(value, strict)) return value;
      const schema = strict ? answer.strict : answer.tolerant;
      // The schema has the last word, and words the complaints.
      if (matches(schema, value)) return value;
      throw new InvalidResponseError(complaints(schema, value, 'body'), { operation });
    },
  });
}

/** Makes the codec of an answer for an operation. */
export type ResponseMaker<Output> = (operation: string) => ResponseCodec<Output>;

/** An answer without a body. */
export const empty: ResponseMaker<undefined> = () => emptyResponse;

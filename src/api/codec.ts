import { InvalidInputError, InvalidResponseError } from '../errors/index.ts';
import { IssueCollector } from '../errors/issue-collector.ts';
import { withNearest } from '../errors/unknown-field.ts';
import { lazily } from '../values/lazily.ts';
import { isRecord } from '../values/record.ts';
import type { ValidationMode } from './common.ts';
import { identifier } from './common-shapes.generated.ts';
import { onlyKnownFields, withField } from './fields.ts';
import type { PartFacts, RequestCodec, ResponseCodec, WireRequest } from './operation.ts';
import { either, fits, issuesIn, orUndefined, type Shape } from './shape.ts';
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
  shape: Shape<Value>,
  value: unknown,
  root: string,
  issues: IssueCollector,
): { readonly value: Value } | undefined {
  if (fits(shape, value)) return { value };
  issues.add(...withNearest(issuesIn(shape, value, root), shape.fields.keys()));
  return undefined;
}

export interface QueryOptions<Query> {
  /** What a caller may give: strict, unknown fields are refused. */
  readonly shape: Shape<Query>;
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
  shape,
  otherNames = {},
}: QueryOptions<unknown>): (query: WireRequest['query']) => unknown {
  const { fields } = shape;
  const nameOf = spelling([...fields.keys()], otherNames);
  return (query) => {
    const found = query.flatMap(([given, text]): Array<[string, unknown]> => {
      const name = String(nameOf.read(given));
      const field = fields.get(name);
      if (field === undefined || text === '') return [];
      // A text is a number where the shape wants one.
      return [[name, fits(field, text) ? text : toNumber(text)]];
    });
    return Object.fromEntries(found);
  };
}

/** A request of its path and a query. */
/* @__NO_SIDE_EFFECTS__ */
export function query<Query extends object>(options: QueryOptions<Query>): RequestPart<WithQuery<Query>> {
  const { shape, spellings = {}, otherNames = {} } = options;
  const read = lazily(() => queryReader(options));
  return {
    query: { shape, spellings, otherNames, optional: true },
    check: (input, issues) => {
      const found = fitting(shape, spelled(input['query'], spellings), 'query', issues);
      return found && { query: found.value };
    },
    toWire: (extra) => ({ query: parameters(extra.query), body: undefined }),
    fromWire: (wire) => ({ query: read()(wire.query) }),
  };
}

export interface BodyOptions<Body> {
  /** What a caller may give: strict, unknown fields are refused. */
  readonly shape: Shape<Body>;
  readonly spellings?: Spellings;
  /** Brings defaults into the one form, before it is checked. Must cope with anything. */
  readonly complete?: (given: unknown) => unknown;
  /** What a caller is asked for beyond what the API takes. */
  readonly ofCaller?: { readonly expected: string; holds(body: Body): boolean };
  readonly toWire?: (body: Body) => unknown;
  /** What else is brought into the form of the shape in a body that arrives; unknown fields are taken out of it. */
  readonly fromWire?: (body: unknown) => unknown;
}

const same = (given: unknown): unknown => given;

/** A request of its path and a body. */
/* @__NO_SIDE_EFFECTS__ */
export function body<Body extends object>(options: BodyOptions<Body>): RequestPart<WithBody<Body>> {
  const { shape, spellings = {}, complete = same, ofCaller, toWire, fromWire = same } = options;
  const known = lazily(() => onlyKnownFields(shape));
  return {
    body: { shape, spellings, otherNames: {}, optional: false },
    check: (input, issues) => {
      const found = fitting(shape, complete(spelled(input['body'], spellings)), 'body', issues);
      return found && { body: found.value };
    },
    checkCaller: (extra, issues) => {
      if (ofCaller !== undefined && !ofCaller.holds(extra.body))
        issues.add({ path: 'body', expected: ofCaller.expected });
    },
    toWire: (extra) => ({ query: [], body: toWire === undefined ? extra.body : toWire(extra.body) }),
    fromWire: (wire) => ({ body: fromWire(known()(wire.body)) }),
  };
}

/** A request of its path and a body that may be left out; what arrives is ignored, whatever it is. */
/* @__NO_SIDE_EFFECTS__ */
export function ignoredBody<Body extends object>(
  shape: Shape<Body>,
): RequestPart<WithBody<Body | undefined>> {
  const optional: Shape<Body | undefined> = either(shape, orUndefined);
  return {
    body: { shape, spellings: {}, otherNames: {}, optional: true },
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
    if (fits(identifier, value)) found[key] = value;
    else issues.add(...issuesIn(identifier, value, key));
  }
  const isComplete = (partial: Partial<Record<Keys, string>>): partial is Record<Keys, string> =>
    keys.every((key) => partial[key] !== undefined);
  return isComplete(found) ? found : undefined;
}

/** How the whole request of an operation is checked, written and read. */
/* @__NO_SIDE_EFFECTS__ */
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
const emptyResponse: ResponseCodec<undefined> = {
  isEmpty: true,
  normalize: () => undefined,
  checked: () => undefined,
  fromWire: () => undefined,
};

export interface ResponseOptions {
  /** Brings the known odd forms into the one form before it is checked. Must cope with anything. */
  readonly normalize?: (body: unknown) => unknown;
}

/** An answer of JSON. What was read is handed on as it came: unknown fields, exact dates and all. */
/* @__NO_SIDE_EFFECTS__ */
export function json<Output>(
  shape: Shape<Output>,
  { normalize = same }: ResponseOptions = {},
): ResponseMaker<Output> {
  // Unchecked by the caller's own wish; the type is then the caller's word.
  const unchecked = (given: unknown): given is Output => given !== undefined;
  return (operation) => {
    const checked = (value: unknown, mode: ValidationMode): Output => {
      if (mode === 'off' && unchecked(value)) return value;
      const strict = mode === 'strict';
      if (fits(shape, value, strict)) return value;
      throw new InvalidResponseError(issuesIn(shape, value, 'body', strict), { operation });
    };
    return {
      shape,
      isEmpty: false,
      normalize,
      checked,
      fromWire: (given, mode) => checked(normalize(given), mode),
    };
  };
}

/** Makes the codec of an answer for an operation. */
export type ResponseMaker<Output> = (operation: string) => ResponseCodec<Output>;

/** An answer without a body. */
export const empty: ResponseMaker<undefined> = () => emptyResponse;

import { InvalidInputError } from '../errors/index.ts';
import { IssueCollector } from '../errors/issue-collector.ts';
import { unknownNames } from '../errors/option-names.ts';
import type { RetryClass } from './operation.ts';
import { operations } from './operations.ts';
import { isSegment, segmentsOf } from './path.ts';

export type QueryValue = string | number | boolean | null | undefined;

/** A request of your own, below `/api/creditcontrol`. */
export interface RawRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Begins with `/`, such as `/storeconfig`. Encode what you put into it. */
  readonly path: string;
  /** Empty values (`undefined`, `null`) are left out. */
  readonly query?: Readonly<Record<string, QueryValue>> | undefined;
  /** Sent as JSON. */
  readonly body?: unknown;
  /**
   * `idempotent` when the same request twice has the effect of once. Without it only GET is ever sent again. A path
   * of the operations table keeps the table's own class, whatever is said here.
   */
  readonly retry?: 'idempotent' | 'once' | undefined;
}

const names = /* @__PURE__ */ Object.keys({
  method: true,
  path: true,
  query: true,
  body: true,
  retry: true,
} satisfies Record<keyof RawRequest, true>);

const methods: readonly string[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
const pathExpected =
  "a path that begins with / and stays below /api/creditcontrol, without '.', '..', empty segments, ? and #";

function isInside(path: unknown): path is string {
  if (typeof path !== 'string' || !/^\/[^\s?#\\]+$/.test(path)) return false;
  const segments = path.slice(1).replace(/\/$/, '').split('/');
  return segments.every(
    // Some servers decode before they look for segments: what would be `..` then is refused as well.
    (segment) =>
      segment !== '' && segment.split(/%2f|%5c/i).every((part) => !/^(?:\.|%2e){1,2}$/i.test(part)),
  );
}

function isJson(body: unknown): boolean {
  try {
    return body === undefined || JSON.stringify(body) !== undefined;
  } catch {
    return false;
  }
}

/** Refuses what could leave the API, before anything is sent. */
export function checkRawRequest(request: RawRequest): RawRequest {
  const issues = new IssueCollector();
  issues.add(...unknownNames(request, names, { url: 'path', params: 'query', json: 'body' }));
  issues.expect(methods.includes(request.method), 'method', `one of ${methods.join(', ')}`);
  issues.expect(isInside(request.path), 'path', pathExpected);
  issues.expect(request.method !== 'GET' || request.body === undefined, 'body', 'none with GET');
  issues.expect(isJson(request.body), 'body', 'what JSON can say');
  issues.throwIfAny((all) => new InvalidInputError(all, { operation: 'request' }));
  return request;
}

/** The query of a request of one's own, as it goes on the wire. */
export function rawQuery(request: RawRequest): Array<readonly [string, string]> {
  return Object.entries(request.query ?? {}).flatMap(
    ([name, value]): Array<readonly [string, string]> =>
      value === undefined || value === null ? [] : [[name, String(value)]],
  );
}

function isDecodable(path: string): boolean {
  try {
    return decodeURIComponent(path) !== undefined;
  } catch {
    return false;
  }
}

function isOf(template: string, segments: readonly string[]): boolean {
  const expected = segmentsOf(template);
  return (
    expected.length === segments.length &&
    expected.every((each, at) => each.startsWith('{') || isSegment(each, segments[at]))
  );
}

/** The operation that a request of one's own is, and so whether it may be repeated. */
export function meantBy({ method, path, retry }: RawRequest): {
  /** Where the operation is known; the path itself holds ids and is kept out of errors. */
  readonly template: string | undefined;
  readonly retry: RetryClass;
} {
  const segments = segmentsOf(path);
  const known = operations.find(
    (operation) =>
      operation.method === method &&
      [operation.path, ...operation.otherPaths].some((template) => isOf(template, segments)),
  );
  // What is known keeps its own class; elsewhere only GET is safe unless the caller says more.
  if (known !== undefined && isDecodable(path)) return { template: known.path, retry: known.retry };
  const unknownClass = retry === 'idempotent' ? 'idempotent' : 'once';
  return { template: undefined, retry: method === 'GET' ? 'read' : unknownClass };
}

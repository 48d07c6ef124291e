import { InvalidInputError } from '../errors/index.ts';
import { IssueCollector } from '../errors/issue-collector.ts';
import { unknownNames } from '../errors/option-names.ts';
import type { RetryClass } from './operation.ts';
import { matchRoute } from './router.ts';
import { operationsById } from './table.ts';

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

const names = Object.keys({
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

/** The path template, when the path is one of the table; the path itself holds ids and is kept out of errors. */
export function rawTemplate({ method, path }: RawRequest): string | undefined {
  const route = matchRoute(method, path);
  return route.kind === 'operation' ? operationsById[route.id].path : undefined;
}

/** A path of the table keeps the table's class; elsewhere only GET is safe unless the caller says more. */
export function rawRetryClass({ method, path, retry }: RawRequest): RetryClass {
  const route = matchRoute(method, path);
  if (route.kind === 'operation') return operationsById[route.id].retry;
  if (method === 'GET') return 'read';
  return retry === 'idempotent' ? 'idempotent' : 'once';
}

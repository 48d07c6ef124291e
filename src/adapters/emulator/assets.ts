import type { Issue } from '../../errors/issue.ts';
import { fail } from './answers.ts';
import type { HttpAnswer, HttpRequest } from './http.ts';

/** A file of a page, as it is served. */
export interface Asset {
  /** Its media type, such as `text/html; charset=utf-8`. */
  readonly type: string;
  readonly body: string | Uint8Array<ArrayBuffer>;
}

/** Files by their path below `/_ui`: `/` or `/app.js`. */
export type Assets = ReadonlyMap<string, Asset>;

/** Pages lie beside the API, never below it. */
export const pagesPath = '/_ui';

export const isPagesPath = (path: string): boolean => path === pagesPath || path.startsWith(`${pagesPath}/`);

/** A page may load what lies beside it, and talk to the emulator; nothing else. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** What is wrong with the pages, if anything is. */
export function pagesIssues(assets: unknown): Issue[] {
  if (assets === undefined) return [];
  const isAsset = (value: unknown): boolean =>
    typeof value === 'object' &&
    value !== null &&
    'type' in value &&
    typeof value.type === 'string' &&
    'body' in value &&
    (typeof value.body === 'string' || value.body instanceof Uint8Array);
  const isPath = (path: unknown): boolean => typeof path === 'string' && /^\/[\w./-]*$/.test(path);
  const holds = assets instanceof Map && [...assets].every(([path, asset]) => isPath(path) && isAsset(asset));
  return holds ? [] : [{ path: 'pages', expected: 'a Map of paths, such as /app.js, to { type, body }' }];
}

/** Answers a request for a file of the pages. */
export function answerAsset(assets: Assets, path: string, { method }: HttpRequest): HttpAnswer {
  if (method !== 'GET' && method !== 'HEAD')
    return fail({ status: 405, code: 405, message: 'Pages are read with GET.' }, { allow: 'GET, HEAD' });
  // What lies beside a page has to lie below the same folder.
  if (path === pagesPath) return { status: 308, headers: { location: `${pagesPath.slice(1)}/` } };
  const asset = assets.get(path.slice(pagesPath.length));
  if (asset === undefined) return fail({ status: 404, code: 404, message: 'There is no such page.' });
  return {
    status: 200,
    headers: {
      'content-type': asset.type,
      'content-security-policy': policy,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-cache',
    },
    body: method === 'HEAD' ? undefined : asset.body,
  };
}

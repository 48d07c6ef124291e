import { basePath } from '../../api/operation.ts';
import { storeHeader } from '../../client/store-identity.ts';
import type { HttpAnswer, HttpRequest } from './http.ts';

const methods = 'GET, POST, PUT, DELETE';
const requestHeaders = 'accept, content-type, vtexidclientautcookie, x-vtex-api-appkey, x-vtex-api-apptoken';
const answerHeaders = `date, retry-after, x-vtex-operation-id, ${storeHeader}`;

/** What lets a page of another origin read an answer. */
export function corsHeaders(pageOrigin: string): Record<string, string> {
  return {
    'access-control-allow-origin': pageOrigin,
    'access-control-allow-credentials': 'true',
    'access-control-expose-headers': answerHeaders,
    vary: 'origin',
  };
}

/** Whether a browser asks in advance what a page may send. */
export function isPreflight({ method, header }: HttpRequest): boolean {
  return (
    method === 'OPTIONS' &&
    header('origin') !== undefined &&
    header('access-control-request-method') !== undefined
  );
}

/** Below the API a page may send any method and any header; nothing else is told. */
export function preflightAnswer(request: HttpRequest, path: string): HttpAnswer | undefined {
  const { pageOrigin, header } = request;
  if (pageOrigin === undefined || !isPreflight(request) || !isApiPath(path)) return undefined;
  const asked = header('access-control-request-headers') ?? '';
  const more = /^[\w!#$%&'*+.^`|~ ,-]{0,2000}$/.test(asked) && asked !== '' ? `, ${asked}` : '';
  return {
    status: 204,
    headers: {
      ...corsHeaders(pageOrigin),
      'access-control-allow-methods': methods,
      'access-control-allow-headers': `${requestHeaders}${more}`,
      'access-control-max-age': '600',
      ...(header('access-control-request-private-network') === 'true'
        ? { 'access-control-allow-private-network': 'true' }
        : {}),
    },
  };
}

/** Also where a path is only nearly one of the API: what is wrong with it is told to pages as well. */
const isApiPath = (path: string): boolean =>
  path
    .replace(/\/{2,}/g, '/')
    .toLowerCase()
    .startsWith(`${basePath}/`);

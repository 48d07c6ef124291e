import { type CallerCredentials, secretsOf } from '../../reference/engine/callers.ts';
import type { HttpRequest } from './http.ts';

/** What a request proves itself with, and what of it must not be written down. */
export interface Presented {
  readonly credentials: CallerCredentials;
  readonly secrets: readonly string[];
}

const cookieName = 'vtexidclientautcookie';

function fromCookies(cookies: string): string | undefined {
  for (const part of cookies.split(';')) {
    const pair = part.trim();
    const at = pair.indexOf('=');
    if (at > 0 && pair.slice(0, at).toLowerCase() === cookieName) return pair.slice(at + 1);
  }
  return undefined;
}

/** What a request proves itself with, or tries to. */
export function credentialsOf({ header }: Pick<HttpRequest, 'header'>): CallerCredentials {
  const userToken = header(cookieName);
  const cookies = userToken === undefined ? header('cookie') : undefined;
  return {
    appKey: header('x-vtex-api-appkey'),
    appToken: header('x-vtex-api-apptoken'),
    userToken: cookies === undefined ? userToken : fromCookies(cookies),
  };
}

/** Few callers use one emulator; whoever tries many keys is not to fill the memory. */
const mostRemembered = 64;

/** Looks at the credentials of requests, at each only once: the forms of a secret are many. */
export function createPresenter(): (request: HttpRequest) => Presented {
  const known = new Map<string, Presented>();
  return (request) => {
    const credentials = credentialsOf(request);
    const { appKey = '', appToken = '', userToken = '' } = credentials;
    // No header has a line break in it.
    const key = `${appKey}\n${appToken}\n${userToken}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const presented = { credentials, secrets: secretsOf(credentials) };
    if (known.size >= mostRemembered) known.clear();
    known.set(key, presented);
    return presented;
  };
}

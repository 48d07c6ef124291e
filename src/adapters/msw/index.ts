import * as msw from 'msw';
import { basePath } from '../../api/operation.ts';
import { ConfigurationError } from '../../errors/index.ts';
import { urlOf } from '../../values/url.ts';
import type { Fetching } from '../emulator/fetch.ts';

/** The paths of the API, and what is nearly one: other case and double slashes are answered with what was meant. */
function pathsOf(origin: string): RegExp {
  const host = origin.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${host}${basePath.replaceAll('/', '/+')}/`, 'i');
}

/**
 * Lets Mock Service Worker answer a store's Customer Credit requests from an emulator. Requests to other paths of the
 * same host are left to your other handlers.
 *
 * ```ts
 * const emulator = createEmulator();
 * const server = setupServer(...handlers(emulator, 'https://mystore.vtexcommercestable.com.br'));
 * ```
 *
 * @param origin Scheme, host and port of the store, without a path.
 * @throws ConfigurationError for an origin that is none, and for a Mock Service Worker before version 2.2.
 */
export function handlers(emulator: Fetching, origin: string | URL): msw.RequestHandler[] {
  // Whatever msw a project has, it can install this package; only here is it looked at.
  if (!('http' in msw)) throw new ConfigurationError([{ path: 'msw', expected: 'version 2.2 or newer' }]);
  const url = urlOf(origin);
  if (
    url === undefined ||
    url.origin === 'null' ||
    url.pathname !== '/' ||
    url.search !== '' ||
    url.hash !== ''
  ) {
    throw new ConfigurationError([
      { path: 'origin', expected: 'an origin such as https://mystore.vtexcommercestable.com.br' },
    ]);
  }
  return [
    msw.http.all(pathsOf(url.origin), async ({ request }) => {
      try {
        return await emulator.fetch(request);
      } catch {
        // A handler that throws would be answered with its stack.
        return Response.error();
      }
    }),
  ];
}

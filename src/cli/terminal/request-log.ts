import { credentialsOf } from '../../adapters/emulator/emulator.ts';
import { secretsOf } from '../../reference/engine/callers.ts';
import { redacted } from '../../text/redact.ts';

type Fetch = (request: Request) => Promise<Response>;

/** The path and the query of a request, without the credentials that someone put there by mistake. */
function pathOf(request: Request): string {
  const { pathname, search } = new URL(request.url);
  return redacted(`${pathname}${search}`, secretsOf(credentialsOf(request)));
}

/** Tells each request in a line of JSON once it is answered: no headers, no bodies, no credentials. */
export function logged(fetch: Fetch, tell: (line: string) => void): Fetch {
  return async (request) => {
    const { method } = request;
    const line = (answer: object): void => tell(JSON.stringify({ method, path: pathOf(request), ...answer }));
    try {
      const response = await fetch(request);
      line({ status: response.status, requestId: response.headers.get('x-vtex-operation-id') });
      return response;
    } catch (error) {
      line({ lost: true });
      throw error;
    }
  };
}

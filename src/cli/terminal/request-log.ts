import { credentialsOf } from '../../adapters/emulator/credentials.ts';
import type { Handle, HttpRequest } from '../../adapters/emulator/http.ts';
import { secretsOf } from '../../reference/engine/callers.ts';
import { redacted } from '../../text/redact.ts';

/** The path and the query of a request, without the credentials that someone put there by mistake. */
function pathOf(request: HttpRequest): string {
  return redacted(request.target, secretsOf(credentialsOf(request)));
}

/** Tells each request in a line of JSON once it is answered: no headers, no bodies, no credentials. */
export function logged(handle: Handle, tell: (line: string) => void): Handle {
  return async (request) => {
    const { method } = request;
    const line = (answer: object): void => tell(JSON.stringify({ method, path: pathOf(request), ...answer }));
    try {
      const answer = await handle(request);
      line({ status: answer.status, requestId: answer.headers['x-vtex-operation-id'] ?? null });
      return answer;
    } catch (error) {
      line({ lost: true });
      throw error;
    }
  };
}

import type { RetryClass } from '../../api/operation.ts';
import { meantBy, rawQuery } from '../../api/raw-request.ts';
import type { RawExecutor } from '../executor.ts';
import { type Incoming, shapeOf, tellsFailure } from './answer.ts';
import { jsonOf } from './end-of.ts';
import { expectedOwn, httpExecutor, queryText, type Read } from './executor.ts';
import type { ResolvedOptions } from './options.ts';

/** The answer to a request of one's own: its JSON, else its text, else `undefined`. */
function readLoosely(incoming: Incoming, retry: RetryClass): ReturnType<Read<unknown>> {
  const shape = shapeOf(incoming);
  const isPage = shape === 'other' && incoming.text.trimStart().startsWith('<');
  if (retry !== 'read' && (shape === 'api-error' || isPage || tellsFailure(incoming)))
    return { expected: expectedOwn };
  return { output: () => (jsonOf(incoming) ?? { json: incoming.text }).json };
}

/** Sends operations over HTTP, and requests of one's own. */
export function rawHttpExecutor(options: ResolvedOptions, now: () => number): RawExecutor {
  const { execute, make, store } = httpExecutor(options, now);
  return {
    execute,
    store,
    request: (request, options) => {
      const { method, path, body } = request;
      const { template, retry } = meantBy(request);
      return make<unknown>(
        {
          operation: 'request',
          path: template,
          method,
          target: `${path}${queryText(rawQuery(request))}`,
          body,
          retry,
          read: (incoming) => readLoosely(incoming, retry),
        },
        options,
      );
    },
  };
}

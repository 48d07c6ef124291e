import type { FaultStatus } from '../control/fault-types.ts';

/** What VTEX says when it fails (known issues 926563, 1093711). */
const standardBody = { message: 'An error has occurred.' };

interface FailureAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** An injected status as the answer that arrives. */
export function failureAnswer(failure: FaultStatus, requestId: string): FailureAnswer {
  const { status, retryAfter, body = standardBody, headers: more } = failure;
  const isText = typeof body === 'string';
  const text = isText ? body : JSON.stringify(body);
  const type = isText ? (body.trimStart().startsWith('<') ? 'text/html' : 'text/plain') : 'application/json';
  const headers = new Headers({
    'content-type': `${type}; charset=utf-8`,
    'x-vtex-operation-id': requestId,
    ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
  });
  for (const [name, value] of new Headers(more)) headers.set(name, value);
  return { status, headers, text };
}

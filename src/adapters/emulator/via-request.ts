import { type Fetching, handleBehind, streamOf } from './fetch.ts';
import type { Handle, HttpRequest } from './http.ts';

/** A `Request` for whoever answers nothing else. */
function toRequest(request: HttpRequest): Request {
  const { method, host, target, signal } = request;
  const body = method === 'GET' || method === 'HEAD' ? undefined : request.body();
  return new Request(`http://${host}${target}`, {
    method,
    headers: request.headers(),
    ...(signal === undefined ? {} : { signal }),
    ...(body === undefined ? {} : { body: streamOf(body), duplex: 'half' as const }),
  });
}

/** What answers behind a `fetch`, without a `Request` where it is one of ours. */
export function handleOf(emulator: Fetching): Handle {
  const handle = handleBehind(emulator.fetch);
  if (handle !== undefined) return handle;
  return async (request) => {
    const { status, headers, body } = await emulator.fetch(toRequest(request));
    return { status, headers: Object.fromEntries(headers), body: body ?? undefined };
  };
}

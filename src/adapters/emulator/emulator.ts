import { basePath } from '../../api/operation.ts';
import { matchRoute } from '../../api/router.ts';
import { operationsById } from '../../api/table.ts';
import { ConfigurationError } from '../../errors/index.ts';
import type { Control, Controlled } from '../../reference/control/control.ts';
import { type CallerCredentials, secretsOf } from '../../reference/engine/callers.ts';
import { checkIsOptions, type ReferenceOptions } from '../../reference/options.ts';
import { createReference, forkReference } from '../../reference/reference.ts';
import { nearOf, outsideRoute, routeRefusal } from '../../reference/serve/routes.ts';
import { carryOut } from '../../reference/serve/serve-call.ts';
import { redacted } from '../../text/redact.ts';
import { readBody } from './body.ts';
import { answerControl, isControlPath } from './control-plane.ts';
import { fail, lossOf, lostConnection, toResponse } from './respond.ts';

export interface EmulatorOptions extends ReferenceOptions {
  /** The largest request body in bytes: 1,048,576 unless given. A larger one is refused with 413. */
  readonly maxBodyBytes?: number | undefined;
  /**
   * Lets other processes use the controls: `POST /_control/clock.advance` and so on, see `connectControl`. Off unless
   * switched on: whoever reaches the emulator can then change everything in it.
   */
  readonly controlPlane?: boolean | undefined;
}

export interface Emulator {
  /**
   * Answers a request as the API would. Bound: pass it on as it is, as a client's `fetch`. Rejects as fetch does where a
   * fault takes the answer away.
   */
  readonly fetch: (request: Request) => Promise<Response>;
  readonly control: Control<Emulator>;
}

const standardBodyLimit = 1_048_576;

function cookie(headers: Headers, name: string): string | undefined {
  const pairs =
    headers
      .get('cookie')
      ?.split(';')
      .map((pair) => pair.trim()) ?? [];
  return pairs
    .find((pair) => pair.toLowerCase().startsWith(`${name.toLowerCase()}=`))
    ?.slice(name.length + 1);
}

/** What a request proves itself with, or tries to. */
export function credentialsOf({ headers }: Request): CallerCredentials {
  const name = 'VtexIdclientAutCookie';
  return {
    appKey: headers.get('x-vtex-api-appkey') ?? undefined,
    appToken: headers.get('x-vtex-api-apptoken') ?? undefined,
    userToken: headers.get(name) ?? cookie(headers, name),
  };
}

interface Door {
  readonly controlled: Controlled;
  readonly options: EmulatorOptions;
}

async function answer({ controlled, options }: Door, request: Request): Promise<Response> {
  const { engine, callers, journal } = controlled;
  const { maxBodyBytes = standardBodyLimit, controlPlane = false } = options;
  const url = new URL(request.url);
  if (controlPlane && isControlPath(url.pathname))
    return answerControl(controlled.control, url.pathname, request);
  const below = url.pathname.startsWith(`${basePath}/`) ? url.pathname.slice(basePath.length) : undefined;
  const route =
    below === undefined ? outsideRoute(request.method, url.pathname) : matchRoute(request.method, below);
  const credentials = credentialsOf(request);
  const secrets = secretsOf(credentials);
  const { method, signal } = request;
  if (route.kind !== 'operation') {
    const refusal = routeRefusal(method, url.pathname, route);
    const near = nearOf(below ?? url.pathname, route);
    const path = redacted(url.pathname, secrets);
    journal.miss({ method, path, near, requestId: engine.ids.requestId(), status: refusal.status });
    return fail(refusal, route.kind === 'method' ? { allow: route.allowed.join(', ') } : {});
  }
  const { id } = route;
  const { store } = engine;
  const body = await readBody(request, maxBodyBytes);
  // It came to a store that is no more.
  if (engine.store !== store) throw lostConnection('UND_ERR_SOCKET');
  if (body.kind !== 'json') {
    const failure = bodyFailures[body.kind](maxBodyBytes);
    const { path } = operationsById[id];
    const caller = callers.find(credentials)?.name;
    const { status } = failure;
    journal.begin({ operation: id, method, path, caller, requestId: engine.ids.requestId(), status });
    return fail(failure);
  }
  const wire = { path: route.path, query: [...url.searchParams], body: body.json };
  const caller = callers.find(credentials);
  const call = { id, caller, secrets, given: { wire }, signal, holds: request };
  return toResponse(await carryOut(controlled, call), signal);
}

const bodyFailures = {
  'too-large': (limit: number) => ({
    status: 413,
    code: 413,
    message: `The body is larger than ${limit} bytes.`,
  }),
  malformed: () => ({ status: 400, code: 400, message: 'The body is not JSON in UTF-8.' }),
};

/** Whatever has a URL and headers will do: a `Request` may be that of another realm. */
export function checkRequest(request: unknown): void {
  const isRequest =
    typeof request === 'object' && request !== null && 'url' in request && 'headers' in request;
  if (!isRequest) throw new TypeError('fetch: expected a Request, such as new Request(url)');
}

function doorOf(door: Door): Emulator {
  const { controlled, options } = door;
  return {
    control: {
      ...controlled.control,
      fork: () => doorOf({ options, controlled: forkReference(controlled, options) }),
    },
    fetch: async (request) => {
      checkRequest(request);
      try {
        return await answer(door, request);
      } catch (error) {
        if (lossOf(error) !== undefined || request.signal.aborted) throw error;
        // A bug of the reference: said as VTEX says it, without a word of the inside.
        return fail({ status: 500, message: 'An error has occurred.' });
      }
    },
  };
}

/**
 * The reference behind HTTP: a function from `Request` to `Response`, and the controls around it. It listens nowhere
 * by itself. Success is always 200; the errors are those of `errors` in the guide.
 *
 * ```ts
 * const emulator = createEmulator({ now: '2024-05-08T12:00:00Z' });
 * const client = new CustomerCreditClient({ accountName: 'mystore', appKey, appToken, fetch: emulator.fetch });
 * ```
 *
 * @throws ConfigurationError naming every option and every field of the seed that cannot be used.
 */
export function createEmulator(options: EmulatorOptions = {}): Emulator {
  checkIsOptions(options);
  const { maxBodyBytes = standardBodyLimit, ...reference } = options;
  if (!Number.isSafeInteger(maxBodyBytes) || maxBodyBytes < 0) {
    throw new ConfigurationError([{ path: 'maxBodyBytes', expected: 'a whole number of bytes from 0' }]);
  }
  return doorOf({ controlled: createReference(reference), options });
}

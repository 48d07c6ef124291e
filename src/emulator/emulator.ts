import { ConfigurationError } from '../errors.ts';
import type { CallerCredentials } from '../memory/callers.ts';
import type { Control, Controlled } from '../memory/control.ts';
import type { Answer } from '../memory/engine.ts';
import { createReference, forkReference, type ReferenceOptions } from '../memory/reference.ts';
import { routeRefusal } from '../memory/routes.ts';
import { basePath, type WireRequest } from '../operations/operation.ts';
import { matchRoute, type Route } from '../operations/router.ts';
import { readBody } from './body.ts';

export interface EmulatorOptions extends ReferenceOptions {
  /** The largest request body in bytes: 1,048,576 unless given. A larger one is refused with 413. */
  readonly maxBodyBytes?: number | undefined;
}

export interface Emulator {
  /** Answers a request as the API would. Bound: pass it on as it is, as a client's `fetch`. */
  readonly fetch: (request: Request) => Promise<Response>;
  readonly control: Control<Emulator>;
}

const standardBodyLimit = 1_048_576;

interface Failure {
  readonly status: number;
  readonly code?: number;
  readonly message: string;
}

function respond(status: number, body: unknown, headers: Readonly<Record<string, string>>): Response {
  if (body === undefined) return new Response(null, { status, headers });
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  });
}

function fail({ status, ...body }: Failure, headers: Readonly<Record<string, string>> = {}): Response {
  return respond(status, body, headers);
}

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

function credentialsOf({ headers }: Request): CallerCredentials {
  const name = 'VtexIdclientAutCookie';
  return {
    appKey: headers.get('x-vtex-api-appkey') ?? undefined,
    appToken: headers.get('x-vtex-api-apptoken') ?? undefined,
    userToken: headers.get(name) ?? cookie(headers, name),
  };
}

const outside: Route = { kind: 'unknown', near: undefined };

interface Door {
  readonly controlled: Controlled;
  readonly maxBodyBytes: number;
}

async function answer({ controlled, maxBodyBytes }: Door, request: Request): Promise<Response> {
  const { engine, callers } = controlled;
  const url = new URL(request.url);
  const below = url.pathname.startsWith(`${basePath}/`) ? url.pathname.slice(basePath.length) : undefined;
  const route = below === undefined ? outside : matchRoute(request.method, below);
  if (route.kind !== 'operation') {
    const allow: Record<string, string> = route.kind === 'method' ? { allow: route.allowed.join(', ') } : {};
    return fail(routeRefusal(request.method, below ?? url.pathname, route), allow);
  }
  const body = await readBody(request, maxBodyBytes);
  if (body.kind === 'too-large') {
    return fail({ status: 413, code: 413, message: `The body is larger than ${maxBodyBytes} bytes.` });
  }
  if (body.kind === 'malformed')
    return fail({ status: 400, code: 400, message: 'The body is not JSON in UTF-8.' });
  const wire: WireRequest = { path: route.path, query: [...url.searchParams], body: body.json };
  return toResponse(engine.callWire(route.id, callers.find(credentialsOf(request)), wire));
}

function toResponse(given: Answer): Response {
  const headers = { 'x-vtex-operation-id': given.requestId };
  if (given.ok) return respond(200, given.output, headers);
  return fail(given.refusal, headers);
}

function doorOf(door: Door, idSeed: string | number | undefined): Emulator {
  return {
    control: {
      ...door.controlled.control,
      fork: () => doorOf({ ...door, controlled: forkReference(door.controlled, idSeed) }, idSeed),
    },
    fetch: async (request) => {
      try {
        return await answer(door, request);
      } catch {
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
  const { maxBodyBytes = standardBodyLimit, ...reference } = options;
  if (!Number.isSafeInteger(maxBodyBytes) || maxBodyBytes < 0) {
    throw new ConfigurationError([{ path: 'maxBodyBytes', expected: 'a whole number of bytes from 0' }]);
  }
  return doorOf({ controlled: createReference(reference), maxBodyBytes }, options.idSeed);
}

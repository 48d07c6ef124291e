import { basePath } from '../../api/operation.ts';
import { type OperationId, operationsById } from '../../api/table.ts';
import { storeHeader, storeKey } from '../../client/store-identity.ts';
import { ConfigurationError } from '../../errors/index.ts';
import { unknownNames } from '../../errors/option-names.ts';
import type { Control, Controlled } from '../../reference/control/control.ts';
import { givenOnWire } from '../../reference/engine/engine.ts';
import { checkIsOptions, type ReferenceOptions } from '../../reference/options.ts';
import { createReference, forkReference } from '../../reference/reference.ts';
import { nearOf, outsideRoute, routeRefusal, servedRoute } from '../../reference/serve/routes.ts';
import { type ServedCall, serveCall } from '../../reference/serve/serve-call.ts';
import { redacted } from '../../text/redact.ts';
import { answerOf, fail, lossOf, lostConnection } from './answers.ts';
import { type Assets, answerAsset, isPagesPath, pagesIssues } from './assets.ts';
import { isWithoutBody, noBody, type ReadBody, readBody } from './body.ts';
import { answerControl, isControlPath } from './control-plane.ts';
import { corsHeaders, preflightAnswer } from './cors.ts';
import { createPresenter, type Presented } from './credentials.ts';
import { type EmulatorFetch, fetchOver } from './fetch.ts';
import { type Handle, type HttpAnswer, type HttpRequest, queryOf, splitTarget } from './http.ts';
import { createDateHeader } from './http-date.ts';

export interface EmulatorOptions extends ReferenceOptions {
  /** The largest request body in bytes: 1,048,576 unless given. A larger one is refused with 413. */
  readonly maxBodyBytes?: number | undefined;
  /**
   * Lets other processes use the controls: `POST /_control/clock.advance` and so on, see `connectControl`. Off unless
   * switched on: whoever reaches the emulator can then change everything in it.
   */
  readonly controlPlane?: boolean | undefined;
  /**
   * Files served below `/_ui`, by their path there; none unless given. They may load only what lies beside them, and
   * are the only pages that may use the control plane, where that is switched on.
   */
  readonly pages?: Assets | undefined;
}

/** The compiler names an option that is missing here. */
const optionNames: Readonly<Record<keyof EmulatorOptions, true>> = {
  now: true,
  seed: true,
  idSeed: true,
  faults: true,
  quirks: true,
  journalSize: true,
  dueDays: true,
  maxBodyBytes: true,
  controlPlane: true,
  pages: true,
};
export const emulatorOptionNames: readonly string[] = Object.keys(optionNames);

/** What other emulators and the program call it. */
export const optionHints = {
  control: 'controlPlane',
  data: 'seed',
  date: 'now',
  clock: 'now',
  port: 'listen(emulator, { port })',
  host: 'listen(emulator, { host })',
  accountName: 'createStores',
  ui: 'pages',
};

/** Options of a `CustomerCreditClient` that uses an emulator, by the emulator's own clock. */
export interface EmulatorClientOptions {
  readonly accountName: string;
  readonly fetch: EmulatorFetch;
  /** The emulator's time: what is overdue here is overdue there. */
  readonly now: () => number;
}

/** A key and a token, or the token of a user. */
export type EmulatorCredentials =
  | { readonly appKey: string; readonly appToken: string }
  | { readonly userToken: string };

export interface Emulator {
  /**
   * Answers a request as the API would. Takes what `fetch` takes, and is bound: pass it on as it is, as a client's
   * `fetch`. Rejects as fetch does where a fault takes the answer away, and for what is no request.
   */
  readonly fetch: EmulatorFetch;
  readonly control: Control<Emulator>;
  /**
   * Options for a client of this emulator: its `fetch` and its clock, so that both agree on what is overdue, and the
   * credentials given, `any` and `any` unless given.
   *
   * ```ts
   * const client = new CustomerCreditClient(emulator.clientOptions());
   * const reader = new CustomerCreditClient({ ...emulator.clientOptions({ userToken }), retries: 0 });
   * ```
   */
  clientOptions(): EmulatorClientOptions & { readonly appKey: string; readonly appToken: string };
  clientOptions<Credentials extends EmulatorCredentials>(
    credentials: Credentials,
  ): EmulatorClientOptions & Credentials;
}

export const standardBodyLimit = 1_048_576;
export const standardAccountName = 'mystore';

interface Served {
  readonly controlled: Controlled;
  readonly options: EmulatorOptions;
  readonly present: (request: HttpRequest) => Presented;
}

function answerApi(
  served: Served,
  path: string,
  query: string,
  request: HttpRequest,
): HttpAnswer | Promise<HttpAnswer> {
  const { controlled, present } = served;
  const { engine, journal } = controlled;
  const { method } = request;
  // With an empty segment it is none of the API's paths, whatever it begins with.
  const isApi = path.startsWith(`${basePath}/`) && !path.includes('//');
  const below = isApi ? path.slice(basePath.length) : undefined;
  const found = below === undefined ? undefined : servedRoute(method, below);
  const isLost = found === undefined || (found.kind === 'unknown' && found.near === undefined);
  const route = isLost ? outsideRoute(method, path) : found;
  const presented = present(request);
  if (route.kind !== 'operation') {
    const refusal = routeRefusal(method, path, route);
    const near = nearOf(below ?? path, route);
    const asked = redacted(path, presented.secrets);
    journal.miss({ method, path: asked, near, requestId: engine.ids.requestId(), status: refusal.status });
    return fail(refusal, route.kind === 'method' ? { allow: route.allowed.join(', ') } : {});
  }
  const call = { request, presented, id: route.id, path: route.path, query };
  return isWithoutBody(request) ? answerCall(served, call, noBody) : answerWithBody(served, call);
}

/** A request that reached an operation. */
interface ReachedCall {
  readonly request: HttpRequest;
  readonly presented: Presented;
  readonly id: OperationId;
  readonly path: Readonly<Record<string, string>>;
  readonly query: string;
}

async function answerWithBody(served: Served, call: ReachedCall): Promise<HttpAnswer> {
  const { engine } = served.controlled;
  const { store } = engine;
  const { maxBodyBytes = standardBodyLimit } = served.options;
  const body = await readBody(call.request, maxBodyBytes);
  // It came to a store that is no more.
  if (engine.store !== store) throw lostConnection('UND_ERR_SOCKET');
  return answerCall(served, call, body);
}

function answerCall(
  { controlled, options }: Served,
  { request, presented, id, path, query }: ReachedCall,
  body: ReadBody,
): HttpAnswer | Promise<HttpAnswer> {
  const { engine, callers, journal } = controlled;
  const { maxBodyBytes = standardBodyLimit } = options;
  const { credentials, secrets } = presented;
  const { method } = request;
  const caller = callers.find(credentials);
  if (body.kind !== 'json') {
    const failure = bodyFailures[body.kind](maxBodyBytes);
    const { path: template } = operationsById[id];
    const requestId = engine.ids.requestId();
    journal.begin({
      operation: id,
      method,
      path: template,
      caller: caller?.name,
      requestId,
      status: failure.status,
    });
    return fail(failure);
  }
  const wire = { path, query: queryOf(query), body: body.json };
  const call: ServedCall<unknown> = {
    id,
    caller,
    secrets,
    given: givenOnWire(id, wire),
    // A signal is made for whoever asks for it, and few calls ever wait.
    get signal() {
      return request.signal;
    },
    holds: request,
  };
  const answered = serveCall(controlled, call);
  const signal = (): AbortSignal | undefined => request.signal;
  return 'then' in answered ? answered.then((each) => answerOf(each, signal)) : answerOf(answered, signal);
}

const bodyFailures = {
  'too-large': (limit: number) => ({
    status: 413,
    code: 413,
    message: `The body is larger than ${limit} bytes.`,
  }),
  malformed: () => ({ status: 400, code: 400, message: 'The body is not JSON in UTF-8.' }),
};

/** An answer that a page of another origin may read. */
async function shared(answered: HttpAnswer | Promise<HttpAnswer>, pageOrigin: string): Promise<HttpAnswer> {
  const { headers, ...rest } = await answered;
  return { ...rest, headers: { ...headers, ...corsHeaders(pageOrigin) } };
}

function answer(served: Served, request: HttpRequest): HttpAnswer | Promise<HttpAnswer> {
  const { pages, controlPlane = false } = served.options;
  const { path, query } = splitTarget(request.target);
  if (pages !== undefined && isPagesPath(path)) return answerAsset(pages, path, request);
  if (controlPlane && isControlPath(path)) return answerControl(served.controlled.control, path, request);
  const preflight = preflightAnswer(request, path);
  if (preflight !== undefined) return preflight;
  const answered = answerApi(served, path, query, request);
  return request.pageOrigin === undefined ? answered : shared(answered, request.pageOrigin);
}

/** Names the data of an emulator. `kept`: it goes on with data that another process had, as those very data. */
export function dataIdOf({ fetch }: Emulator, kept?: string): string {
  const tell: unknown = Reflect.get(fetch, storeKey);
  return typeof tell === 'function' ? String(Reflect.apply(tell, undefined, [kept])) : '';
}

/** The emulator of a store, from what answers its calls. */
function emulatorOf(controlled: Controlled, options: EmulatorOptions, accountName: string): Emulator {
  const served = { controlled, options, present: createPresenter() };
  const dateOf = createDateHeader(controlled.engine.clock.now);
  const dataId = (kept?: string): string => controlled.engine.store.dataId(kept);
  const dated = (answered: HttpAnswer): HttpAnswer => {
    answered.headers['date'] ??= dateOf();
    answered.headers[storeHeader] ??= dataId();
    return answered;
  };
  const handle: Handle = (request) => {
    const failed = (error: unknown): HttpAnswer => {
      if (lossOf(error) !== undefined || request.signal?.aborted === true) throw error;
      // A bug of the reference: said as VTEX says it, without a word of the inside.
      return dated(fail({ status: 500, message: 'An error has occurred.' }));
    };
    try {
      const answered = answer(served, request);
      return 'then' in answered ? answered.then(dated, failed) : dated(answered);
    } catch (error) {
      return failed(error);
    }
  };
  const fetch = fetchOver(handle);
  Object.assign(fetch, { [storeKey]: dataId });
  const { control } = controlled;
  const base = { accountName, fetch, now: () => control.clock.now() };
  const anyKey = { appKey: 'any', appToken: 'any' };
  function clientOptions(): EmulatorClientOptions & typeof anyKey;
  function clientOptions<Credentials extends EmulatorCredentials>(
    credentials: Credentials,
  ): EmulatorClientOptions & Credentials;
  function clientOptions(credentials: EmulatorCredentials = anyKey): EmulatorClientOptions {
    return { ...base, ...credentials };
  }
  return {
    control: {
      ...control,
      fork: () => emulatorOf(forkReference(controlled, options), options, accountName),
    },
    fetch,
    clientOptions,
  };
}

/** The emulator of a store that has a name. */
export function createNamedEmulator(options: EmulatorOptions, accountName: string): Emulator {
  checkIsOptions(options);
  const { maxBodyBytes = standardBodyLimit, pages, controlPlane, ...reference } = options;
  const isLimit = Number.isSafeInteger(maxBodyBytes) && maxBodyBytes >= 0;
  const issues = [
    ...unknownNames(options, emulatorOptionNames, optionHints),
    ...pagesIssues(pages),
    ...(isLimit ? [] : [{ path: 'maxBodyBytes', expected: 'a whole number of bytes from 0' }]),
    ...(controlPlane === undefined || typeof controlPlane === 'boolean'
      ? []
      : [{ path: 'controlPlane', expected: 'true or false' }]),
  ];
  if (issues.length > 0) throw new ConfigurationError(issues);
  return emulatorOf(createReference(reference), options, accountName);
}

/**
 * The reference behind HTTP: a function from `Request` to `Response`, and the controls around it. It listens nowhere
 * by itself. Success is always 200; the errors are those of `errors` in the guide. Pages of other origins may use the
 * API; the header `Date` tells the emulator's own time.
 *
 * ```ts
 * const emulator = createEmulator({ now: '2024-05-08T12:00:00Z' });
 * const client = new CustomerCreditClient(emulator.clientOptions());
 * ```
 *
 * @throws ConfigurationError naming every option and every field of the seed that cannot be used.
 */
export function createEmulator(options: EmulatorOptions = {}): Emulator {
  return createNamedEmulator(options, standardAccountName);
}

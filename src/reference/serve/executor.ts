import { basePath, type Operation } from '../../api/operation.ts';
import { type RawRequest, rawQuery } from '../../api/raw-request.ts';
import { isOperationId, type OperationId, operationsById } from '../../api/table.ts';
import { type CallOptions, isTimeout, type RawExecutor, timeoutExpected } from '../../client/executor.ts';
import type { Arrival } from '../../client/http/attempt.ts';
import { errorOf } from '../../client/http/call.ts';
import { endOf } from '../../client/http/end-of.ts';
import type { Sent } from '../../client/http/exchange.ts';
import { toldAlone } from '../../client/http/outcome.ts';
import type { StoreIdentity } from '../../client/store-identity.ts';
import type { CallFacts } from '../../errors/base.ts';
import { apiError, type CustomerCreditError, InvalidInputError } from '../../errors/index.ts';
import { standardTimeout } from '../../values/limits.ts';
import type { ReferenceParts } from '../control/reference-parts.ts';
import type { Caller } from '../engine/callers.ts';
import { givenByClient, givenOnWire } from '../engine/engine.ts';
import type { Given } from '../engine/entry.ts';
import { failureAnswer } from './failure.ts';
import { nearOf, routeRefusal, servedRoute } from './routes.ts';
import { type BodyFault, delay, type ServedCall, serveCall, silence } from './serve-call.ts';

/** Who calls, and what of it must not be written down. */
export interface CallingAs {
  readonly caller: Caller | undefined;
  readonly secrets: readonly string[];
}

/** Runs operations on the engine, in this process: no requests and no responses. */
export class MemoryExecutor implements RawExecutor {
  readonly #parts: ReferenceParts;
  readonly #as: () => CallingAs;
  readonly #now = (): number => this.#parts.engine.clock.now();

  readonly store: StoreIdentity;

  constructor(parts: ReferenceParts, as: () => CallingAs) {
    this.#parts = parts;
    this.#as = as;
    this.store = { address: 'memory', live: () => parts.engine.store.dataId() };
  }

  async execute<Input, Output>(
    operation: Operation<Input, Output>,
    input: Input,
    options: CallOptions,
  ): Promise<Output> {
    const { id } = operation;
    const given = givenByClient(operation, input);
    if (given === undefined || !isOperationId(id))
      throw new RangeError(`operation: expected one of the table, not ${id}`);
    return this.#output(id, given, options, id);
  }

  async request(request: RawRequest, options: CallOptions): Promise<unknown> {
    options.signal?.throwIfAborted();
    const { method, path, body } = request;
    const route = servedRoute(method, path);
    if (route.kind !== 'operation') {
      const { status, code, message } = routeRefusal(method, `${basePath}${path}`, route);
      const near = nearOf(path, route);
      const requestId = this.#parts.engine.ids.requestId();
      this.#parts.journal.miss({ method, path: `${basePath}${path}`, near, requestId, status });
      throw apiError({ status, operation: 'request', vtexCode: code, vtexMessage: message, attempts: 1 });
    }
    const wire = { path: route.path, query: rawQuery(request), body: jsonCopy(body) };
    return jsonCopy(await this.#output(route.id, givenOnWire(route.id, wire), options, 'request'));
  }

  async #output<Output>(
    id: OperationId,
    given: Given<Output>,
    { signal, timeout, totalTimeout }: CallOptions,
    operation: string,
  ): Promise<Output> {
    signal?.throwIfAborted();
    for (const [name, given] of Object.entries({ timeout, totalTimeout }))
      if (given !== undefined && !isTimeout(given))
        throw new InvalidInputError([{ path: name, expected: timeoutExpected }], { operation });
    // Nobody waits in memory: a call that would never end fails at once, as it would when its time is over. Only a
    // caller with a signal and no time limit of its own is left to end it.
    const inAll = totalTimeout === false ? undefined : totalTimeout;
    const limit = timeout ?? (signal === undefined ? standardTimeout : false);
    const isTotal = inAll !== undefined && (limit === false || inAll <= limit);
    const patience = isTotal ? inAll : limit === false ? undefined : limit;
    const scope = isTotal ? 'call' : 'attempt';
    const call: ServedCall<Output> = { ...this.#as(), id, given, signal, patience, timeless: true };
    const served = await serveCall(this.#parts, call);
    const failed = (arrival: Arrival): unknown => {
      // The caller's own reason when the caller ended the call.
      if (signal?.aborted) return signal.reason;
      const bounds = { limit: false, scope, allowed: patience ?? standardTimeout } as const;
      return failureOf(operationsById[id], { operation, attempts: 1 }, { arrival, bounds }, this.#now);
    };
    if (served.kind === 'lost') throw failed({ ...lost, code: served.loss });
    if (served.kind === 'silence') throw failed({ kind: 'late' });
    if (served.kind === 'status')
      throw failed({
        kind: 'answer',
        incoming: { ...failureAnswer(served.failure, served.requestId), whole: true },
      });
    const { answer, body } = served;
    if (!answer.ok) {
      const { status, code, message } = answer.refusal;
      const whole = await isWhole(body, call);
      const headers = new Map([['x-vtex-operation-id', answer.requestId]]);
      const text = whole ? JSON.stringify({ code, message }) : '';
      const incoming = { status, headers: { get: (name: string) => headers.get(name) ?? null }, text, whole };
      throw failed({ kind: 'answer', incoming });
    }
    for (const fault of body) {
      if ('loss' in fault) throw failed({ ...lost, code: fault.loss });
      if ('hang' in fault) await silence(call);
      if ('hang' in fault || !(await delay(fault.latency, call))) throw failed({ kind: 'late' });
    }
    return answer.output;
  }
}

/** Whether a body comes to its end, and in time. */
async function isWhole(faults: readonly BodyFault[], call: ServedCall<unknown>): Promise<boolean> {
  for (const fault of faults) {
    if ('hang' in fault) await silence(call);
    if (!('latency' in fault && (await delay(fault.latency, call)))) return false;
  }
  return true;
}

const lost = { kind: 'failed', event: { kind: 'lost' } } as const;

const redact = (text: string): string => text;

/** What is known of an operation that failed. */
interface Failing extends Pick<Operation<unknown, unknown>, 'path' | 'retry'> {
  readonly recovery?: { readonly advice: string } | undefined;
}

/** The error of a call that ended so: that of the HTTP client for its only attempt. */
function failureOf(
  { path, retry, recovery }: Failing,
  given: CallFacts,
  sent: Sent,
  now: () => number,
): CustomerCreditError {
  const facts = { ...given, path };
  const end = endOf<never>(sent, {
    retry,
    facts,
    redact,
    now,
    maxResponseBytes: Number.POSITIVE_INFINITY,
    read: () => ({ expected: [] }),
    accepts: undefined,
  });
  return errorOf({ retry, advice: recovery?.advice, facts }, end, toldAlone(retry, end.event), 1);
}

/** What JSON leaves of a value. */
function jsonCopy(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}

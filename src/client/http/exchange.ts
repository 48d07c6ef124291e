import { type Incoming, requestIdOf } from '../../errors/error-of.ts';
import { type ApiError, CustomerCreditError, NetworkError, TimeoutError } from '../../errors/index.ts';
import { attempt, type Outgoing } from './attempt.ts';
import { bounded, expired } from './bounded.ts';
import type { Deadline } from './deadline.ts';
import { type CallEvent, harmless, tell } from './hooks.ts';
import type { Permit } from './limiter.ts';
import type { ResolvedOptions } from './options.ts';

/** The call that is settled by reading. */
export interface ReadingBackFor {
  readonly operation: string;
  readonly call: object;
}

/** What is sent for one call, as often as it takes. */
export interface Sending {
  readonly operation: string;
  /** The path template, for errors and events. */
  readonly path: string | undefined;
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly body: unknown;
  readonly readingBackFor: ReadingBackFor | undefined;
  /** Whether time is kept for reading back. */
  readonly keepsTime: boolean;
  /** Takes the credentials out of a text that echoes them. */
  readonly redact: (text: string) => string;
  readonly once: boolean;
  /** Milliseconds for one attempt. */
  readonly timeout: number | false;
  readonly deadline: Deadline;
  readonly signal: AbortSignal | undefined;
}

const jsonHeaders: ReadonlyArray<readonly [string, string]> = [
  ['Accept', 'application/json'],
  ['Content-Type', 'application/json'],
];

type Judge = (incoming: Incoming) => ApiError | undefined;

/** The requests of one call: with the credentials, within the limiter, and before the eyes of the hooks. */
export class Exchange {
  /** What every event of the call has in common. */
  readonly call: object = {};
  readonly #options: ResolvedOptions;
  readonly #outgoing: Outgoing;
  readonly #sending: Sending;
  readonly #event: CallEvent;
  #attempts = 0;

  constructor(options: ResolvedOptions, sending: Sending) {
    const { origin, credentials, fetch } = options;
    const { operation, path, method, target, body, readingBackFor } = sending;
    this.#options = options;
    this.#sending = sending;
    this.#outgoing = {
      url: `${origin}${target}`,
      method,
      headers: [...jsonHeaders, ...credentials],
      body: body === undefined ? undefined : JSON.stringify(body),
      fetch,
    };
    this.#event = {
      call: this.call,
      operation,
      method,
      path,
      host: new URL(origin).host,
      readingBackFor: readingBackFor?.operation,
      parent: readingBackFor?.call,
    };
  }

  /** Tells the hooks how the whole call begins and ends. */
  async watch<Value>(run: () => Promise<Value>): Promise<Value> {
    const { hooks } = this.#options;
    const began = performance.now();
    tell(hooks, 'onCall', this.#event);
    const end = () => ({ ...this.#event, duration: performance.now() - began, attempts: this.#attempts });
    try {
      const value = await run();
      tell(hooks, 'onSuccess', end());
      return value;
    } catch (error) {
      tell(hooks, 'onError', { ...end(), error });
      throw error;
    }
  }

  readonly retrying = (attempt: number, error: CustomerCreditError, delay: number): void =>
    tell(this.#options.hooks, 'onRetry', { ...this.#event, attempt, error, delay });

  /** Makes one attempt. `judge` says which answers are failures. */
  async send(count: number, judge: Judge): Promise<Incoming> {
    const { hooks } = this.#options;
    const { deadline, timeout, signal, redact, keepsTime } = this.#sending;
    const permit = await this.#permit();
    this.#attempts = count;
    const event = { ...this.#event, attempt: count };
    const facts = { ...this.#facts(), attempts: count };
    const began = performance.now();
    tell(hooks, 'onRequest', event);
    let status: number | undefined;
    let failure: ApiError | undefined;
    try {
      const incoming = await attempt(this.#outgoing, deadline.boundsOf(timeout, signal, keepsTime), facts);
      status = incoming.status;
      failure = judge(incoming);
      const requestId = requestIdOf(incoming.headers, redact);
      const duration = performance.now() - began;
      tell(hooks, 'onResponse', { ...event, status, requestId, duration });
      if (failure !== undefined) throw failure;
      return incoming;
    } catch (error) {
      if (status === undefined && error instanceof CustomerCreditError)
        tell(hooks, 'onFailure', { ...event, error, duration: performance.now() - began });
      throw error;
    } finally {
      harmless(() => permit?.release({ status, retryAfter: failure?.retryAfter }));
    }
  }

  #facts() {
    const { operation, path, once } = this.#sending;
    return { operation, path, once };
  }

  /** Waits for the limiter, for as long as the whole call may take. */
  async #permit(): Promise<Permit | undefined> {
    const { limiter } = this.#options;
    if (limiter === undefined) return undefined;
    const { deadline, signal } = this.#sending;
    const { limit, allowed } = deadline.boundsOf(false, signal, false);
    let asked: Promise<Permit> | undefined;
    try {
      return await bounded(signal, limit, (ending) => {
        asked = limiter.acquire(ending);
        return asked;
      });
    } catch (error) {
      // A permit that comes too late for this call goes to another.
      asked
        ?.then((late) => harmless(() => late.release({ status: undefined, retryAfter: undefined })))
        .catch(() => {});
      signal?.throwIfAborted();
      const facts = { ...this.#facts(), attempts: this.#attempts };
      if (error === expired && allowed !== false)
        throw new TimeoutError(allowed, { ...facts, unsent: true, scope: 'call' });
      throw new NetworkError(`${facts.operation}: the limiter failed, nothing was sent.`, {
        ...facts,
        outcome: 'not-sent',
        retryable: true,
      });
    }
  }
}

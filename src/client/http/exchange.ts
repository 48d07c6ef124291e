import { requestIdOf } from '../../errors/error-of.ts';
import { type CallFacts, type CustomerCreditError, NetworkError, TimeoutError } from '../../errors/index.ts';
import type { ToldOutcome } from '../../errors/transport.ts';
import { type Arrival, attempt, type Outgoing } from './attempt.ts';
import { bounded, expired } from './bounded.ts';
import type { Deadline } from './deadline.ts';
import { type CallEvent, ignoreFailure, type Parent, tell } from './hooks.ts';
import type { Permit } from './limiter.ts';
import type { ResolvedOptions } from './options.ts';

/** What is sent for one call, as often as it takes. */
export interface Sending {
  readonly operation: string;
  /** The path template, for errors and events. */
  readonly path: string | undefined;
  readonly outgoing: Outgoing;
  /** The call that reads by this one. */
  readonly parent: Parent | undefined;
  /** Whether time is kept for reading back. */
  readonly keepsTime: boolean;
  /** Milliseconds for one attempt. */
  readonly timeout: number | false;
  readonly deadline: Deadline;
  readonly signal: AbortSignal | undefined;
}

/** The limiter gave no leave, so nothing was sent. */
interface Held {
  readonly kind: 'held';
  readonly error: (told: ToldOutcome, facts: CallFacts) => CustomerCreditError;
  readonly mayPass: boolean;
}

/** What a limiter said. A permit of a limiter of one's own is handed back as it is, whatever it holds. */
type Leave = { readonly permit: Permit } | { readonly held: Held };

/** How one request ended, within which limits, and how to end its telling. */
export interface Sent {
  readonly arrival: Arrival | Held;
  readonly bounds: ReturnType<Deadline['boundsOf']>;
}

/** The requests of one call: within the limiter, and before the eyes of the hooks. */
export class Exchange {
  readonly #options: ResolvedOptions;
  readonly #sending: Sending;
  #event: CallEvent | undefined;
  #attempts = 0;
  /** What every event of the call has in common. */
  readonly call: object = {};

  constructor(options: ResolvedOptions, sending: Sending) {
    this.#options = options;
    this.#sending = sending;
  }

  get #told(): boolean {
    return this.#options.hooks.length > 0;
  }

  #base(): CallEvent {
    const { operation, path, outgoing, parent } = this.#sending;
    this.#event ??= {
      call: this.call,
      operation,
      method: outgoing.method,
      path,
      host: this.#options.host,
      recoveryFor: parent?.operation,
      parent: parent?.call,
    };
    return this.#event;
  }

  /** Tells the hooks how the whole call begins and ends. */
  async watch<Value>(run: () => Promise<Value>): Promise<Value> {
    if (!this.#told) return run();
    const { hooks } = this.#options;
    const began = performance.now();
    tell(hooks, 'onCall', this.#base());
    const end = () => ({ ...this.#base(), duration: performance.now() - began, attempts: this.#attempts });
    try {
      const value = await run();
      tell(hooks, 'onSuccess', end());
      return value;
    } catch (error) {
      tell(hooks, 'onError', { ...end(), error });
      throw error;
    }
  }

  readonly retrying = (attempt: number, error: CustomerCreditError, delay: number): void => {
    if (this.#told) tell(this.#options.hooks, 'onRetry', { ...this.#base(), attempt, error, delay });
  };

  /** Makes one attempt. `understand` says what its end means. */
  async send<
    End extends {
      readonly failure: CustomerCreditError | undefined;
      readonly retryAfter: number | undefined;
    },
  >(count: number, understand: (sent: Sent) => End): Promise<End> {
    const { deadline, timeout, signal, keepsTime, outgoing } = this.#sending;
    const { limiter, hooks, redact } = this.#options;
    const bounds = () => deadline.boundsOf(timeout, keepsTime);
    const leave = limiter === undefined ? undefined : await this.#leave(limiter);
    if (leave !== undefined && 'held' in leave) return understand({ arrival: leave.held, bounds: bounds() });
    const within = bounds();
    if (within.limit === 0) {
      // Nothing could come back in no time: what is not sent needs not be found out about.
      if (leave !== undefined)
        ignoreFailure(() => leave.permit.release({ status: undefined, retryAfter: undefined }));
      return understand({ arrival: this.#heldBy(expired, within.allowed), bounds: within });
    }
    this.#attempts = count;
    const event = this.#told ? { ...this.#base(), attempt: count } : undefined;
    const began = event === undefined ? 0 : performance.now();
    if (event !== undefined) tell(hooks, 'onRequest', event);
    let status: number | undefined;
    let retryAfter: number | undefined;
    try {
      const arrival = await attempt(outgoing, within, { ...this.#options, signal });
      const end = understand({ arrival, bounds: within });
      const whole = arrival.kind === 'answer' && (arrival.incoming.whole || arrival.incoming.status >= 300);
      status = arrival.kind === 'answer' ? arrival.incoming.status : undefined;
      retryAfter = end.retryAfter;
      if (event === undefined) return end;
      const duration = performance.now() - began;
      if (whole && arrival.kind === 'answer') {
        const requestId = requestIdOf(arrival.incoming.headers, redact);
        tell(hooks, 'onResponse', { ...event, status: arrival.incoming.status, requestId, duration });
      } else if (end.failure !== undefined) {
        tell(hooks, 'onFailure', { ...event, error: end.failure, duration });
      }
      return end;
    } finally {
      if (leave !== undefined) ignoreFailure(() => leave.permit.release({ status, retryAfter }));
    }
  }

  /** Waits for the limiter, for as long as the whole call may take. */
  async #leave(limiter: NonNullable<ResolvedOptions['limiter']>): Promise<Leave> {
    const { deadline, signal } = this.#sending;
    const { limit, allowed } = deadline.boundsOf(false, false);
    let asked: Promise<Permit> | undefined;
    try {
      const permit = await bounded(signal, limit, async (ending) => {
        asked = Promise.resolve(limiter.acquire(ending));
        return asked;
      });
      return { permit };
    } catch (error) {
      // A permit that comes too late for this call goes to another.
      asked
        ?.then((late) => ignoreFailure(() => late.release({ status: undefined, retryAfter: undefined })))
        .catch(() => undefined);
      signal?.throwIfAborted();
      return { held: this.#heldBy(error, allowed) };
    }
  }

  #heldBy(error: unknown, allowed: number | false): Held {
    const { operation } = this.#sending;
    const attempts = this.#attempts;
    if (error === expired && allowed !== false)
      return {
        kind: 'held',
        mayPass: true,
        error: (told, facts) => new TimeoutError(allowed, 'call', told, { ...facts, attempts }),
      };
    const message = `${operation}: the limiter failed, nothing was sent.`;
    return {
      kind: 'held',
      mayPass: true,
      error: (told, facts) => new NetworkError(message, { ...facts, ...told, attempts }),
    };
  }
}

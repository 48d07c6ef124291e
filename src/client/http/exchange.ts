import { requestIdOf } from '../../errors/error-of.ts';
import { type CallFacts, type CustomerCreditError, NetworkError, TimeoutError } from '../../errors/index.ts';
import type { ToldOutcome } from '../../errors/transport.ts';
import { type Arrival, attempt, type Bounds, type Outgoing } from './attempt.ts';
import { bounded, expired } from './bounded.ts';
import type { Deadline } from './deadline.ts';
import {
  type CallEvent,
  type EndEvent,
  ignoreFailure,
  type Parent,
  type RequestEvent,
  tell,
} from './hooks.ts';
import type { Limiter, Permit, PermitEnd } from './limiter.ts';
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

/** The limiter gave no leave, or no time was left for it: nothing was sent. */
interface Held {
  readonly kind: 'held';
  readonly error: (told: ToldOutcome, facts: CallFacts) => CustomerCreditError;
}

/** What a limiter said. A permit of a limiter of one's own is handed back as it is, whatever it holds. */
type Leave = { readonly permit: Permit } | { readonly held: Held };

/** How one request ended, and within which limits. */
export interface Sent {
  readonly arrival: Arrival | Held;
  readonly bounds: Bounds;
}

/** What is made of the end of a request. */
interface End {
  readonly failure: CustomerCreditError | undefined;
  readonly retryAfter: number | undefined;
}

/** The requests of one call: within the limiter, and before the eyes of the hooks. */
export interface Exchange {
  /** What every event of the call has in common. */
  readonly call: object;
  /** Tells the hooks how the whole call begins and ends. */
  watch<Value>(run: () => Promise<Value>): Promise<Value>;
  /** Makes one attempt. `understand` says what its end means. */
  send<Understood extends End>(attempt: number, understand: (sent: Sent) => Understood): Promise<Understood>;
  retrying(attempt: number, error: CustomerCreditError, delay: number): void;
}

const noAnswer: PermitEnd = { status: undefined, retryAfter: undefined };

export function exchangeOf(options: ResolvedOptions, sending: Sending): Exchange {
  const { hooks, limiter, host, redact } = options;
  const { operation, path, outgoing, parent, keepsTime, timeout, deadline, signal } = sending;
  const call = {};
  let attempts = 0;
  const { method } = outgoing;
  const recoveryFor = parent?.operation;
  const common: CallEvent = { call, operation, method, path, host, recoveryFor, parent: parent?.call };

  const held = (error: unknown, allowed: number | false): Held => ({
    kind: 'held',
    error: (told, facts) =>
      error === expired && allowed !== false
        ? new TimeoutError(allowed, 'call', told, { ...facts, attempts })
        : new NetworkError(`${operation}: the limiter failed, nothing was sent.`, {
            ...facts,
            ...told,
            attempts,
          }),
  });

  const release = (permit: Permit, end: PermitEnd): void => ignoreFailure(() => permit.release(end));

  /** Waits for the limiter, for as long as the whole call may take. */
  async function leaveOf(given: Limiter): Promise<Leave> {
    const { limit, allowed } = deadline.boundsOf(false, false);
    let asked: Promise<Permit> | undefined;
    try {
      const permit = await bounded(signal, limit, async (ending) => {
        asked = Promise.resolve(given.acquire(ending));
        return asked;
      });
      return { permit };
    } catch (error) {
      // A permit that comes too late for this call goes to another.
      asked?.then((late) => release(late, noAnswer)).catch(() => undefined);
      signal?.throwIfAborted();
      return { held: held(error, allowed) };
    }
  }

  return {
    call,
    async watch(run) {
      if (hooks.length === 0) return run();
      const began = performance.now();
      const end = (): EndEvent => ({ ...common, duration: performance.now() - began, attempts });
      tell(hooks, 'onCall', common);
      try {
        const value = await run();
        tell(hooks, 'onSuccess', end());
        return value;
      } catch (error) {
        tell(hooks, 'onError', { ...end(), error });
        throw error;
      }
    },
    retrying: (attempt, error, delay) => tell(hooks, 'onRetry', { ...common, attempt, error, delay }),
    async send(count, understand) {
      const leave = limiter && (await leaveOf(limiter));
      const bounds = deadline.boundsOf(timeout, keepsTime);
      if (leave !== undefined && 'held' in leave) return understand({ arrival: leave.held, bounds });
      let permitEnd = noAnswer;
      try {
        // Nothing could come back in no time: what is not sent needs not be found out about.
        if (bounds.limit === 0) return understand({ arrival: held(expired, bounds.allowed), bounds });
        attempts = count;
        const event: RequestEvent = { ...common, attempt: count };
        const began = performance.now();
        tell(hooks, 'onRequest', event);
        const arrival = await attempt(outgoing, bounds, options, signal);
        const end = understand({ arrival, bounds });
        const incoming = arrival.kind === 'answer' ? arrival.incoming : undefined;
        permitEnd = { status: incoming?.status, retryAfter: end.retryAfter };
        if (hooks.length === 0) return end;
        const duration = performance.now() - began;
        const { failure: error } = end;
        if (incoming !== undefined && (incoming.whole || incoming.status >= 300)) {
          const { status, headers } = incoming;
          const requestId = requestIdOf(headers, redact);
          tell(hooks, 'onResponse', { ...event, status, requestId, duration });
        } else if (error !== undefined) {
          tell(hooks, 'onFailure', { ...event, error, duration });
        }
        return end;
      } finally {
        if (leave !== undefined) release(leave.permit, permitEnd);
      }
    },
  };
}

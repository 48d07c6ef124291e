import type { CustomerCreditError } from '../../errors/index.ts';

/** What every event of one call has in common. No event holds credentials, ids, queries or bodies. */
export interface CallEvent {
  /** The same object in every event of one call: a key for what you keep of it. */
  readonly call: object;
  /** The operation's id, such as `invoices.get`; `request` for a request of your own. */
  readonly operation: string;
  readonly method: string;
  /** The path template; `undefined` for a request of your own to a path that is none of the API's. */
  readonly path: string | undefined;
  /** The host that is asked, with its port if it has one. */
  readonly host: string;
  /** The operation about whose outcome this call reads, if any. */
  readonly recoveryFor: string | undefined;
  /** The `call` of that one. */
  readonly parent: object | undefined;
}

export interface RequestEvent extends CallEvent {
  /** Which request of its call this is, from 1. */
  readonly attempt: number;
}

export interface ResponseEvent extends RequestEvent {
  readonly status: number;
  readonly requestId: string | undefined;
  /** Milliseconds from the request to the end of the answer. */
  readonly duration: number;
}

export interface FailureEvent extends RequestEvent {
  readonly error: CustomerCreditError;
  readonly duration: number;
}

export interface RetryEvent extends RequestEvent {
  /** Why there is another attempt. */
  readonly error: CustomerCreditError;
  /** Milliseconds until then. */
  readonly delay: number;
}

export interface EndEvent extends CallEvent {
  /** Milliseconds of the whole call. */
  readonly duration: number;
  readonly attempts: number;
}

export interface ErrorEvent extends EndEvent {
  /** What the call rejects with; the signal's reason when the caller ended it. */
  readonly error: unknown;
}

/** The call for which another reads. */
export interface Parent {
  readonly operation: string;
  readonly call: object;
}

/** The events by the hook that is told of them. */
export interface HookEvents {
  onCall: CallEvent;
  onRequest: RequestEvent;
  /** An answer arrived whole, whatever its status. */
  onResponse: ResponseEvent;
  /** No whole answer arrived. */
  onFailure: FailureEvent;
  onRetry: RetryEvent;
  onSuccess: EndEvent;
  onError: ErrorEvent;
}

/**
 * Told of what happens, in this order: `onCall`, then for each attempt `onRequest` and `onResponse` or `onFailure`,
 * between attempts `onRetry`, at the end `onSuccess` or `onError`. What a hook throws, and what it returns, is ignored:
 * watching must not change what happens to money.
 */
export type Hooks = { readonly [Name in keyof HookEvents]?: ((event: HookEvents[Name]) => void) | undefined };

/** Runs what must not change what becomes of a call: its failure is ignored, also one that comes later. */
export function ignoreFailure(run: () => unknown): void {
  try {
    Promise.resolve(run()).catch(() => undefined);
  } catch {
    // Who watches must not fail a payment.
  }
}

/** Tells each of several hooks. */
export function tell<Name extends keyof HookEvents>(
  hooks: readonly Hooks[],
  name: Name,
  event: HookEvents[Name],
): void {
  for (const each of hooks) {
    ignoreFailure(() => {
      const hook: Hooks[Name] = each[name];
      const told = { ...event };
      Object.freeze(told);
      return hook?.call(each, told);
    });
  }
}

import type { OperationId } from '../../api/table.ts';

/** `before` the work is done, `after` it is done, or in the `body` of the answer. */
export type FaultPhase = 'before' | 'after' | 'body';

/** An answer of an error status. */
export interface FaultStatus {
  /** 300 to 599, but not 304, which has no body. */
  readonly status: number;
  /** `Retry-After`: seconds, or an HTTP date. */
  readonly retryAfter?: number | string | undefined;
  /** A string is sent as text (as HTML when it begins with `<`), anything else as JSON. VTEX's own words unless given. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>> | Headers | undefined;
}

/**
 * What happens. `drop`: the connection is closed without an answer. `reset`: it is torn down. `hang`: nothing comes
 * any more until the caller gives up. `truncate`: half of the body arrives. Else a status, or a latency in
 * milliseconds after which things go on as usual.
 */
export type FaultEffect = 'drop' | 'reset' | 'hang' | 'truncate' | FaultStatus | { readonly latency: number };

/** One thing that goes wrong, in one phase of a call. */
export interface FaultMoment {
  readonly phase: FaultPhase;
  readonly effect: FaultEffect;
}

export interface Fault extends FaultMoment {
  /** The operations it may strike: all of them unless given. */
  readonly operation?: OperationId | readonly OperationId[] | undefined;
  /** How many calls it strikes: 1 unless given. */
  readonly times?: number | 'always' | undefined;
  /** How many calls it lets pass first: 0 unless given. */
  readonly skip?: number | undefined;
}

/** Faults by chance: the same seed and the same calls give the same faults. */
export interface RandomFaults {
  /** Print it, so that a failure can be repeated. */
  readonly seed: string | number;
  /** The share of calls that are struck: above 0, up to 1. */
  readonly rate: number;
  readonly operation?: OperationId | readonly OperationId[] | undefined;
  /** What may happen, each as likely as the next: statuses and lost connections, before and after, unless given. */
  readonly faults?: readonly FaultMoment[] | undefined;
}

/** A fault that was added, as plain data. */
export interface FaultState {
  readonly id: string;
  /** In words, such as `invoices.markAsPaid after drop`. */
  readonly says: string;
  readonly fired: number;
  /** How many calls it will still strike. */
  readonly left: number | 'always';
}

/**
 * A fault that was added. `using fault = control.faults.add(…)` removes it at the end of the block, and throws
 * `UnusedFaultError` when it never struck: then the test did not test what it meant to. A `clear` or `reset` in the
 * block is no excuse; its own `remove` is.
 */
export interface FaultHandle extends Disposable, AsyncDisposable {
  readonly id: string;
  /** How many calls it struck. */
  readonly fired: number;
  /** Takes it away, struck or not. */
  remove(): void;
}

/** Failures to test against, in every adapter of the reference. */
export interface Faults {
  /**
   * Adds a fault. Of several that fit a call, the one that was added first strikes, until it is used up; latencies
   * come on top. Throws `ConfigurationError` naming every wrong field.
   */
  add(fault: Fault): FaultHandle;
  /** Adds faults by chance, from a seed; those that were added one by one come first. */
  random(faults: RandomFaults): FaultHandle;
  /**
   * Removes one by its id; throws `UnusedFaultError` when it never struck, also when `clear` or `control.reset()` took
   * it away before. One that was taken away by `remove` is forgiven. Throws `InvalidInputError` for an unknown id.
   */
  verify(id: string): void;
  /**
   * Throws `UnusedFaultError` naming each fault that was added by `add` since the beginning, or since the last
   * `control.reset()`, and never struck: those that `clear` took away too, but not those that `remove` did.
   */
  verifyAll(): void;
  remove(id: string): void;
  list(): readonly FaultState[];
  clear(): void;
}

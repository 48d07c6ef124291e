import type { Known, Operation } from './operations/operation.ts';
import type { ValidationMode } from './types/common.ts';

/** What every method takes last. */
export interface CallOptions {
  /** Ends the call, its retries and a page walk at once; the call then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds that one attempt may take, its body included; `false` for no limit. */
  readonly timeout?: number | false | undefined;
  /** Milliseconds that the whole call may take, with repetitions, pauses and reading back; `false` for no limit. */
  readonly totalTimeout?: number | false | undefined;
  /** How often a failed request may be repeated: see the client's `retries`. */
  readonly retries?: number | undefined;
  /** Milliseconds of the longest pause before a repetition. */
  readonly maxRetryDelay?: number | undefined;
  /** Overrides the client's `validation` for this call. */
  readonly validation?: ValidationMode | undefined;
}

/** Whether a value is a time limit: milliseconds above zero, or `false` for none. */
export function isTimeout(value: unknown): value is number | false {
  return value === false || (typeof value === 'number' && value > 0 && value <= 2_147_483_647);
}

export const timeoutExpected = 'milliseconds above zero, or false';

const modes: readonly unknown[] = ['tolerant', 'strict', 'off'] satisfies readonly ValidationMode[];

/** Whether a value says how answers are checked. */
export const isMode = (value: unknown): value is ValidationMode => modes.includes(value);

export const modeExpected = "'tolerant', 'strict' or 'off'";

export type QueryValue = string | number | boolean | null | undefined;

/** A request of your own, below `/api/creditcontrol`. */
export interface RawRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Begins with `/`, such as `/purchase-conditions`. Encode what you put into it. */
  readonly path: string;
  /** Empty values (`undefined`, `null`) are left out. */
  readonly query?: Readonly<Record<string, QueryValue>> | undefined;
  /** Sent as JSON. */
  readonly body?: unknown;
  /**
   * `idempotent` when the same request twice has the effect of once. Without it only GET is ever sent again. A path
   * of the operations table keeps the table's own class, whatever is said here.
   */
  readonly retry?: 'idempotent' | 'once' | undefined;
}

/** The one seam between the resources and what carries them out: HTTP or memory. */
export interface Executor {
  execute<Input, Output>(
    operation: Operation<Input, Output>,
    input: Input,
    options: CallOptions,
    known?: Known,
  ): Promise<Output>;
  request(request: RawRequest, options: CallOptions): Promise<unknown>;
}

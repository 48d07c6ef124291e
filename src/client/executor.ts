import type { ValidationMode } from '../api/common.ts';
import type { Operation } from '../api/operation.ts';
import type { RawRequest } from '../api/raw-request.ts';
import { longestTimer } from '../values/limits.ts';
import type { StoreIdentity } from './store-identity.ts';

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
  return value === false || (typeof value === 'number' && value > 0 && value <= longestTimer);
}

export const timeoutExpected = 'milliseconds above zero, or false';

const modes: readonly unknown[] = ['tolerant', 'strict', 'off'] satisfies readonly ValidationMode[];

/** Whether a value says how answers are checked. */
export const isMode = (value: unknown): value is ValidationMode => modes.includes(value);

export const modeExpected = "'tolerant', 'strict' or 'off'";

/** The one seam between the resources and what executes operations: HTTP or memory. It takes input that was checked. */
export interface Executor {
  readonly store: StoreIdentity;
  execute<Input, Output>(
    operation: Operation<Input, Output>,
    input: Input,
    options: CallOptions,
  ): Promise<Output>;
}

/** The same with requests of one's own, which were checked as well. */
export interface RawExecutor extends Executor {
  request(request: RawRequest, options: CallOptions): Promise<unknown>;
}

import type { CustomerCreditError } from '../../errors/index.ts';
import type { RowProblem } from '../types.ts';

/** After so many rows in succession that could not be sent nothing more is sent. */
const mostUnsent = 3;
/** After so many attempts in succession that failed in whatever way the store fails: three rows, tried thrice each. */
const mostFailed = 9;

/** How many rows in succession may have failed before the run stops. */
export const mostHeld = mostFailed;

export const problemOf = ({ code, message }: CustomerCreditError): RowProblem => ({ code, message });

/** Whether a failure is about the row alone: the store is there, and lets the caller in. */
export const isOfRow = ({ code, outcome }: CustomerCreditError): boolean =>
  code === 'invalid_input' ||
  (outcome === 'refused' && (code === 'bad_request' || code === 'conflict' || code === 'not_found')) ||
  outcome === 'done';

/** Stops a run at the first failed authentication, and where row after row fails for a reason that is not its own. */
export class Breaker {
  #unsent = 0;
  #failed = 0;
  readonly #attempts: number;
  #reason: RowProblem | undefined;

  /** `attempts`: how often a row is tried that failed in a way that may pass. */
  constructor(attempts: number) {
    this.#attempts = attempts;
  }

  /** Why nothing more is to be sent; `undefined` as long as all goes on. */
  get reason(): RowProblem | undefined {
    return this.#reason;
  }

  /** Told how each row ended: with an error, or answered by the store. */
  see(error: CustomerCreditError | undefined): void {
    if (error === undefined || isOfRow(error)) {
      this.#unsent = 0;
      this.#failed = 0;
      return;
    }
    this.#failed += error.retryable ? this.#attempts : 1;
    if (error.code === 'permission') this.#unsent += 1;
    const closed = error.code === 'authentication' || error.code === 'invalid_configuration';
    if (closed || this.#unsent >= mostUnsent || this.#failed >= mostFailed) this.#reason ??= problemOf(error);
  }

  /** Told at once when a row's first attempt could not be sent: whether another one can, the others need not wait for. */
  seeAttempt(attempt: number, error: CustomerCreditError): void {
    if (attempt > 1 || error.outcome !== 'not-sent' || isOfRow(error)) return;
    this.#unsent += 1;
    if (this.#unsent >= mostUnsent) this.#reason ??= problemOf(error);
  }
}

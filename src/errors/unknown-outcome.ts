import { type CallFacts, CustomerCreditError } from './base.ts';

/**
 * The API may or may not have done the work: an answer was lost or was not the API's, and nothing that can be read
 * tells, or what was sent may still be under way. `retryable` says whether the same call may be made again without doing
 * it twice. The message says how to find out; `cause` is the last failure.
 */
export class UnknownOutcomeError extends CustomerCreditError {
  override readonly name = 'UnknownOutcomeError';
  /** How to find out what became of it. */
  declare readonly advice: string;
  declare readonly cause: CustomerCreditError;

  constructor(advice: string, cause: CustomerCreditError, facts: CallFacts, retryable: boolean) {
    const { operation = 'request' } = facts;
    const again = retryable ? '; the same call may be made again' : ', and repeating it might do it twice';
    const message = `${operation}: the API may or may not have done the work${again}. ${advice}`;
    super('unknown_outcome', message, { ...facts, outcome: 'unknown', retryable, cause }, { advice });
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), cause: this.cause.toJSON() };
  }
}

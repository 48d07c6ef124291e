import { type CallFacts, CustomerCreditError } from './base.ts';

/**
 * Nobody can tell whether the API did the work: an answer was lost, and nothing that can be read tells, or what was
 * begun may still be under way. `retryable` says whether the same call may be made again without doing it twice. The
 * message says how to find out; `cause` is the last failure.
 */
export class UnknownOutcomeError extends CustomerCreditError {
  override readonly name = 'UnknownOutcomeError';
  /** How to find out what became of it. */
  readonly advice: string;
  declare readonly cause: CustomerCreditError;

  constructor(advice: string, cause: CustomerCreditError, facts: CallFacts) {
    const { operation = 'request', once = true } = facts;
    const again = once ? ', and repeating it might do it twice' : '; the same call may be made again';
    super('unknown_outcome', `${operation}: the API may or may not have done the work${again}. ${advice}`, {
      ...facts,
      outcome: 'unknown',
      retryable: !once,
      cause,
    });
    this.advice = advice;
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), advice: this.advice, cause: this.cause.toJSON() };
  }
}

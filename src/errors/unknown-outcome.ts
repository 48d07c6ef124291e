import { type CallFacts, CustomerCreditError } from './base.ts';

/**
 * Nobody can tell whether the API did the work: an answer was lost, and nothing that can be read tells. Repeating it
 * might do it twice. The message says how to find out; `cause` is the last failure.
 */
export class UnknownOutcomeError extends CustomerCreditError {
  override readonly name = 'UnknownOutcomeError';
  /** How to find out what became of it. */
  readonly advice: string;
  declare readonly cause: CustomerCreditError;

  constructor(advice: string, cause: CustomerCreditError, facts: CallFacts) {
    super(
      'unknown_outcome',
      `${facts.operation ?? 'request'}: the API may or may not have done the work, and repeating it might do it twice. ${advice}`,
      { ...facts, outcome: 'unknown', retryable: false, cause },
    );
    this.advice = advice;
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), advice: this.advice, cause: this.cause.toJSON() };
  }
}

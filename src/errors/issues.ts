import {
  type CallFacts,
  CustomerCreditError,
  type ErrorCode,
  type ErrorFacts,
  type Outcome,
} from './base.ts';
import type { Issue } from './issue.ts';

/** A seed of a hundred thousand rows may be wrong in each. */
const mostNamed = 10;

/** Issues as a sentence, the first of them: `path: expected …; path: expected …; and 7 more`. */
export function sentenceOf(issues: readonly Issue[]): string {
  const named = issues.slice(0, mostNamed).map(({ path, expected }) => `${path}: expected ${expected}`);
  const more = issues.length - named.length;
  return [...named, ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
}

const of = (operation: string | undefined): string => (operation === undefined ? '' : `${operation}: `);

/** An error that names fields and what was expected there, never the values. */
class IssuesError extends CustomerCreditError {
  declare readonly issues: readonly Issue[];

  constructor(
    code: ErrorCode,
    message: string,
    issues: readonly Issue[],
    facts: ErrorFacts,
    own: Readonly<Record<string, unknown>> = {},
  ) {
    super(code, message, facts, { issues, ...own });
  }
}

/** An option of the client, the reference or the emulator that cannot be used. */
export class ConfigurationError extends IssuesError {
  override readonly name = 'ConfigurationError';

  constructor(issues: readonly Issue[]) {
    super('invalid_configuration', sentenceOf(issues), issues, { outcome: 'not-sent' });
  }
}

/** An argument that cannot be sent. `issues` names each field and what was expected, never the value. */
export class InvalidInputError extends IssuesError {
  override readonly name = 'InvalidInputError';

  constructor(issues: readonly Issue[], facts: CallFacts = {}) {
    super('invalid_input', `${of(facts.operation)}${sentenceOf(issues)}`, issues, {
      ...facts,
      outcome: 'not-sent',
    });
  }
}

/** Where an answer came from. */
export interface AnswerFacts extends CallFacts {
  readonly status?: number | undefined;
  /** The `x-vtex-operation-id` to quote to VTEX's support. */
  readonly requestId?: string | undefined;
  /** Another error of this package that led to it. */
  readonly cause?: CustomerCreditError | undefined;
}

/** An answer that is not what the API promises. `issues` names each field and what was expected, never the value. */
export class InvalidResponseError extends IssuesError {
  override readonly name = 'InvalidResponseError';
  declare readonly status: number | undefined;
  declare readonly requestId: string | undefined;

  /** `outcome`: `done` where the answer shows that it was done, though it cannot be read. */
  constructor(
    issues: readonly Issue[],
    facts: AnswerFacts = {},
    outcome: Outcome = 'done',
    retryable: boolean = false,
  ) {
    const { status, requestId } = facts;
    const message = `${of(facts.operation)}the answer has ${sentenceOf(issues)}`;
    super('invalid_response', message, issues, { ...facts, outcome, retryable }, { status, requestId });
  }
}

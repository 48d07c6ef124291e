export * from './api.ts';
export {
  type CallFacts,
  CustomerCreditError,
  type ErrorCode,
  type ErrorFacts,
  type Outcome,
} from './base.ts';
export * from './guards.ts';
export {
  type AnswerFacts,
  ConfigurationError,
  InvalidInputError,
  InvalidResponseError,
} from './issues.ts';
export {
  NetworkError,
  type NetworkErrorFacts,
  ResponseTooLargeError,
  TimeoutError,
  type TimeoutScope,
} from './transport.ts';
export { UnknownOutcomeError } from './unknown-outcome.ts';

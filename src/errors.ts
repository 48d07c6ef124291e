export * from './errors/api.ts';
export {
  type CallFacts,
  CustomerCreditError,
  type ErrorCode,
  type ErrorFacts,
  type Outcome,
} from './errors/base.ts';
export * from './errors/guards.ts';
export {
  type AnswerFacts,
  ConfigurationError,
  InvalidInputError,
  InvalidResponseError,
} from './errors/issues.ts';
export { NetworkError, type NetworkErrorFacts, TimeoutError } from './errors/transport.ts';
export { UnknownOutcomeError } from './errors/unknown-outcome.ts';

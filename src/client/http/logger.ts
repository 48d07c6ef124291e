import { isCustomerCreditError } from '../../errors/index.ts';
import type { Hooks } from './hooks.ts';

/** Where to write what happens: `console`, or any logger that takes a message and fields. */
export interface Logger {
  debug(message: string, fields: Readonly<Record<string, unknown>>): void;
  warn(message: string, fields: Readonly<Record<string, unknown>>): void;
  error(message: string, fields: Readonly<Record<string, unknown>>): void;
}

/** The hooks that write to a logger: requests and answers as `debug`, repetitions as `warn`, failed calls as `error`. */
export function loggingHooks(logger: Logger): Hooks {
  return {
    onRequest: ({ operation, method, path, attempt }) =>
      logger.debug('request', { operation, method, path, attempt }),
    onResponse: ({ operation, attempt, status, requestId, duration }) =>
      logger.debug('response', { operation, attempt, status, requestId, duration: Math.round(duration) }),
    onRetry: ({ operation, attempt, delay, error }) =>
      logger.warn('retry', { operation, attempt, delay: Math.round(delay), code: error.code }),
    onError: ({ operation, attempts, duration, error }) => {
      const told = isCustomerCreditError(error) ? error.toJSON() : { aborted: true };
      return logger.error('error', { operation, attempts, duration: Math.round(duration), error: told });
    },
  };
}

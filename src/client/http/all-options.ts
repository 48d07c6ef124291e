import { IssueCollector } from '../../errors/issue-collector.ts';
import { unknownAndForeignNames } from '../../errors/option-names.ts';
import { liveOf } from '../store-identity.ts';
import type { HookEvents } from './hooks.ts';
import { loggingHooks } from './logger.ts';
import { type Credentials, type HttpOptions, has, type ResolvedOptions, resolveOptions } from './options.ts';
import type { FetchFunction } from './transport/global-fetch.ts';
import type { Transport } from './transport/transport.ts';

const hookNames = /* @__PURE__ */ Object.keys({
  onCall: true,
  onRequest: true,
  onResponse: true,
  onFailure: true,
  onRetry: true,
  onSuccess: true,
  onError: true,
} satisfies Record<keyof HookEvents, true>);

/** Makes what carries the requests of a client, where its options name none. */
export type TransportMaker = (fetch: FetchFunction | undefined) => Transport;

/** Checks every option of a client that has all of them. Throws `ConfigurationError` naming each wrong one. */
export function resolveAllOptions(
  options: HttpOptions & Credentials,
  makeTransport: TransportMaker,
): ResolvedOptions {
  const issues = new IssueCollector();
  const { fetch, transport, hooks, logger } = options;
  issues.expect(fetch === undefined || typeof fetch === 'function', 'fetch', 'a function');
  issues.expect(fetch === undefined || transport === undefined, 'transport', 'either fetch or transport');
  issues.expect(has(logger, 'debug', 'warn', 'error'), 'logger', 'an object with debug, warn and error');
  // An object with fields of its own may be a hook: only what resembles a name is a mistake.
  if (typeof hooks === 'object' && hooks !== null)
    for (const { path, expected } of unknownAndForeignNames(hooks, hookNames, {}).issues)
      issues.add({ path: `hooks.${path}`, expected });
  return resolveOptions(options, {
    makeTransport: () => makeTransport(fetch),
    hooks: logger === undefined ? [] : [loggingHooks(logger)],
    issues: issues.issues,
    live: liveOf(fetch),
  });
}

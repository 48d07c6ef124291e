import { ConfigurationError } from '../errors/index.ts';
import { IssueCollector } from '../errors/issue-collector.ts';
import { unknownNames } from '../errors/option-names.ts';
import { systemNow } from './http/clock.ts';
import { httpExecutor } from './http/executor.ts';
import { type CommonOptions, type Credentials, resolveOptions } from './http/options.ts';
import { globalTransport } from './http/transport/global-fetch.ts';
import type { ResourceContext } from './resources/context.ts';
import { type BaseClientOptions, contextOver } from './resources/context-over.ts';
import { telling } from './store-identity.ts';

/**
 * Makes one resource of a client: `accountsResource`, `invoicesResource`, `invoiceActions`, `transactionsResource`,
 * `storeConfigResource`.
 */
export type ResourceMaker<Resource> = (context: ResourceContext) => Resource;

/** The resources of a composed client, each under the name that it is to have. */
export type ResourceMakers = Readonly<Record<string, ResourceMaker<unknown>>>;

/** A client of just these resources. */
export type ComposedClient<Makers extends ResourceMakers> = {
  readonly [Name in keyof Makers]: ReturnType<Makers[Name]>;
};

/** The options of a composed client: those of every client, without `fetch`, `logger` and the environment. */
export type ComposeOptions<Makers extends ResourceMakers> = CommonOptions &
  Credentials &
  Omit<BaseClientOptions, 'now'> & {
    /** What the client is to have. */
    readonly resources: Makers;
    /** The clock that decides what is overdue, epoch milliseconds: the machine's unless given. */
    readonly now?: (() => number) | undefined;
  };

type Name = keyof CommonOptions | 'appKey' | 'appToken' | 'userToken' | 'now' | 'onWarning' | 'resources';

const names = /* @__PURE__ */ Object.keys({
  resources: true,
  accountName: true,
  appKey: true,
  appToken: true,
  userToken: true,
  environment: true,
  baseUrl: true,
  allowHttp: true,
  transport: true,
  maxResponseBytes: true,
  validation: true,
  timeout: true,
  totalTimeout: true,
  retries: true,
  maxRetryDelay: true,
  hooks: true,
  limiter: true,
  now: true,
  onWarning: true,
} satisfies Record<Name, true>);

const isFunction = (value: unknown): boolean => value === undefined || typeof value === 'function';

function isWhole<Makers extends ResourceMakers>(
  client: object,
  makers: Makers,
): client is ComposedClient<Makers> {
  return Object.keys(makers).every((name) => Object.hasOwn(client, name));
}

/**
 * A client of the resources that are named, and nothing else: a bundle holds what is imported. Its requests are carried
 * by the global `fetch` unless `transport` is given. All that `CustomerCreditClient` promises of retries, time limits,
 * secrets and the checks of input and answers holds for it as well.
 *
 * ```ts
 * const { invoices } = composeClient({ accountName: 'mystore', appKey, appToken, resources: { invoices: invoicesResource } });
 * ```
 *
 * @throws ConfigurationError naming every option that is missing, unknown or cannot be used.
 */
export function composeClient<Makers extends ResourceMakers>(
  options: ComposeOptions<Makers>,
): ComposedClient<Makers> {
  const issues = new IssueCollector();
  if (typeof options !== 'object' || options === null)
    throw new ConfigurationError([{ path: 'options', expected: 'an object' }]);
  const { resources, now = systemNow, onWarning } = options;
  issues.add(...unknownNames(options, names));
  const makers = Object.entries(Object(resources));
  const areMakers =
    !Array.isArray(resources) && makers.length > 0 && makers.every(([, make]) => typeof make === 'function');
  issues.expect(areMakers, 'resources', 'an object of resources, such as { invoices: invoicesResource }');
  issues.expect(isFunction(now), 'now', 'a function');
  issues.expect(isFunction(onWarning), 'onWarning', 'a function');
  const resolved = resolveOptions(options, {
    makeTransport: () => globalTransport,
    hooks: [],
    issues: issues.issues,
  });
  const executor = httpExecutor(resolved, now);
  const context = contextOver(executor, { now, onWarning, redact: resolved.redact });
  const client = Object.fromEntries(
    Object.entries(resources).map(([name, make]) => [name, telling(make(context), executor.store)]),
  );
  if (isWhole(client, resources)) return client;
  throw new TypeError('a resource is missing');
}

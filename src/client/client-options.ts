import type { Warning } from '../api/warning.ts';
import { ConfigurationError } from '../errors/index.ts';
import type { Issue } from '../errors/issue.ts';
import { type Hints, unknownAndForeignNames } from '../errors/option-names.ts';
import { redactedIssues } from '../errors/redacted-issues.ts';
import { printable } from '../text/printable.ts';
import { fieldOf } from '../values/record.ts';
import { type Credentials, credentialRedactor, type HttpOptions } from './http/options.ts';
import type { BaseClientOptions } from './resources/context-over.ts';
import { toldTo } from './warnings-told.ts';

/** Neither a key pair nor a token: they come from the environment. */
interface NoCredentials {
  readonly appKey?: undefined;
  readonly appToken?: undefined;
  readonly userToken?: undefined;
}

/** The options of every client over HTTP. */
export type ClientOptions = Omit<HttpOptions, 'accountName'> &
  (Credentials | NoCredentials) &
  Omit<BaseClientOptions, 'now'> & {
    /** The store's VTEX account name: the first part of its host. `VTEX_ACCOUNT` of the environment unless given. */
    readonly accountName?: string | undefined;
    /** The clock that decides what is overdue, epoch milliseconds: the machine's unless given. */
    readonly now?: (() => number) | undefined;
  };

type Name = keyof HttpOptions | keyof NoCredentials | 'now' | 'onWarning';

const names = /* @__PURE__ */ Object.keys({
  accountName: true,
  appKey: true,
  appToken: true,
  userToken: true,
  environment: true,
  baseUrl: true,
  allowHttp: true,
  fetch: true,
  transport: true,
  maxResponseBytes: true,
  validation: true,
  timeout: true,
  totalTimeout: true,
  retries: true,
  maxRetryDelay: true,
  hooks: true,
  logger: true,
  limiter: true,
  now: true,
  onWarning: true,
} satisfies Record<Name, true>);

/** Names that decide where requests go, as whom and how often: overlooked, they would do harm. */
const hints: Hints = {
  account: 'accountName',
  store: 'accountName',
  apiKey: 'appKey',
  key: 'appKey',
  token: 'appToken',
  secret: 'appToken',
  password: 'appToken',
  authToken: 'userToken',
  cookie: 'userToken',
  env: 'environment',
  url: 'baseUrl',
  endpoint: 'baseUrl',
  host: 'baseUrl',
  hostname: 'baseUrl',
  origin: 'baseUrl',
  server: 'baseUrl',
  emulator: 'baseUrl',
  retry: 'retries',
  attempts: 'retries',
  maxAttempts: 'retries',
  agent: 'transport',
  dispatcher: 'transport',
  proxy: 'transport',
  rateLimit: 'limiter',
  concurrency: 'limiter',
  clock: 'now',
  log: 'logger',
};

const warningOf = (foreign: readonly string[], known: readonly string[]): Warning => ({
  code: 'unknown_option',
  operation: 'client',
  message: `there is no option ${foreign.map((name) => printable(name).slice(0, 60)).join(', ')}; the names are ${known.join(', ')}`,
});

/** Where an option comes from that is left out. */
const variables: Readonly<Record<string, string>> = {
  accountName: 'VTEX_ACCOUNT',
  appKey: 'VTEX_APP_KEY',
  appToken: 'VTEX_APP_TOKEN',
  userToken: 'VTEX_USER_TOKEN',
};

/** An option by its variable, where there is one: browsers and some runtimes have none, or keep it to themselves. */
function fromEnvironment(option: string): string | undefined {
  try {
    const env = Object(Reflect.get(Object(Reflect.get(globalThis, 'process')), 'env'));
    const value = Reflect.get(env, variables[option] ?? '');
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
  } catch {
    return undefined;
  }
}

type Filled = HttpOptions & Credentials;

/** The options with what they leave out from the environment. */
function filled({ accountName, appKey, appToken, userToken, ...rest }: ClientOptions): Filled {
  const or = (given: string | undefined, option: string): string =>
    given === undefined ? (fromEnvironment(option) ?? '') : given;
  const base = { ...rest, accountName: or(accountName, 'accountName') };
  // Both kinds at once are for the check to refuse.
  if (userToken !== undefined)
    return { ...base, userToken, ...(appKey === undefined ? {} : { appKey, appToken }) };
  const keys = [appKey, appToken, fromEnvironment('appKey'), fromEnvironment('appToken')];
  const token = keys.some((key) => key !== undefined) ? undefined : fromEnvironment('userToken');
  if (token !== undefined) return { ...base, userToken: token };
  return { ...base, appKey: or(appKey, 'appKey'), appToken: or(appToken, 'appToken') };
}

/** An issue in the terms of whoever has to mend it: the option, or the variable that it came from. */
function issueIn(options: ClientOptions, { path, expected }: Issue): Issue {
  const source = Object.hasOwn(variables, path) ? variables[path] : undefined;
  if (source === undefined || fieldOf(options, path) !== undefined) return { path, expected };
  return fromEnvironment(path) === undefined
    ? { path, expected: `${expected}; as an option, or in the environment as ${source}` }
    : { path: source, expected };
}

function isFunctionOrNothing(value: unknown): boolean {
  return value === undefined || typeof value === 'function';
}

/**
 * Checks the options of a client, with account and credentials from the environment where they are left out. `more`: names
 * of further options. A name that resembles none is only warned of: an object with more in it than is needed here may be
 * passed. Throws `ConfigurationError` naming everything that is wrong, at once.
 */
export function checkedOptions<Resolved>(
  given: ClientOptions,
  more: readonly string[],
  resolve: (options: Filled) => Resolved,
): Resolved {
  if (typeof given !== 'object' || given === null)
    throw new ConfigurationError([{ path: 'options', expected: 'an object' }]);
  const known = [...names, ...more];
  const { issues: unknown, foreign } = unknownAndForeignNames(given, known, hints);
  const issues: Issue[] = [
    ...unknown,
    ...(isFunctionOrNothing(given.now) ? [] : [{ path: 'now', expected: 'a function' }]),
    ...(isFunctionOrNothing(given.onWarning) ? [] : [{ path: 'onWarning', expected: 'a function' }]),
  ];
  const options = filled(given);
  const redact = credentialRedactor(options);
  try {
    const resolved = resolve(options);
    if (issues.length === 0) {
      if (foreign.length > 0) toldTo(given.onWarning)(warningOf(foreign.map(redact), known));
      return resolved;
    }
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    issues.push(...error.issues.map((issue) => issueIn(given, issue)));
  }
  throw new ConfigurationError(redactedIssues(issues, redact));
}

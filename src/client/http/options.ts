import type { ValidationMode } from '../../api/common.ts';
import { ConfigurationError } from '../../errors/index.ts';
import type { Issue } from '../../errors/issue.ts';
import { IssueCollector } from '../../errors/issue-collector.ts';
import { redactedIssues } from '../../errors/redacted-issues.ts';
import { redactor } from '../../text/redact.ts';
import { urlOf } from '../../values/url.ts';
import { isMode, modeExpected } from '../executor.ts';
import type { StoreIdentity } from '../store-identity.ts';
import type { Hooks } from './hooks.ts';
import type { Limiter } from './limiter.ts';
import { type Limits, limitIssues, withStandard } from './limits.ts';
import type { Logger } from './logger.ts';
import type { FetchFunction } from './transport/global-fetch.ts';
import { notingTransport } from './transport/guard.ts';
import type { Transport } from './transport/transport.ts';

/** An application key pair, or the token of a signed-in user (valid for 24 hours). */
export type Credentials =
  | { readonly appKey: string; readonly appToken: string; readonly userToken?: undefined }
  | { readonly userToken: string; readonly appKey?: undefined; readonly appToken?: undefined };

export interface HttpOptions {
  /** The store's VTEX account name: the first part of its host. */
  readonly accountName: string;
  /** The second part of the host: `vtexcommercestable` unless given. */
  readonly environment?: string | undefined;
  /**
   * Instead of VTEX's own host, such as an emulator's `http://localhost:8787`. `https:` only, or `http:` to this
   * machine; with `allowHttp` to any.
   */
  readonly baseUrl?: string | URL | undefined;
  /**
   * Lets `baseUrl` be `http:` to another machine, such as an emulator in another container. The credentials can then be
   * read on the way: never use it for a real store.
   */
  readonly allowHttp?: boolean | undefined;
  /**
   * Any `fetch`: a function of an address and an init, such as undici's from npm or node-fetch's, or of one `Request`.
   * The global one, looked up at each call, unless given. One with two parameters gets the body as text, which the
   * runtime's own `fetch` sends again by itself after a 421: prefer one of one `Request`.
   */
  readonly fetch?: FetchFunction | undefined;
  /** What carries the requests, instead of `fetch`: see `Transport`. */
  readonly transport?: Transport | undefined;
  /**
   * Bytes of the largest answer that is read: 67,108,864 (64 MiB) unless given. A longer one is a
   * `ResponseTooLargeError`.
   */
  readonly maxResponseBytes?: number | undefined;
  /**
   * `tolerant` (default): what the types promise must be there; new fields, statuses and origins are let through.
   * `strict`: anything unknown throws `InvalidResponseError`. `off`: answers are not looked at.
   */
  readonly validation?: ValidationMode | undefined;
  /** Milliseconds that one attempt may take, its body included: 30,000 unless given; `false` for no limit. */
  readonly timeout?: number | false | undefined;
  /**
   * Milliseconds that a whole call may take, with repetitions, pauses and reading back: 120,000 unless given; `false`
   * for no limit.
   */
  readonly totalTimeout?: number | false | undefined;
  /**
   * How often a failed request may be repeated: 2 unless given, 10 at most. Which failures are repeated depends on the
   * operation. With 0 each call is exactly one request: nothing is repeated, and nothing read back.
   */
  readonly retries?: number | undefined;
  /**
   * Milliseconds of the longest pause before a repetition: 20,000 unless given. When the API asks for a longer one, the
   * call fails at once instead, and its error has `retryAfter`.
   */
  readonly maxRetryDelay?: number | undefined;
  /** Told of requests, answers, repetitions and failures; never of credentials or bodies. */
  readonly hooks?: Hooks | undefined;
  /** Where to write what happens; nowhere unless given. */
  readonly logger?: Logger | undefined;
  /** Decides when requests may go out: `createLimiter`, or your own. */
  readonly limiter?: Limiter | undefined;
}

export interface ResolvedOptions {
  /** Without a trailing slash. */
  readonly origin: string;
  /** The host with its port, for events. */
  readonly host: string;
  /** What every request carries, the credentials among it. */
  readonly headers: Readonly<Record<string, string>>;
  readonly validation: ValidationMode;
  readonly limits: Limits;
  readonly hooks: readonly Hooks[];
  readonly limiter: Limiter | undefined;
  readonly transport: Transport;
  readonly store: StoreIdentity;
  readonly maxResponseBytes: number;
  /** Takes the credentials out of a text that echoes them. */
  readonly redact: (text: string) => string;
}

const hostPart = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i;
const hostPartExpected = 'letters, digits and inner hyphens only, at most 63';
const loopback = /^(?:(?:[a-z0-9-]+\.)*localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;
const baseUrlExpected =
  'an https: URL, or http: to localhost (to another host with allowHttp: true), without user, query and fragment';
// Visible characters only: what a header can carry.
const secretPattern = /^[\x21-\x7e]+$/;
const secretExpected = 'a non-empty string of visible ASCII characters';

function originOf(options: HttpOptions, issues: IssueCollector): string {
  const { accountName, environment = 'vtexcommercestable', baseUrl, allowHttp = false } = options;
  const isPart = (value: unknown): boolean => typeof value === 'string' && hostPart.test(value);
  issues.expect(isPart(accountName), 'accountName', hostPartExpected);
  issues.expect(isPart(environment), 'environment', hostPartExpected);
  if (baseUrl === undefined) return `https://${accountName}.${environment}.com.br`;
  const url = urlOf(baseUrl);
  const plain =
    url !== undefined &&
    (url.protocol === 'https:' ||
      (url.protocol === 'http:' && (allowHttp === true || loopback.test(url.hostname)))) &&
    url.username === '' &&
    url.password === '' &&
    url.search === '' &&
    url.hash === '';
  issues.expect(plain, 'baseUrl', baseUrlExpected);
  return plain ? `${url.origin}${url.pathname.replace(/\/+$/, '')}` : '';
}

function credentialsOf(
  given: Partial<Record<'appKey' | 'appToken' | 'userToken', unknown>>,
  issues: IssueCollector,
): Array<readonly [string, string]> {
  const isSecret = (value: unknown): value is string =>
    typeof value === 'string' && secretPattern.test(value);
  const { appKey, appToken, userToken } = given;
  if (userToken !== undefined) {
    issues.expect(
      appKey === undefined && appToken === undefined,
      'userToken',
      'either userToken or appKey and appToken',
    );
    issues.expect(isSecret(userToken), 'userToken', secretExpected);
    return isSecret(userToken) ? [['VtexIdclientAutCookie', userToken]] : [];
  }
  issues.expect(isSecret(appKey), 'appKey', secretExpected);
  issues.expect(isSecret(appToken), 'appToken', secretExpected);
  if (!isSecret(appKey) || !isSecret(appToken)) return [];
  return [
    ['X-VTEX-API-AppKey', appKey],
    ['X-VTEX-API-AppToken', appToken],
  ];
}

/** Takes credentials out of texts, whether they can be used or not. */
export const credentialRedactor = ({ appKey, appToken, userToken }: Partial<Credentials>) =>
  redactor([appKey, appToken, userToken]);

/** Whether a value is left out, or an object with these methods. */
export function has(value: unknown, ...methods: readonly string[]): boolean {
  if (value === undefined) return true;
  if (typeof value !== 'object' || value === null) return false;
  return methods.every((name) => typeof Reflect.get(value, name) === 'function');
}

export const standardMaxResponseBytes = 64 * 1024 * 1024;

const jsonHeaders = { Accept: 'application/json', 'Content-Type': 'application/json' };

/** The options of every client over HTTP, whatever it is composed of. */
export type CommonOptions = Omit<HttpOptions, 'fetch' | 'logger'>;

/** What a client has beyond the options of all. */
export interface Beyond {
  /** Makes what carries the requests, where the options name none. */
  readonly makeTransport: () => Transport;
  /** Told beside the hooks of the options. */
  readonly hooks: readonly Hooks[];
  /** What is wrong with options of its own. */
  readonly issues: readonly Issue[];
  /** Which data there is behind its `fetch`, where that tells. */
  readonly live?: StoreIdentity['live'];
}

/** Checks every option at once. Throws `ConfigurationError` naming each wrong one, never its value. */
export function resolveOptions(options: CommonOptions & Credentials, beyond: Beyond): ResolvedOptions {
  const issues = new IssueCollector();
  const { validation = 'tolerant', transport, hooks, limiter, allowHttp } = options;
  const { maxResponseBytes = standardMaxResponseBytes } = options;
  issues.expect(allowHttp === undefined || typeof allowHttp === 'boolean', 'allowHttp', 'true or false');
  const origin = originOf(options, issues);
  const credentials = credentialsOf(options, issues);
  const limits = withStandard(options);
  issues.expect(isMode(validation), 'validation', modeExpected);
  issues.add(...limitIssues(limits));
  issues.expect(has(transport, 'send'), 'transport', 'an object with send');
  issues.expect(
    Number.isSafeInteger(maxResponseBytes) && maxResponseBytes > 0,
    'maxResponseBytes',
    'a whole number of bytes from 1',
  );
  issues.expect(has(limiter, 'acquire'), 'limiter', 'an object with acquire');
  issues.expect(has(hooks), 'hooks', 'an object of functions');
  issues.add(...beyond.issues);
  const redact = credentialRedactor(options);
  issues.throwIfAny((all) => new ConfigurationError(redactedIssues(all, redact)));
  return {
    origin,
    host: new URL(origin).host,
    headers: { ...jsonHeaders, ...Object.fromEntries(credentials) },
    validation,
    limits,
    hooks: hooks === undefined ? beyond.hooks : [hooks, ...beyond.hooks],
    limiter,
    transport: transport === undefined ? beyond.makeTransport() : notingTransport(transport),
    store: { address: `${origin}, account ${options.accountName}`, live: beyond.live },
    maxResponseBytes,
    redact,
  };
}

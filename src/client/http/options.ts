import type { ValidationMode } from '../../api/common.ts';
import { ConfigurationError } from '../../errors/index.ts';
import type { Issue } from '../../errors/issue.ts';
import { isMode, modeExpected } from '../executor.ts';
import type { Hooks } from './hooks.ts';
import type { Limiter } from './limiter.ts';
import { type Limits, limitIssues, withStandard } from './limits.ts';
import { type Logger, loggingHooks } from './logger.ts';

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
   * machine.
   */
  readonly baseUrl?: string | URL | undefined;
  /** `globalThis.fetch`, looked up at each call, unless given. */
  readonly fetch?: ((request: Request) => Promise<Response>) | undefined;
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
  readonly credentials: ReadonlyArray<readonly [string, string]>;
  readonly validation: ValidationMode;
  readonly limits: Limits;
  readonly hooks: readonly Hooks[];
  readonly limiter: Limiter | undefined;
  readonly fetch: ((request: Request) => Promise<Response>) | undefined;
}

const hostPart = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i;
const hostPartExpected = 'letters, digits and inner hyphens only, at most 63';
const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;
const baseUrlExpected = 'an https: URL, or http: to localhost, without user, query and fragment';
// Visible characters only: what a header can carry.
const secretPattern = /^[\x21-\x7e]+$/;
const secretExpected = 'a non-empty string of visible ASCII characters';

class Reading {
  readonly issues: Issue[] = [];

  expect(holds: boolean, path: string, expected: string): void {
    if (!holds) this.issues.push({ path, expected });
  }
}

function originOf(options: HttpOptions, reading: Reading): string {
  const { accountName, environment = 'vtexcommercestable', baseUrl } = options;
  const isPart = (value: unknown): boolean => typeof value === 'string' && hostPart.test(value);
  reading.expect(isPart(accountName), 'accountName', hostPartExpected);
  reading.expect(isPart(environment), 'environment', hostPartExpected);
  if (baseUrl === undefined) return `https://${accountName}.${environment}.com.br`;
  const url = URL.canParse(String(baseUrl)) ? new URL(baseUrl) : undefined;
  const plain =
    url !== undefined &&
    (url.protocol === 'https:' || (url.protocol === 'http:' && loopback.test(url.hostname))) &&
    url.username === '' &&
    url.password === '' &&
    url.search === '' &&
    url.hash === '';
  reading.expect(plain, 'baseUrl', baseUrlExpected);
  return plain ? `${url.origin}${url.pathname.replace(/\/+$/, '')}` : '';
}

function credentialsOf(
  given: Partial<Record<'appKey' | 'appToken' | 'userToken', unknown>>,
  reading: Reading,
): Array<readonly [string, string]> {
  const isSecret = (value: unknown): value is string =>
    typeof value === 'string' && secretPattern.test(value);
  const { appKey, appToken, userToken } = given;
  if (userToken !== undefined) {
    reading.expect(
      appKey === undefined && appToken === undefined,
      'userToken',
      'either userToken or appKey and appToken',
    );
    reading.expect(isSecret(userToken), 'userToken', secretExpected);
    return isSecret(userToken) ? [['VtexIdclientAutCookie', userToken]] : [];
  }
  reading.expect(isSecret(appKey), 'appKey', secretExpected);
  reading.expect(isSecret(appToken), 'appToken', secretExpected);
  if (!isSecret(appKey) || !isSecret(appToken)) return [];
  return [
    ['X-VTEX-API-AppKey', appKey],
    ['X-VTEX-API-AppToken', appToken],
  ];
}

/** Whether a value is left out, or an object with these methods. */
function has(value: unknown, ...methods: readonly string[]): boolean {
  if (value === undefined) return true;
  if (typeof value !== 'object' || value === null) return false;
  return methods.every((name) => typeof Reflect.get(value, name) === 'function');
}

/** Checks every option at once. Throws `ConfigurationError` naming each wrong one, never its value. */
export function resolveOptions(options: HttpOptions & Credentials): ResolvedOptions {
  const reading = new Reading();
  const { validation = 'tolerant', fetch, hooks, logger, limiter } = options;
  const origin = originOf(options, reading);
  const credentials = credentialsOf(options, reading);
  const limits = withStandard(options);
  reading.expect(isMode(validation), 'validation', modeExpected);
  reading.issues.push(...limitIssues(limits));
  reading.expect(fetch === undefined || typeof fetch === 'function', 'fetch', 'a function');
  reading.expect(has(limiter, 'acquire'), 'limiter', 'an object with acquire');
  reading.expect(has(logger, 'debug', 'warn', 'error'), 'logger', 'an object with debug, warn and error');
  reading.expect(has(hooks), 'hooks', 'an object of functions');
  if (reading.issues.length > 0) throw new ConfigurationError(reading.issues);
  const told = [hooks, logger === undefined ? undefined : loggingHooks(logger)];
  return {
    origin,
    credentials,
    validation,
    limits,
    hooks: told.filter((each) => each !== undefined),
    limiter,
    fetch,
  };
}

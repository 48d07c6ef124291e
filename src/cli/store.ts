import {
  ConfigurationError,
  type Credentials,
  CustomerCreditClient,
  createLimiter,
  type Limiter,
  type Warning,
} from '../index.ts';
import { UsageError } from './usage.ts';

export const emulatorUrl = 'http://127.0.0.1:8787';

/** Which store is meant, and how it is asked. */
export interface StoreChoice {
  /** A local emulator instead of a store: its URL, or `true` for the usual one. */
  readonly emulator?: string | true | undefined;
  /** How many requests may begin in a second. */
  readonly rate?: number | undefined;
}

/** Where each option of the client comes from, for the person who has to mend it. */
const sources: Readonly<Record<string, string>> = {
  accountName: 'VTEX_ACCOUNT',
  appKey: 'VTEX_APP_KEY',
  appToken: 'VTEX_APP_TOKEN',
  userToken: 'VTEX_USER_TOKEN',
  environment: 'VTEX_ENVIRONMENT',
};

/** A variable of the environment; one that is empty is as one that is not set. */
function variable(name: string): string | undefined {
  const value = process.env[name];
  return value === undefined || value.trim() === '' ? undefined : value.trim();
}

function credentialsOfEnvironment(): Credentials {
  const userToken = variable('VTEX_USER_TOKEN');
  const appKey = variable('VTEX_APP_KEY');
  const appToken = variable('VTEX_APP_TOKEN');
  const missing = [
    ...(variable('VTEX_ACCOUNT') === undefined ? ['VTEX_ACCOUNT'] : []),
    ...(userToken === undefined && appKey === undefined ? ['VTEX_APP_KEY'] : []),
    ...(userToken === undefined && appToken === undefined ? ['VTEX_APP_TOKEN'] : []),
  ];
  if (missing.length > 0)
    throw new UsageError(
      `No store: set ${missing.join(' and ')} in the environment, or add --emulator for a local one.`,
    );
  if (userToken !== undefined) {
    if (appKey === undefined && appToken === undefined) return { userToken };
    throw new UsageError(
      'Two kinds of credentials: set VTEX_USER_TOKEN, or VTEX_APP_KEY and VTEX_APP_TOKEN, not both.',
    );
  }
  return { appKey: appKey ?? '', appToken: appToken ?? '' };
}

const parts = 'without user, query and fragment';

/** The error of a wrong option in the words of the program. */
function mended(error: unknown, emulator: StoreChoice['emulator']): unknown {
  if (!(error instanceof ConfigurationError)) return error;
  const base =
    emulator === undefined
      ? `VTEX_BASE_URL: expected an https: URL, or http: to localhost, ${parts}. An emulator elsewhere: --emulator URL, which sends it no credentials`
      : `--emulator: expected an http: or https: URL ${parts}`;
  const told = error.issues.map(({ path, expected }) =>
    path === 'baseUrl' ? base : `${sources[path] ?? path}: expected ${expected}`,
  );
  return new UsageError(told.join('; '));
}

/**
 * The client of the store that the environment names, or of an emulator, here or elsewhere: that one never gets the
 * environment's credentials.
 * @throws UsageError naming every variable that is missing or cannot be used.
 */
export function openStore(
  { emulator, rate }: StoreChoice,
  now: () => number,
  onWarning: (warning: Warning) => void,
): CustomerCreditClient {
  const limiter: Limiter | undefined =
    rate === undefined ? undefined : createLimiter({ requestsPerSecond: rate });
  try {
    if (emulator !== undefined) {
      const baseUrl = emulator === true ? emulatorUrl : emulator;
      const any = { accountName: 'mystore', appKey: 'any', appToken: 'any' };
      // Plain http: to wherever it is: there is nothing to be read on the way.
      return new CustomerCreditClient({ ...any, baseUrl, allowHttp: true, now, limiter, onWarning });
    }
    return new CustomerCreditClient({
      ...credentialsOfEnvironment(),
      accountName: variable('VTEX_ACCOUNT') ?? '',
      environment: variable('VTEX_ENVIRONMENT'),
      baseUrl: variable('VTEX_BASE_URL'),
      now,
      limiter,
      onWarning,
    });
  } catch (error) {
    throw mended(error, emulator);
  }
}

import { worthHiding } from '../answer/redact.ts';
import { ConfigurationError } from '../errors.ts';
import type { Permission } from '../operations/operation.ts';

/** What a request proves itself with. */
export interface CallerCredentials {
  readonly appKey?: string | undefined;
  readonly appToken?: string | undefined;
  readonly userToken?: string | undefined;
}

/** Someone who may use the store. */
export interface CallerSeed extends CallerCredentials {
  /** What statements call the caller: `doneBy`. */
  readonly name?: string | undefined;
  readonly permissions: readonly Permission[];
}

export interface Caller {
  readonly name: string;
  readonly permissions: ReadonlySet<Permission>;
}

const permissionNames: ReadonlySet<string> = new Set<Permission>([
  'Main Access',
  'Read Invoices',
  'Create Invoices',
  'Pay Invoice',
  'Read Checking Accounts',
  'Create Checking Accounts',
  'Read Statements',
  'Create Statements',
  'Edit credits',
  'Read Configuration',
  'Edit Configuration',
]);

const defaultName = 'vtex-customer-credit';

/** Has Main Access: whoever uses a store for which nobody was named. */
export const anyone: Caller = { name: defaultName, permissions: new Set<Permission>(['Main Access']) };

function keyOf({ appKey, appToken, userToken }: CallerCredentials): string | undefined {
  if (userToken) return JSON.stringify([userToken]);
  return appKey && appToken ? JSON.stringify([appKey, appToken]) : undefined;
}

/** What must not be written down of credentials. */
export function secretsOf({ appKey, appToken, userToken }: CallerCredentials): string[] {
  return worthHiding([appToken, userToken, appKey]);
}

/** Who may use the store. Credentials stay in here: no snapshot and no answer holds them. */
export class Callers {
  #byKey = new Map<string, Caller>();

  /** Throws `ConfigurationError` for missing credentials and unknown permissions. */
  add(seed: CallerSeed, path = 'caller'): void {
    const key = keyOf(seed);
    const unknown = seed.permissions.filter((permission) => !permissionNames.has(permission));
    const issues = [
      ...(key === undefined ? [{ path, expected: 'appKey and appToken, or userToken' }] : []),
      ...unknown.map(() => ({
        path: `${path}.permissions`,
        expected: `only ${[...permissionNames].join(', ')}`,
      })),
    ];
    if (key === undefined || issues.length > 0) throw new ConfigurationError(issues);
    this.#byKey.set(key, { name: seed.name ?? defaultName, permissions: new Set(seed.permissions) });
  }

  /** Any credentials will do while nobody is named; afterwards only those that are. */
  find(credentials: CallerCredentials): Caller | undefined {
    const key = keyOf(credentials);
    if (key === undefined) return undefined;
    return this.#byKey.size === 0 ? anyone : this.#byKey.get(key);
  }

  replaceBy(other: Callers): void {
    this.#byKey = new Map(other.#byKey);
  }

  copy(): Callers {
    const copy = new Callers();
    copy.#byKey = new Map(this.#byKey);
    return copy;
  }
}

/** Whether a caller has an operation's License Manager resource, or the one that grants every one. */
export function mayUse({ permissions }: Caller, permission: Permission): boolean {
  return permissions.has('Main Access') || permissions.has(permission);
}

import { isPermission, type Permission, permissionNames } from '../../api/permissions.ts';
import { ConfigurationError } from '../../errors/index.ts';
import { worthHiding } from '../../text/redact.ts';

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

const defaultName = 'vtex-customer-credit';

/** Has Main Access: whoever uses a store for which nobody was named. */
export const anyone: Caller = { name: defaultName, permissions: new Set<Permission>(['Main Access']) };

const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';

function keyOf({ appKey, appToken, userToken }: CallerCredentials): string | undefined {
  if (isText(userToken)) return JSON.stringify([userToken]);
  return isText(appKey) && isText(appToken) ? JSON.stringify([appKey, appToken]) : undefined;
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
    const { name = defaultName, permissions = [], ...credentials }: Partial<CallerSeed> = seed ?? {};
    const key = keyOf(credentials);
    const known = Array.isArray(permissions) && permissions.every(isPermission);
    const issues = [
      ...(key === undefined ? [{ path, expected: 'appKey and appToken, or userToken' }] : []),
      ...(known ? [] : [{ path: `${path}.permissions`, expected: `only ${permissionNames.join(', ')}` }]),
      ...(typeof name === 'string' ? [] : [{ path: `${path}.name`, expected: 'a text' }]),
    ];
    if (key === undefined || issues.length > 0) throw new ConfigurationError(issues);
    this.#byKey.set(key, { name, permissions: new Set(permissions) });
  }

  /** Any credentials will do while nobody is named; afterwards only those that are. */
  find(credentials: CallerCredentials): Caller | undefined {
    const key = keyOf(credentials);
    if (key === undefined) return undefined;
    return this.#byKey.size === 0 ? anyone : this.#byKey.get(key);
  }

  /** What they are called, in the order in which they were named. */
  names(): readonly string[] {
    return [...this.#byKey.values()].map(({ name }) => name);
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

import { basePath } from '../../api/operation.ts';
import { ConfigurationError } from '../../errors/index.ts';
import { unknownNames } from '../../errors/option-names.ts';
import { checkIsOptions } from '../../reference/options.ts';
import { fail } from './answers.ts';
import { pagesPath } from './assets.ts';
import { controlPath } from './control-plane.ts';
import { isPreflight } from './cors.ts';
import { credentialsOf } from './credentials.ts';
import {
  createNamedEmulator,
  type Emulator,
  type EmulatorOptions,
  emulatorOptionNames,
  optionHints,
  standardAccountName,
} from './emulator.ts';
import { type EmulatorFetch, fetchOver, handleBehind } from './fetch.ts';
import { type Handle, type HttpRequest, splitTarget, withParts } from './http.ts';
import { hostName } from './loopback.ts';

export interface StoresOptions extends EmulatorOptions {
  /** What one store has otherwise than the others, by its account name. */
  readonly stores?: Readonly<Record<string, EmulatorOptions>> | undefined;
  /** The store of requests that name none, as a bare `http://127.0.0.1:8787` does: `mystore` unless given. */
  readonly defaultStore?: string | undefined;
  /**
   * How many stores there may be: 1,000 unless given. Requests to further ones are refused with 404, once there is no
   * store left that was only read: such a one is forgotten for a new one.
   */
  readonly maxStores?: number | undefined;
}

/** Many stores behind one address; none sees anything of another. */
export interface Stores {
  /**
   * Answers a request for the store that it names: by the first part of its host, as VTEX does, or by the first segment
   * of its path: `http://127.0.0.1:8787/mystore/api/creditcontrol/…`. An IP address and a host without a dot, such as
   * `localhost` or `emulator`, name none: without such a segment they mean the default store. Requests without
   * credentials bring no store to life.
   */
  readonly fetch: EmulatorFetch;
  /** One store, which comes to life when it is first asked for. Throws `ConfigurationError` for what is no account name. */
  store(accountName: string): Emulator;
  /** The stores that have come to life. */
  names(): readonly string[];
}

const accountName = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
/** An address, or a name of one label, such as `localhost`, or `emulator` in a network of containers: it names no store. */
const local = /^(?:[^.]+\.?|\d{1,3}(?:\.\d{1,3}){3}|\[.*\])$/;

const isAccountName = (name: unknown): boolean => typeof name === 'string' && accountName.test(name);

/** Whose store a request means, and its target as that store sees it. */
function addressed({ target, host }: HttpRequest, defaultStore: string): { name: string; target: string } {
  const [, first, below] = /^\/([^/?]+)(\/.*)$/s.exec(target) ?? [];
  if (first !== undefined && below !== undefined) {
    const { path } = splitTarget(below);
    const isBelow = (start: string): boolean => path === start || path.startsWith(`${start}/`);
    if (isBelow(basePath) || isBelow(controlPath) || isBelow(pagesPath))
      return { name: first.toLowerCase(), target: below };
  }
  const name = hostName(host);
  const [label = defaultStore] = name.split('.');
  return { name: local.test(name) ? defaultStore : label, target };
}

/** Whether a request is one that a store may come to life for: no page, no scan, no question of a browser's. */
function isMeant(request: HttpRequest): boolean {
  if (isPreflight(request)) return false;
  const { appKey, appToken, userToken } = credentialsOf(request);
  const hasCredentials = userToken !== undefined || (appKey !== undefined && appToken !== undefined);
  return hasCredentials || (request.method === 'POST' && request.target.startsWith(`${controlPath}/`));
}

/**
 * Many stores, by VTEX account name. Each has a clock, data, callers, faults and a journal of its own, and makes ids of
 * its own.
 *
 * ```ts
 * const stores = createStores({ now: '2024-05-08T12:00:00Z' });
 * stores.store('mystore').control.seed({ accounts: [] });
 * const server = await listen(stores, { port: 8787 });
 * ```
 *
 * @throws ConfigurationError naming every option that cannot be used.
 */
export function createStores(options: StoresOptions = {}): Stores {
  checkIsOptions(options);
  const { stores = {}, defaultStore = standardAccountName, maxStores = 1000, ...common } = options;
  checkIsOptions(stores, 'stores');
  for (const [name, own] of Object.entries(stores)) checkIsOptions(own, `stores.${name}`);
  const optionNames = [...emulatorOptionNames, 'stores', 'defaultStore', 'maxStores'];
  const named = new Set([defaultStore, ...Object.keys(stores)]);
  const issues = [
    ...unknownNames(options, optionNames, optionHints),
    ...Object.entries(stores).flatMap(([name, own]) =>
      unknownNames(own, emulatorOptionNames, optionHints).map(({ path, expected }) => ({
        path: `stores.${name}.${path}`,
        expected,
      })),
    ),
    ...[...named].flatMap((name) =>
      isAccountName(name)
        ? []
        : [{ path: `stores.${name}`, expected: 'an account name: a-z, 0-9 and inner hyphens' }],
    ),
    ...(Number.isSafeInteger(maxStores) && maxStores >= 1
      ? []
      : [{ path: 'maxStores', expected: 'a whole number from 1' }]),
  ];
  if (issues.length > 0) throw new ConfigurationError(issues);
  const create = (name: string): Emulator => {
    const idSeed = `${common.idSeed ?? ''}/${name}`;
    return createNamedEmulator(
      { ...common, idSeed, ...(Object.hasOwn(stores, name) ? stores[name] : {}) },
      name,
    );
  };
  const alive = new Map<string, Emulator>();
  // What cannot be used is said now, not at the first request.
  for (const name of named) alive.set(name, create(name));
  /** Those that nobody has changed or taken hold of: as they are, they can be made again. */
  const onlyRead = new Set<string>();
  const find = (name: string): Emulator | undefined => {
    const known = alive.get(name);
    if (known !== undefined) return known;
    if (!isAccountName(name)) return undefined;
    if (alive.size >= maxStores) {
      const [oldest] = onlyRead;
      if (oldest === undefined) return undefined;
      onlyRead.delete(oldest);
      alive.delete(oldest);
    }
    const emulator = create(name);
    alive.set(name, emulator);
    onlyRead.add(name);
    return emulator;
  };
  let stranger: Emulator | undefined;
  /** Answers who brings no store to life: as a store would that nobody has used. */
  const asStranger = (name: string): Emulator | undefined => {
    if (!isAccountName(name)) return undefined;
    stranger ??= createNamedEmulator({ ...common, journalSize: 0 }, name);
    return stranger;
  };
  const handle: Handle = async (request) => {
    const { name, target } = addressed(request, defaultStore);
    const seen = target === request.target ? request : withParts(request, { target });
    const emulator = alive.has(name) || isMeant(seen) ? find(name) : asStranger(name);
    const answers = emulator && handleBehind(emulator.fetch);
    if (answers === undefined) return fail({ status: 404, code: 404, message: 'There is no such store.' });
    if (request.method !== 'GET' && request.method !== 'OPTIONS') onlyRead.delete(name);
    return answers(seen);
  };
  return {
    names: () => [...alive.keys()],
    store: (name) => {
      const emulator = find(name);
      if (emulator === undefined)
        throw new ConfigurationError([
          { path: 'accountName', expected: `an account name, of at most ${maxStores} stores` },
        ]);
      onlyRead.delete(name);
      return emulator;
    },
    fetch: fetchOver(handle),
  };
}

import { basePath } from '../../api/operation.ts';
import { ConfigurationError } from '../../errors/index.ts';
import { checkIsOptions } from '../../reference/options.ts';
import { controlPath } from './control-plane.ts';
import { checkRequest, createEmulator, type Emulator, type EmulatorOptions } from './emulator.ts';
import { fail } from './respond.ts';

export interface StoresOptions extends EmulatorOptions {
  /** What one store has otherwise than the others, by its account name. */
  readonly stores?: Readonly<Record<string, EmulatorOptions>> | undefined;
  /** The store of requests that name none, as a bare `http://127.0.0.1:8787` does: `mystore` unless given. */
  readonly defaultStore?: string | undefined;
  /** How many stores there may be: 1,000 unless given. Requests to further ones are refused with 404. */
  readonly maxStores?: number | undefined;
}

/** Many stores behind one address; none sees anything of another. */
export interface Stores {
  /**
   * Answers a request for the store that it names: by the first part of its host, as VTEX does, or by the first segment
   * of its path: `http://127.0.0.1:8787/mystore/api/creditcontrol/…`. An IP address and a host without a dot, such as
   * `localhost` or `emulator`, name none: without such a segment they mean the default store.
   */
  readonly fetch: (request: Request) => Promise<Response>;
  /** One store, which comes to life when it is first asked for. Throws `ConfigurationError` for what is no account name. */
  store(accountName: string): Emulator;
  /** The stores that have come to life. */
  names(): readonly string[];
}

const accountName = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
/** An address, or a name of one label, such as `localhost`, or `emulator` in a network of containers: it names no store. */
const local = /^(?:[^.]+\.?|\d{1,3}(?:\.\d{1,3}){3}|\[.*\])$/;

const isAccountName = (name: unknown): boolean => typeof name === 'string' && accountName.test(name);

/** Whose store a URL means, and the URL as that store sees it. */
function addressed(url: URL, defaultStore: string): { readonly name: string; readonly path: string } {
  const [, first, path] = /^\/([^/]+)(\/.*)$/s.exec(url.pathname) ?? [];
  const isBelow = (start: string): boolean => path === start || path?.startsWith(`${start}/`) === true;
  if (first !== undefined && path !== undefined && (isBelow(basePath) || isBelow(controlPath)))
    return { name: first.toLowerCase(), path };
  const [label = defaultStore] = url.hostname.split('.');
  return { name: local.test(url.hostname) ? defaultStore : label, path: url.pathname };
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
  const { stores = {}, defaultStore = 'mystore', maxStores = 1000, ...common } = options;
  checkIsOptions(stores, 'stores');
  for (const [name, own] of Object.entries(stores)) checkIsOptions(own, `stores.${name}`);
  const alive = new Map<string, Emulator>();
  const issues = [
    ...[defaultStore, ...Object.keys(stores)].flatMap((name) =>
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
    const emulator = createEmulator({
      ...common,
      idSeed,
      ...(Object.hasOwn(stores, name) ? stores[name] : {}),
    });
    alive.set(name, emulator);
    return emulator;
  };
  // What cannot be used is said now, not at the first request.
  for (const name of new Set([defaultStore, ...Object.keys(stores)])) create(name);
  const find = (name: string): Emulator | undefined => {
    const known = alive.get(name);
    if (known !== undefined) return known;
    return isAccountName(name) && alive.size < maxStores ? create(name) : undefined;
  };
  return {
    names: () => [...alive.keys()],
    store: (name) => {
      const emulator = find(name);
      if (emulator === undefined)
        throw new ConfigurationError([
          { path: 'accountName', expected: `an account name, of at most ${maxStores} stores` },
        ]);
      return emulator;
    },
    fetch: async (request) => {
      checkRequest(request);
      const url = new URL(request.url);
      const { name, path } = addressed(url, defaultStore);
      const emulator = find(name);
      if (emulator === undefined) return fail({ status: 404, code: 404, message: 'There is no such store.' });
      if (path === url.pathname) return emulator.fetch(request);
      url.pathname = path;
      return emulator.fetch(new Request(url, request));
    },
  };
}

/** The header by which an emulator tells which data it has: no answer of VTEX has it. */
export const storeHeader = 'x-emulator-store';

/** Under this resources tell their store, and the `fetch` of an emulator its data; copies of them tell it as well. */
export const storeKey: unique symbol = Symbol.for('vtex-customer-credit.store');

/** What tells the store that a client works on from others. */
export interface StoreIdentity {
  /** Where requests go, and for which VTEX account. */
  readonly address: string;
  /** Which data there is now, where that is known without asking. */
  readonly live?: (() => string) | undefined;
  /** Which data the last answer told of that told of any. */
  seen?: string | undefined;
}

const isLive = (value: unknown): value is () => string => typeof value === 'function';

/** What tells the data of an emulator, where a `fetch` is that of one. */
export function liveOf(fetch: unknown): StoreIdentity['live'] {
  const live: unknown = Reflect.get(Object(fetch), storeKey);
  return isLive(live) ? live : undefined;
}

/** A resource that tells its store. One that cannot be added to tells none. */
export function telling<Resource>(resource: Resource, store: StoreIdentity): Resource {
  Reflect.set(Object(resource), storeKey, store);
  return resource;
}

/** What carries the requests of Node's `fetch`: undici's global dispatchers, which a program can replace. */
const dispatchers = (): readonly object[] =>
  Object.getOwnPropertySymbols(globalThis)
    .filter(({ description = '' }) => description.startsWith('undici.globalDispatcher'))
    .map((symbol) => Object(Reflect.get(globalThis, symbol)));

/** Whether undici's `MockAgent` answers in the place of the network. */
export const hasMockedNetwork = (): boolean =>
  dispatchers().some((each) => Reflect.get(each, 'isMockActive') === true);

/** Those of undici that send a request once. */
const plain = /^(?:Agent|EnvHttpProxyAgent|ProxyAgent|Pool|Client)$/;

/** Whether `fetch` sends a request once, as far as can be seen: a `RetryAgent` or an interceptor may send it again. */
export const sendsOnce = (): boolean =>
  dispatchers().every((each) => {
    const own: unknown = Object.getPrototypeOf(each);
    const isComposed = Reflect.get(each, 'dispatch') !== Reflect.get(Object(own), 'dispatch');
    return plain.test(each.constructor.name) && !isComposed;
  });

/** Stands between a caller and a method of the client: `name` as in `invoices.get`, `call` makes the call. */
export type Interceptor = (name: string, given: readonly unknown[], call: () => unknown) => unknown;

/** The same client or resource, with every call of a method handed to an interceptor. */
export function intercepted<Target extends object>(
  target: Target,
  intercept: Interceptor,
  path = '',
): Target {
  // Of an object without properties of its own: a proxy may not answer otherwise for those that cannot change.
  const bare: Target = Object.create(target);
  return new Proxy(bare, {
    get(_, key) {
      const value: unknown = Reflect.get(target, key);
      const name = path === '' ? String(key) : `${path}.${String(key)}`;
      if (typeof value === 'object' && value !== null) return intercepted(value, intercept, name);
      if (typeof value !== 'function') return value;
      return (...given: readonly unknown[]) =>
        intercept(name, given, () => Reflect.apply(value, target, given));
    },
  });
}

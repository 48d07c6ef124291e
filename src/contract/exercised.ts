import type { CustomerCredit } from '../client/base-client.ts';

/** What was done so far: `invoices.get done`, `invoices.get refused`. */
export type Exercised = Set<string>;

function watched<Target extends object>(target: Target, path: string, exercised: Exercised): Target {
  return new Proxy(target, {
    get(from, key) {
      const value: unknown = Reflect.get(from, key);
      const name = path === '' ? String(key) : `${path}.${String(key)}`;
      if (typeof value === 'object' && value !== null) return watched(value, name, exercised);
      if (typeof value !== 'function') return value;
      return (...given: readonly unknown[]) => {
        const result: unknown = Reflect.apply(value, from, given);
        if (!(result instanceof Promise)) return listed(result, name, exercised);
        result.then(
          () => exercised.add(`${name} done`),
          () => exercised.add(`${name} refused`),
        );
        return result;
      };
    },
  });
}

/** A list sends nothing before it is read: what counts is its pages. */
function listed(result: unknown, name: string, exercised: Exercised): unknown {
  if (typeof result !== 'object' || result === null || !('toArray' in result)) return result;
  return new Proxy(result, {
    get(from, key) {
      const value: unknown = Reflect.get(from, key);
      if (key !== 'toArray' || typeof value !== 'function') return value;
      return async (...given: readonly unknown[]) => {
        try {
          const found: unknown = await Reflect.apply(value, from, given);
          exercised.add(`${name} done`);
          return found;
        } catch (error) {
          exercised.add(`${name} refused`);
          throw error;
        }
      };
    },
  });
}

/** The same client, with everything that it does taken note of. */
export function noted(client: CustomerCredit, exercised: Exercised): CustomerCredit {
  return watched(client, '', exercised);
}

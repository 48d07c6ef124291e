import type { CustomerCredit } from '../client/base-client.ts';
import { type Interceptor, intercepted } from './intercept.ts';

/** What was done so far: `invoices.get done`, `invoices.get refused`. */
export type Exercised = Set<string>;

function noting(exercised: Exercised): Interceptor {
  const note = async (name: string, result: PromiseLike<unknown>): Promise<void> => {
    try {
      await result;
      exercised.add(`${name} done`);
    } catch {
      exercised.add(`${name} refused`);
    }
  };
  return (name, _, call) => {
    const result = call();
    if (result instanceof Promise) void note(name, result);
    // A list sends nothing before it is read: what counts is its pages.
    else if (typeof result === 'object' && result !== null && 'toArray' in result)
      return intercepted(result, (method, _given, read) => {
        const found = read();
        if (method === 'toArray' && found instanceof Promise) void note(name, found);
        return found;
      });
    return result;
  };
}

/** The same client, with everything that it does taken note of. */
export function noted(client: CustomerCredit, exercised: Exercised): CustomerCredit {
  return intercepted(client, noting(exercised));
}

import { CustomerCreditClient } from 'vtex-customer-credit';
import { type ContractStart, type ReferenceStore, referenceAdapter } from 'vtex-customer-credit/contract';
import { connectControl } from 'vtex-customer-credit/emulator';
import type { CallerCredentials } from 'vtex-customer-credit/memory';
import { serving } from '../cli/program.ts';
import { start } from './store.ts';

const owner = { appKey: 'owner-key', appToken: 'owner-token' };

export interface ChildAdapter extends AsyncDisposable {
  /** The name of the next store: its ids follow from it. */
  next(): string;
  open(options: ContractStart): Promise<ReferenceStore>;
}

/** Through the program in a process of its own: each store has a name, and its controls are behind HTTP. */
export async function childAdapter(): Promise<ChildAdapter> {
  const server = await serving('--control', '--now', start);
  let stores = 0;
  const next = (): string => `store-${stores}`;
  return {
    next,
    open: async ({ now, seed }) => {
      const baseUrl = `${server.url}/${next()}`;
      stores += 1;
      const control = connectControl(baseUrl);
      await control.clock.set(now);
      const named = seed.callers ?? [];
      const callers =
        named.length === 0 ? [] : [...named, { ...owner, permissions: ['Main Access' as const] }];
      await control.seed({ ...seed, callers });
      // A client asks for the time without waiting: here it is remembered.
      let time = await control.clock.now();
      const clientAs = ({ appKey = '', appToken = '', userToken }: CallerCredentials) =>
        new CustomerCreditClient({
          ...(userToken === undefined ? { appKey, appToken } : { userToken }),
          accountName: 'mystore',
          baseUrl,
          now: () => time,
          retries: 0,
          validation: 'strict',
        });
      const clock = {
        now: () => time,
        advance: async (by: Parameters<typeof control.clock.advance>[0]) => {
          await control.clock.advance(by);
          time = await control.clock.now();
        },
        set: async (to: Parameters<typeof control.clock.set>[0]) => {
          await control.clock.set(to);
          time = await control.clock.now();
        },
      };
      return { client: clientAs(owner), clientAs, control: { ...control, clock } };
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

export const contractAdapterOf = (adapter: ChildAdapter) =>
  referenceAdapter('through the program in a process of its own', (options) => adapter.open(options));

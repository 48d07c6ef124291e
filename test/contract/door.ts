import { type CustomerCredit, CustomerCreditClient } from 'vtex-customer-credit';
import { createEmulator } from 'vtex-customer-credit/emulator';
import {
  type CallerCredentials,
  type Control,
  createInMemoryCustomerCredit,
  type ReferenceOptions,
} from 'vtex-customer-credit/memory';

/** A store behind a door. */
export interface Opened {
  /** Has Main Access, whoever else is named. */
  readonly client: CustomerCredit;
  readonly control: Control;
  /** The same store as someone else sees it. */
  clientAs(credentials: CallerCredentials): CustomerCredit;
}

/** One way to reach the reference. The suite is the same for all of them. */
export interface Door {
  readonly name: string;
  open(options: ReferenceOptions): Opened;
}

export const inMemory: Door = {
  name: 'in memory',
  open: (options) => createInMemoryCustomerCredit(options),
};

const owner = { appKey: 'owner-key', appToken: 'owner-token' };

export const overHttp: Door = {
  name: 'over HTTP',
  open: (options) => {
    const named = options.seed?.callers ?? [];
    const callers = named.length === 0 ? [] : [...named, { ...owner, permissions: ['Main Access' as const] }];
    const emulator = createEmulator({ ...options, seed: { ...options.seed, callers } });
    const clientAs = ({ appKey = '', appToken = '', userToken }: CallerCredentials): CustomerCredit =>
      new CustomerCreditClient({
        ...(userToken === undefined ? { appKey, appToken } : { userToken }),
        accountName: 'mystore',
        fetch: emulator.fetch,
        now: emulator.control.clock.now,
        retries: 0,
        validation: 'strict',
      });
    return { client: clientAs(owner), control: emulator.control, clientAs };
  },
};

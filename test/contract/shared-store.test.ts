import { describe, expect, it } from 'vitest';
import { type CustomerCredit, CustomerCreditClient } from 'vtex-customer-credit';
import { contract, referenceAdapter } from 'vtex-customer-credit/contract';
import { asyncControl, createEmulator } from 'vtex-customer-credit/emulator';
import type { CallerCredentials } from 'vtex-customer-credit/memory';
import { start } from './store.ts';

const emulator = createEmulator({ now: start });
const control = asyncControl(emulator.control);
const owner = { appKey: 'owner-key', appToken: 'owner-token' };

function clientAs({ appKey = '', appToken = '', userToken }: CallerCredentials): CustomerCredit {
  return new CustomerCreditClient({
    ...(userToken === undefined ? { appKey, appToken } : { userToken }),
    accountName: 'mystore',
    fetch: emulator.fetch,
    now: emulator.control.clock.now,
    retries: 0,
  });
}

/** One store for all the cases, reached by promises alone, as a server in another process would be. */
const adapter = referenceAdapter('over one store that is reset', async ({ seed }) => {
  await control.reset();
  const named = seed.callers ?? [];
  const callers = named.length === 0 ? [] : [...named, { ...owner, permissions: ['Main Access' as const] }];
  await control.seed({ ...seed, callers });
  return { client: clientAs(owner), control, clientAs };
});

const report = contract(adapter, { describe, it });

describe('the report of it', () => {
  it('has every case', () => {
    expect(report.ran).toEqual(report.planned);
    expect(report.skipped).toEqual([]);
  });
});

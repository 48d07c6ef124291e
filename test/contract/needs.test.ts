import { describe, expect, it } from 'vitest';
import {
  type Capability,
  type ContractAdapter,
  contractCases,
  referenceAdapter,
  runCase,
} from 'vtex-customer-credit/contract';
import { createInMemoryCustomerCredit } from 'vtex-customer-credit/memory';

const full = referenceAdapter('in memory', createInMemoryCustomerCredit);

/** An adapter that can do some things only: the members for the others are gone. */
function only(able: readonly Capability[]): ContractAdapter {
  return {
    name: 'that can do little',
    capabilities: able,
    open: async (start) => {
      const store = await full.open(start);
      return {
        client: store.client,
        ...(able.includes('clock') ? { clock: store.clock } : {}),
        ...(able.includes('callers') && store.clientAs ? { clientAs: store.clientAs } : {}),
        ...(able.includes('orders') && store.setOrderId ? { setOrderId: store.setOrderId } : {}),
        ...(able.includes('notifications') && store.notifications
          ? { notifications: store.notifications }
          : {}),
        ...(able.includes('snapshot') && store.snapshot ? { snapshot: store.snapshot } : {}),
      };
    },
  };
}

const titles = contractCases.map((each) => ({ title: `${each.group} ${each.name}`, each }));

describe('the cases of the contract', () => {
  it('have titles of their own', () => {
    expect(new Set(titles.map(({ title }) => title)).size).toBe(titles.length);
  });

  it.each(titles)('$title: needs no more than it says', async ({ each }) => {
    await runCase(each, only(each.needs));
  });
});

import { describe, expect, it } from 'vitest';
import { type CustomerCredit, isApiError } from 'vtex-customer-credit';
import { type ContractAdapter, contractCases, runCase } from 'vtex-customer-credit/contract';
import { createInMemoryCustomerCredit } from 'vtex-customer-credit/memory';

/** What an adapter does behind its refusal of a second payment. */
type Aside = (client: CustomerCredit, creditAccountId: string) => Promise<unknown>;

/** An adapter that shows nothing but the API, on a store of its own. */
function adapterThat(aside: Aside): ContractAdapter {
  return {
    name: 'without a snapshot',
    capabilities: ['ownStore'],
    open: ({ now }) => {
      const { client } = createInMemoryCustomerCredit({ now });
      const { accounts, invoices, transactions, storeConfig } = client;
      const markAsPaid: typeof invoices.markAsPaid = async (invoice) => {
        try {
          return await invoices.markAsPaid(invoice);
        } catch (error) {
          if (isApiError(error)) await aside(client, invoice.creditAccountId);
          throw error;
        }
      };
      return {
        client: {
          ...{ accounts, transactions, storeConfig },
          invoices: { ...invoices, markAsPaid },
          request: (request) => client.request(request),
        },
      };
    },
  };
}

const asides: Readonly<Record<string, Aside>> = {
  invoices: async ({ invoices }, creditAccountId) => {
    for await (const invoice of invoices.listByAccount(creditAccountId))
      await invoices.update(invoice, { observation: 'seen' });
  },
  account: ({ accounts }, creditAccountId) => accounts.update(creditAccountId, { email: 'else@example.com' }),
  statements: async ({ accounts }, creditAccountId) => {
    // There and back: only the rows remain.
    for (const value of [0.1, 0]) await accounts.changeTolerance(creditAccountId, { value });
  },
  accounts: ({ accounts }) =>
    accounts.open({ document: '9', documentType: 'Other', email: 'a@example.com', creditLimit: 1 }),
  storeConfig: ({ storeConfig }) => storeConfig.update({ taxRate: 0.5 }),
};

const [refusal] = contractCases.filter(
  ({ name }) => name === 'that is paid is not paid again, by whichever call',
);
if (refusal === undefined) throw new Error('the case is gone');

describe('without a snapshot, a refusal', () => {
  it('that changes nothing passes', async () => {
    await runCase(
      refusal,
      adapterThat(async () => undefined),
    );
  });

  it.each(Object.entries(asides))('that changes the %s is seen by reading', async (part, aside) => {
    await expect(runCase(refusal, adapterThat(aside))).rejects.toThrow(
      new RegExp(`^after a refusal the store: ${part}\\b`),
    );
  });
});

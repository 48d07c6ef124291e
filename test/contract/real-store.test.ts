import { describe, expect, it, vi } from 'vitest';
import { ApiError, type CustomerCredit, isCustomerCreditError } from 'vtex-customer-credit';
import {
  type ContractAdapter,
  type ContractCase,
  closeLeftovers,
  contractCases,
  realStoreAdapter,
  realStoreConsent,
  runCase,
} from 'vtex-customer-credit/contract';
import { createInMemoryCustomerCredit } from 'vtex-customer-credit/memory';
import { operationIds, operationsById } from '../../src/api/table.ts';
import { guarded } from '../../src/contract/guarded.ts';
import { sampleCall } from '../../src/contract/sample-call.ts';
import { creditAccountId, opened, seed, start } from './store.ts';

/** A store that others use as well. */
const inUse = () => createInMemoryCustomerCredit({ now: start, seed });

const adapterTo = (client: CustomerCredit): ContractAdapter =>
  realStoreAdapter({ client, realStore: realStoreConsent, run: 'run-1' });

const planned = contractCases.filter(({ needs }) => needs.length === 0);

/** A case of a test's own. */
const caseOf = (run: ContractCase['run']): ContractCase => ({
  group: 'a case',
  name: 'of our own',
  holds: [],
  mark: 'assumed',
  needs: [],
  run,
});

/** The store as its own customers see it. */
const content = ({ control }: ReturnType<typeof inUse>): unknown => {
  const { accounts, storeConfig } = control.snapshot();
  return { accounts, storeConfig };
};

describe('the suite in a real store', () => {
  it('passes every case that needs nothing, and leaves the store as it was', async () => {
    const store = inUse();
    const before = content(store);
    const adapter = adapterTo(store.client);
    for (const each of planned) await runCase(each, adapter);
    expect(planned.length).toBeGreaterThan(50);
    expect(content(store)).toEqual(before);
    const names = store.control.journal.calls('accounts.open').map(({ input }) => input?.body.document);
    expect(names.length).toBeGreaterThan(planned.length - 20);
    for (const name of names) expect(name).toMatch(/^contract-suite-run-1-\d+$/);
  });

  it('passes the same cases whatever the store is set to', async () => {
    const store = inUse();
    await store.client.storeConfig.update({
      toleranceEnabled: true,
      automaticCheckingAccountCreationEnabled: true,
      maxPreAuthorizationGrowthRate: 0.01,
      postponementEnabled: true,
      invoicePostponementLimit: 9,
      maxPostponementDays: 90,
    });
    const before = content(store);
    const adapter = adapterTo(store.client);
    for (const each of planned) await runCase(each, adapter);
    expect(content(store)).toEqual(before);
  });

  it('closes what it opened when a case fails, and when the runner has long given up', async () => {
    const store = inUse();
    const before = content(store);
    const failing = caseOf(async (bench) => {
      const { client, customer } = await bench.store();
      await client.accounts.open({ ...customer(), creditLimit: 1 });
      throw new Error('no');
    });
    await expect(runCase(failing, adapterTo(store.client))).rejects.toThrow('no');
    expect(content(store)).toEqual(before);
  });

  it('closes also what only half came to be', async () => {
    const store = inUse();
    const before = content(store);
    const { client } = store;
    const broken: CustomerCredit = {
      accounts: client.accounts,
      invoices: client.invoices,
      storeConfig: client.storeConfig,
      request: (request) => client.request(request),
      transactions: {
        ...client.transactions,
        settle: async () => {
          throw new Error('down');
        },
      },
    };
    const [first] = planned;
    if (first === undefined) throw new Error('no case');
    await expect(runCase(first, adapterTo(broken))).rejects.toThrow('down');
    expect(content(store)).toEqual(before);
  });

  it('says which accounts it could not close, beside what failed', async () => {
    const { client } = inUse();
    const { accounts, invoices, transactions, storeConfig } = client;
    const stuck: CustomerCredit = {
      ...{ invoices, transactions, storeConfig },
      request: (request) => client.request(request),
      accounts: {
        ...accounts,
        close: async () => {
          throw new ApiError('server_error', '', { status: 500 });
        },
      },
    };
    const adapter = adapterTo(stuck);
    const passing = caseOf(async ({ store }) => void (await store()));
    await expect(runCase(passing, adapter)).rejects.toThrow(
      'these accounts could not be closed: contract-suite-run-1-1_Other',
    );
    const failing = caseOf(async ({ store }) => {
      await store();
      throw new Error('no');
    });
    await expect(runCase(failing, adapter)).rejects.toThrow(/^no; and these accounts could not be closed: /);
  });

  it('changes nobody else, whatever a case tries', async () => {
    const store = inUse();
    const before = content(store);
    const ids: Readonly<Record<string, string>> = {
      creditAccountId,
      invoiceId: opened.id,
      transactionId: 'AAAA',
    };
    const changing = operationIds.filter((id) => operationsById[id].retry !== 'read');
    const tries: ReadonlyArray<(client: CustomerCredit) => Promise<unknown>> = [
      ...changing.map(
        (id) => (client: CustomerCredit) => sampleCall(client, id, (parameter) => ids[parameter] ?? 'x'),
      ),
      ({ storeConfig }) => storeConfig.merge({ taxRate: 0.5 }),
      (client) => client.request({ method: 'PUT', path: '/storeconfig', body: { taxRate: 0.5 } }),
    ];
    const all = caseOf(async (bench) => {
      const { client } = await bench.store();
      for (const act of tries) await expect(act(client)).rejects.toThrow(/^a case was about to change /);
      expect(await client.invoices.get(opened)).toMatchObject({ value: 100 });
      expect(await client.request({ method: 'GET', path: '/storeconfig' })).toMatchObject({ taxRate: 0 });
    });
    await runCase(all, adapterTo(store.client));
    expect(content(store)).toEqual(before);
  });

  it('refuses a method of which it is not known what it changes', async () => {
    const { client } = inUse();
    const { accounts, invoices, transactions, storeConfig } = client;
    const deleteAll = vi.fn();
    const newer: CustomerCredit & { readonly accounts: { deleteAll(): void } } = {
      ...{ invoices, transactions, storeConfig },
      request: (request) => client.request(request),
      accounts: { ...accounts, deleteAll },
    };
    const guardedClient = guarded(newer, { mayChange: () => true });
    const method: unknown = Reflect.get(guardedClient.accounts, 'deleteAll');
    if (typeof method !== 'function') throw new Error('no method');
    await expect(method(creditAccountId)).rejects.toThrow(
      'a case was about to change what is not known, by accounts.deleteAll',
    );
    expect(deleteAll).not.toHaveBeenCalled();
  });

  it('needs the words, a run and a prefix that can be recognised', () => {
    const { client } = inUse();
    const issuesFor = (options: object): unknown => {
      try {
        Reflect.apply(realStoreAdapter, undefined, [options]);
      } catch (error) {
        if (!isCustomerCreditError(error) || !('issues' in error)) throw error;
        expect(error.code).toBe('invalid_configuration');
        return Array.isArray(error.issues) ? error.issues.map(({ path }) => path) : undefined;
      }
      return [];
    };
    const right = { client, realStore: realStoreConsent, run: '1' };
    expect(issuesFor(right)).toEqual([]);
    expect(issuesFor({ ...right, realStore: true })).toEqual(['realStore']);
    expect(issuesFor({ ...right, realStore: undefined })).toEqual(['realStore']);
    expect(issuesFor({ ...right, run: '' })).toEqual(['run']);
    expect(issuesFor({ ...right, run: 'UPPER' })).toEqual(['run']);
    expect(issuesFor({ ...right, documentPrefix: '' })).toEqual(['documentPrefix']);
    expect(issuesFor({ ...right, documentPrefix: '111' })).toEqual(['documentPrefix']);
    expect(issuesFor({})).toEqual(['client', 'realStore', 'run']);
  });

  it('can be tidied up after a run that was killed, of its own accounts alone', async () => {
    const store = inUse();
    const before = content(store);
    for (const [document, documentType] of [
      ['contract-suite-old-1', 'Other'],
      ['contract-suite-older-7', 'Other'],
    ] as const) {
      await store.client.accounts.open({ document, documentType, email: 'a@example.com', creditLimit: 1 });
    }
    const own = { document: 'contract-suite-of-someone', documentType: 'CPF' as const };
    await store.client.accounts.open({ ...own, email: 'b@example.com', creditLimit: 1 });
    const other = { document: 'contract-suited', documentType: 'Other' as const };
    await store.client.accounts.open({ ...other, email: 'c@example.com', creditLimit: 1 });
    const closed = await closeLeftovers({ client: store.client, realStore: realStoreConsent });
    expect(closed).toEqual(['contract-suite-old-1_Other', 'contract-suite-older-7_Other']);
    expect((await store.client.accounts.list().toArray()).map(({ id }) => id)).toEqual([
      creditAccountId,
      'contract-suite-of-someone_CPF',
      'contract-suited_Other',
    ]);
    await store.client.accounts.close('contract-suite-of-someone_CPF');
    await store.client.accounts.close('contract-suited_Other');
    expect(content(store)).toEqual(before);
  });
});

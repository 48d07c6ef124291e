import { describe, expect, it } from 'vitest';
import { CustomerCreditClient } from 'vtex-customer-credit';
import { createEmulator } from 'vtex-customer-credit/emulator';
import { anAccount, createInMemoryCustomerCredit } from 'vtex-customer-credit/memory';
import { resetAfterEach } from 'vtex-customer-credit/vitest';
import { buyOnCredit } from './checkout.ts';

const buyer = anAccount({ creditLimit: 100 });
const { id } = buyer;
const options = { now: '2024-05-08T12:00:00Z', seed: buyer };
const store = resetAfterEach(createInMemoryCustomerCredit(options));

describe('buying on credit', () => {
  it('makes an invoice for each instalment, exact to the cent', async () => {
    expect(await buyOnCredit(store.client, id, 100, 3)).toEqual({ ok: true, invoices: 3 });
    const invoices = await store.client.invoices.listByAccount(id).toArray();
    expect(invoices.map(({ value }) => value).sort()).toEqual([33.33, 33.33, 33.34]);
  });

  it('says no when the credit does not suffice', async () => {
    expect(await buyOnCredit(store.client, id, 100.01, 1)).toMatchObject({ ok: false });
    expect(await store.client.accounts.get(id)).toHaveAvailableCredit(100);
    expect(store).not.toHaveCalled('transactions.settle');
  });

  it('is overdue a month later', async () => {
    await buyOnCredit(store.client, id, 60, 2);
    store.control.clock.advance({ days: 31 });
    const [first, second] = await store.client.invoices.listByAccount(id).toArray();
    expect(first).toBeOverdue(store);
    expect(second).not.toBeOverdue(store);
  });

  it('does not hold twice when the connection breaks', async () => {
    const emulator = createEmulator(options);
    const client = new CustomerCreditClient({ ...emulator.clientOptions(), maxRetryDelay: 1 });
    emulator.control.faults.add({ operation: 'transactions.preAuthorize', phase: 'after', effect: 'reset' });
    await expect(buyOnCredit(client, id, 60, 1)).rejects.toMatchObject({ code: 'unknown_outcome' });
    expect((await client.accounts.get(id)).preAuthorizedCredit).toBe(60);
  });
});

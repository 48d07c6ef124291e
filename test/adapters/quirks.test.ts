import { describe, expect, it } from 'vitest';
import { isAccountAlreadyOpen, myCredits } from 'vtex-customer-credit';
import { createInMemoryCustomerCredit, type QuirkName, quirks } from 'vtex-customer-credit/memory';
import { type Adapter, inMemory, overHttp } from '../contract/adapters.ts';
import { creditAccountId, opened, seed, start } from '../contract/store.ts';

const many = Array.from({ length: 30 }, (_, at) => ({
  creditAccountId,
  transactionId: `T${String(at).padStart(2, '0')}`,
  value: 1.1,
}));

const account = { document: '2', documentType: 'CPF', email: 'new+one@example.com', creditLimit: 10 };

describe.each([inMemory, overHttp])('a quirk $name', (adapter: Adapter) => {
  const open = (...names: readonly QuirkName[]) =>
    adapter.open({
      now: start,
      seed: { ...seed, invoices: [...(seed.invoices ?? []), ...many] },
      quirks: names,
    });
  const firstPage = async (store: ReturnType<typeof open>) => {
    const pages = store.client.invoices.list({ pageSize: 10 }).pages()[Symbol.asyncIterator]();
    const { value } = await pages.next();
    if (value === undefined) throw new Error('no page');
    return value;
  };

  it('is off unless it is switched on, and off again after a reset', async () => {
    const store = open();
    expect(store.control.quirks.list()).toEqual([]);
    expect((await firstPage(store)).summary).toMatchObject({ count: 33, total: 107.7 });
    store.control.quirks.set(['cancelling-fails']);
    await expect(store.client.invoices.cancel(opened)).rejects.toMatchObject({ status: 500 });
    store.control.reset();
    await store.client.invoices.cancel(opened);
  });

  it('opening-refused-every-other-time: refuses with 1099 what is not open', async () => {
    const { client, control } = open('opening-refused-every-other-time');
    const error: unknown = await client.accounts.open(account).catch((reason: unknown) => reason);
    expect(isAccountAlreadyOpen(error)).toBe(true);
    await expect(client.accounts.get('2_CPF')).rejects.toMatchObject({ status: 404 });
    await client.accounts.open(account);
    await expect(client.accounts.open({ ...account, document: '3' })).rejects.toMatchObject({
      vtexCode: 1099,
    });
    expect(control.journal.calls('accounts.open').map(({ status }) => status)).toEqual([409, 200, 409]);
  });

  it('limit-change-fails: nothing is changed', async () => {
    const { client } = open('limit-change-fails');
    await expect(client.accounts.changeCreditLimit(creditAccountId, { value: 5 })).rejects.toMatchObject({
      status: 500,
      vtexMessage: 'An error has occurred.',
    });
    expect(await client.accounts.get(creditAccountId)).toMatchObject({ creditLimit: 1000 });
  });

  it('cancelling-fails, and the invoice stays open', async () => {
    const { client } = open('cancelling-fails');
    await expect(client.invoices.cancel(opened)).rejects.toMatchObject({ code: 'server_error' });
    expect(await client.invoices.get(opened)).toMatchObject({ status: 'Opened' });
  });

  it('closing-fails with the words of the known issue, and the account stays open', async () => {
    const { client } = open('closing-fails');
    await expect(client.accounts.close(creditAccountId)).rejects.toMatchObject({
      status: 500,
      vtexMessage: 'Error while closing account.',
    });
    expect(await client.accounts.get(creditAccountId)).toMatchObject({ status: 'Open' });
  });

  it('totals-over-everything: a page of ten says what all 33 are worth', async () => {
    const page = await firstPage(open('totals-over-everything'));
    expect(page.data).toHaveLength(10);
    expect(page.summary).toEqual({ total: 133, count: 33, totalPaid: 50, totalCancelled: 25 });
  });

  it('count-of-the-page', async () => {
    expect((await firstPage(open('count-of-the-page'))).summary.count).toBe(10);
  });

  it('first-page-of-21: only where no positions are asked for', async () => {
    const { client } = open('first-page-of-21');
    expect(await client.request({ method: 'GET', path: '/invoices' })).toMatchObject({
      data: { length: 21 },
      summary: { count: 33 },
    });
    expect(
      await client.request({ method: 'GET', path: '/invoices', query: { from: 1, to: 5 } }),
    ).toMatchObject({
      data: { length: 5 },
    });
  });

  it('invoice-listed-twice: the walk still gives each invoice once, the summary too', async () => {
    const { client, control } = open('invoice-listed-twice');
    const raw = await client.request({ method: 'GET', path: '/invoices', query: { from: 1, to: 5 } });
    expect(raw).toMatchObject({ data: { length: 6 } });
    const ids = (await client.invoices.list({ pageSize: 10 }).toArray()).map(({ id }) => id);
    expect(new Set(ids).size).toBe(33);
    expect(await client.invoices.summarize()).toMatchObject({ count: 33, total: 133 });
    control.quirks.set([]);
    expect(await client.invoices.summarize()).toMatchObject({ count: 33, total: 133 });
  });

  it('email-with-plus-or-underscore-fails, where the account is looked up by it', async () => {
    const { client } = open('email-with-plus-or-underscore-fails');
    await client.accounts.open(account);
    await expect(client.accounts.list({ email: account.email }).toArray()).rejects.toMatchObject({
      code: 'server_error',
      status: 500,
    });
    expect(await client.accounts.list({ email: 'buyer@example.com' }).toArray()).toHaveLength(1);
    expect(await client.accounts.list().toArray()).toHaveLength(2);
  });

  it('my-credits-of-a-dependent-fails, and the customer is found all the same', async () => {
    const { client } = open('my-credits-of-a-dependent-fails');
    const conditions = (email: string) => client.accounts.getPurchaseConditions({ email, sc: 1, skus: '1' });
    await client.accounts.holders.add(creditAccountId, { claims: { email: 'Dependent@example.com' } });
    await expect(conditions('dependent@example.com')).rejects.toMatchObject({ status: 500 });
    expect(await conditions('buyer@example.com')).toMatchObject({ accountId: creditAccountId });
    await expect(conditions('nobody@example.com')).rejects.toMatchObject({ status: 404 });
    // Whoever has an account of their own is not looked at as a dependent.
    await client.accounts.open({ ...account, email: 'dependent@example.com' });
    expect(await conditions('dependent@example.com')).toMatchObject({ accountId: '2_CPF' });
  });

  it('my-credits-without-payment-link: there is no Pay, though the invoice has a link', async () => {
    const { client, control } = open('my-credits-without-payment-link');
    await client.storeConfig.update({ myCreditsEnabled: true });
    await client.invoices.update(opened, { paymentLink: 'https://pay.example.com/1', observation: 'called' });
    const shown = async () => {
      const { invoices } = await myCredits(client, creditAccountId, { now: control.clock.now() });
      return invoices.find(({ id }) => id === opened.id);
    };
    expect(await shown()).toMatchObject({ pay: undefined, observation: 'called' });
    const byAccount = await client.invoices.listByAccount(creditAccountId).toArray();
    expect(byAccount.filter(({ paymentLink }) => paymentLink !== undefined)).toEqual([]);
    expect(await client.invoices.get(opened)).toMatchObject({ paymentLink: 'https://pay.example.com/1' });
    expect(await client.invoices.list({ status: 'Opened' }).first()).toMatchObject({ id: opened.id });
    control.quirks.set([]);
    expect(await shown()).toMatchObject({ pay: 'https://pay.example.com/1' });
  });

  it('export-stuck-above-150000: a page above never comes, one below does', async () => {
    const { client } = open('export-stuck-above-150000');
    const page = (from: number, to: number) => client.invoices.list({ from, to }, { timeout: 500 });
    await expect(page(150_001, 150_020)).rejects.toMatchObject({ code: 'timeout' });
    await expect(page(149_990, 150_001)).rejects.toMatchObject({ code: 'timeout' });
    expect((await page(149_981, 150_000)).summary.count).toBe(33);
    expect(await client.invoices.list().toArray()).toHaveLength(33);
    const byAccount = { method: 'GET', path: `/accounts/${creditAccountId}/invoices` } as const;
    await expect(
      client.request({ ...byAccount, query: { from: 150_001 } }, { timeout: 500 }),
    ).rejects.toMatchObject({ code: 'timeout' });
  });

  it('payment-answers-with-id: the client reads the invoice', async () => {
    const { client, control } = open('payment-answers-with-id');
    expect(await client.invoices.markAsPaid(opened)).toMatchObject({ id: opened.id, status: 'Paid' });
    expect(control.journal.calls().map(({ operation }) => operation)).toEqual([
      'invoices.markAsPaid',
      'invoices.get',
    ]);
  });

  it('dates-without-offset and optional-keys-null: the client reads them all the same', async () => {
    const { client } = open('dates-without-offset', 'optional-keys-null');
    const invoice = await client.invoices.get({ creditAccountId, id: 'T00-01' });
    expect(invoice).toMatchObject({ createdAt: '2024-05-08T12:00:00', paymentLink: null, observation: null });
    expect((await client.accounts.get(creditAccountId)).createdAt).toBe('2024-05-08T12:00:00');
  });
});

describe('quirks', () => {
  it('are told with mark and source', () => {
    expect(quirks).toHaveLength(15);
    for (const { name, says, source, mark, knownIssue } of quirks) {
      expect(name).toMatch(/^[a-z0-9-]+$/);
      expect(says).toMatch(/\.$/);
      expect(source).not.toBe('');
      expect(['documented', 'observed', 'assumed']).toContain(mark);
      if (knownIssue !== undefined) expect(source).toContain(String(knownIssue));
    }
  });

  it('go on in a fork, and are refused by a name that is none', async () => {
    const { control } = createInMemoryCustomerCredit({ quirks: ['limit-change-fails'] });
    expect(control.fork().control.quirks.list()).toEqual(['limit-change-fails']);
    const [known = 'limit-change-fails'] = control.quirks.list();
    const wrong: QuirkName[] = [known];
    Reflect.set(wrong, 0, 'bad-day');
    expect(() => control.quirks.set(wrong)).toThrow(
      'quirks[0]: expected names out of opening-refused-every-other-time',
    );
    expect(() => createInMemoryCustomerCredit({ quirks: wrong })).toThrow('quirks[0]: expected');
  });
});

import { describe, expect, it } from 'vitest';
import { createEmulator } from 'vtex-customer-credit/emulator';
import { createInMemoryCustomerCredit, type InMemoryCustomerCredit } from 'vtex-customer-credit/memory';

const now = '2024-05-08T12:00:00Z';
const id = '1_CPF';
const seed = { accounts: [{ id, email: 'a@example.com', creditLimit: 1000 }] };

async function dueDatesOf({ client }: InMemoryCustomerCredit, installments: number): Promise<string[]> {
  const hold = await client.transactions.preAuthorize(id, { value: 90, settle: true, installments });
  await client.transactions.settle({ creditAccountId: id, transactionId: hold.id }, { value: 90 });
  return (await client.invoices.listByAccount(id).toArray())
    .filter(({ transactionId }) => transactionId === hold.id)
    .map(({ dueDate }) => dueDate.slice(0, 10));
}

describe('control.holders', () => {
  it('lists the dependents of an account in the order they were added', async () => {
    const { client, control } = createInMemoryCustomerCredit({ now, seed });
    expect(control.holders(id)).toEqual([]);
    const first = await client.accounts.holders.add(id, { claims: { email: 'b@example.com' } });
    const second = await client.accounts.holders.add(id, { claims: { email: 'a@example.com' } });
    expect(control.holders(id)).toEqual([first, second]);
    await client.accounts.holders.delete({ creditAccountId: id, holderId: first.id });
    expect(control.holders(id)).toEqual([second]);
  });

  it('names an account that there is not', () => {
    const { control } = createInMemoryCustomerCredit({ now, seed });
    expect(() => control.holders('nobody')).toThrow(/creditAccountId: expected one that exists/);
  });
});

describe('due days', () => {
  it('are every 30 days unless set by option, seed or control, and again after a reset', async () => {
    const plain = createInMemoryCustomerCredit({ now, seed });
    expect(await dueDatesOf(plain, 2)).toEqual(['2024-06-07', '2024-07-07']);
    plain.control.setDueDays([15, 30, 45]);
    expect(await dueDatesOf(plain, 3)).toEqual(['2024-05-23', '2024-06-07', '2024-06-22']);
    plain.control.setDueDays();
    expect(await dueDatesOf(plain, 1)).toEqual(['2024-06-07']);
    const byOption = createInMemoryCustomerCredit({ now, seed, dueDays: [7] });
    expect(await dueDatesOf(byOption, 3)).toEqual(['2024-05-15', '2024-05-22', '2024-05-29']);
    const bySeed = createInMemoryCustomerCredit({ now, seed: { ...seed, dueDays: [10, 20] } });
    bySeed.control.setDueDays([1]);
    bySeed.control.reset();
    expect(await dueDatesOf(bySeed, 2)).toEqual(['2024-05-18', '2024-05-28']);
  });

  it('hold for seeded invoices without a due date, those seeded along with them included', () => {
    const { control } = createInMemoryCustomerCredit({
      now,
      seed: { ...seed, dueDays: [15], invoices: [{ creditAccountId: id, value: 1, installment: 2 }] },
    });
    const [account] = control.snapshot().accounts;
    expect(account?.invoices[0]?.invoice.dueDate).toBe('2024-06-07T12:00:00Z');
  });

  it('go with a snapshot through JSON', async () => {
    const first = createInMemoryCustomerCredit({ now, seed, dueDays: [15] });
    const second = createInMemoryCustomerCredit({ now });
    second.control.restore(JSON.parse(JSON.stringify(first.control.snapshot())));
    expect(await dueDatesOf(second, 1)).toEqual(['2024-05-23']);
    second.control.restore(createInMemoryCustomerCredit({ now, seed }).control.snapshot());
    expect(await dueDatesOf(second, 1)).toEqual(['2024-06-07']);
  });

  it('are refused when they cannot be meant', () => {
    const bad = [30, 15];
    const { control } = createInMemoryCustomerCredit({ now, seed });
    const expected = /dueDays: expected a list of whole numbers from 0/;
    expect(() => control.setDueDays(bad)).toThrow(expected);
    expect(() => createInMemoryCustomerCredit({ dueDays: bad })).toThrow(expected);
    expect(() => createInMemoryCustomerCredit({ seed: { dueDays: bad } })).toThrow(/seed\.dueDays/);
    const snapshot = { ...control.snapshot(), dueDays: bad };
    expect(() => control.restore(snapshot)).toThrow(/snapshot\.dueDays/);
  });
});

describe('order numbers', () => {
  const orderOf = async (idSeed: string): Promise<string> => {
    const { client } = createInMemoryCustomerCredit({ now, seed, idSeed });
    const hold = await client.transactions.preAuthorize(id, { value: 9, settle: true, installments: 3 });
    await client.transactions.settle({ creditAccountId: id, transactionId: hold.id }, { value: 9 });
    const orders = (await client.invoices.listByAccount(id).toArray()).map(({ orderId }) => orderId ?? '');
    expect(orders).toHaveLength(3);
    expect(new Set(orders).size).toBe(1);
    return orders[0] ?? '';
  };

  it('come from the seed of the ids', async () => {
    expect(await orderOf('x')).toMatch(/^1\d{12}-01$/);
    expect(await orderOf('x')).toBe(await orderOf('x'));
    expect(await orderOf('x')).not.toBe(await orderOf('y'));
  });

  it('are those that the control gave', async () => {
    const { client, control } = createInMemoryCustomerCredit({ now, seed });
    const hold = await client.transactions.preAuthorize(id, { value: 9, settle: true });
    control.setOrderId(id, hold.id, 'mine');
    await client.transactions.settle({ creditAccountId: id, transactionId: hold.id }, { value: 9 });
    expect(await client.invoices.listByAccount(id).toArray()).toMatchObject([{ orderId: 'mine' }]);
  });
});

describe('the path /transaction', () => {
  it('reaches what /transactions does, whole and below', async () => {
    const emulator = createEmulator({ now, seed });
    const base = `https://store.vtexcommercestable.com.br/api/creditcontrol/accounts/${id}/transaction`;
    const headers = {
      'x-vtex-api-appkey': 'k',
      'x-vtex-api-apptoken': 't',
      'content-type': 'application/json',
    };
    const send = (url: string, method: string, body: unknown) =>
      emulator.fetch(new Request(url, { method, headers, body: JSON.stringify(body) }));
    const held = await send(base, 'POST', { value: 5, settle: true, installments: 1 });
    expect(held.status).toBe(200);
    const hold: unknown = await held.json();
    expect(hold).toMatchObject({ value: 5 });
    const [{ id: transactionId } = { id: '' }] = emulator.control.snapshot().accounts[0]?.transactions ?? [];
    expect((await send(`${base}/${transactionId}/settlement`, 'PUT', { value: 5 })).status).toBe(200);
    expect(emulator.control.journal.misses()).toEqual([]);
  });
});

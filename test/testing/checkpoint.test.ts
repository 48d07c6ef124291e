import { describe, expect, it } from 'vitest';
import { asyncControl, createEmulator } from 'vtex-customer-credit/emulator';
import { anAccount, createInMemoryCustomerCredit, UnusedFaultError } from 'vtex-customer-credit/memory';

const now = '2024-05-08T12:00:00Z';
const buyer = anAccount();

describe('control.checkpoint', () => {
  it('makes the present what reset goes back to: data, time, ids, callers and quirks', async () => {
    const { client, control } = createInMemoryCustomerCredit({ now, seed: buyer });
    const { invoices } = control.seed({ invoices: [{ creditAccountId: buyer.id, value: 5 }] });
    control.clock.advance({ days: 3 });
    control.addCaller({ appKey: 'a', appToken: 'b', name: 'first', permissions: ['Main Access'] });
    control.quirks.set(['closing-fails']);
    control.checkpoint();
    const here = control.snapshot();
    const hold = await client.transactions.preAuthorize(buyer.id, {
      value: 5,
      settle: true,
      installments: 1,
    });

    control.seed(anAccount({ document: '2' }));
    control.clock.advance({ days: 9 });
    control.addCaller({ appKey: 'c', appToken: 'd', name: 'second', permissions: ['Main Access'] });
    control.quirks.set([]);
    control.reset();

    expect(control.snapshot()).toEqual(here);
    expect(control.callers()).toEqual(['first']);
    expect(control.quirks.list()).toEqual(['closing-fails']);
    expect(control.journal.calls()).toEqual([]);
    expect((await client.invoices.list()).data).toEqual(invoices);
    // The ids go on from there too.
    const again = await client.transactions.preAuthorize(buyer.id, {
      value: 5,
      settle: true,
      installments: 1,
    });
    expect(again.id).toBe(hold.id);
  });

  it('can be set anew, and reset twice gives the same', () => {
    const { control } = createInMemoryCustomerCredit({ now });
    control.seed(anAccount({ document: '1' }));
    control.checkpoint();
    control.seed(anAccount({ document: '2' }));
    control.checkpoint();
    control.seed(anAccount({ document: '3' }));
    for (let round = 0; round < 2; round += 1) {
      control.reset();
      expect(control.snapshot().accounts.map(({ record }) => record.document)).toEqual(['1', '2']);
      control.clock.advance(1);
    }
  });

  it('leaves faults to the options', () => {
    const first = { phase: 'before', effect: 'drop' } as const;
    const { control } = createInMemoryCustomerCredit({ now, faults: [first] });
    control.faults.add({ phase: 'after', effect: 'reset' });
    control.checkpoint();
    control.reset();
    expect(control.faults.list().map(({ says }) => says)).toEqual(['any operation before drop']);
  });

  it('is there behind promises and over HTTP, with the snapshot staying on the other side', async () => {
    const emulator = createEmulator({ now });
    const control = asyncControl(emulator.control);
    await control.seed(buyer);
    await control.checkpoint();
    await control.clock.advance({ days: 1 });
    await control.reset();
    expect(await control.clock.iso()).toBe(now);
    expect((await control.snapshot()).accounts).toHaveLength(1);
  });
});

describe('faults.verifyAll', () => {
  const fault = { operation: 'invoices.list', phase: 'before', effect: 'drop' } as const;

  it('names each fault that never struck', async () => {
    const { client, control } = createInMemoryCustomerCredit({ now });
    control.faults.verifyAll();
    control.faults.add(fault);
    control.faults.add({ ...fault, operation: 'accounts.list' });
    expect(() => control.faults.verifyAll()).toThrow(
      /invoices\.list before drop" and "accounts\.list before drop/,
    );
    await expect(client.invoices.list()).rejects.toThrow();
    expect(() => control.faults.verifyAll()).toThrow(/"accounts\.list before drop"/);
    await expect(client.accounts.list()).rejects.toThrow();
    control.faults.verifyAll();
  });

  it('minds clear, but not remove, reset, chance or the options', () => {
    const { control } = createInMemoryCustomerCredit({ now, faults: [fault] });
    control.faults.random({ seed: 1, rate: 0.5 });
    control.faults.add(fault).remove();
    control.faults.verifyAll();
    const handle = control.faults.add(fault);
    control.faults.clear();
    expect(() => control.faults.verifyAll()).toThrow(UnusedFaultError);
    control.reset();
    control.faults.verifyAll();
    // Whoever holds the handle is told all the same.
    expect(() => handle[Symbol.dispose]()).toThrow(UnusedFaultError);
  });

  it('is there behind promises', async () => {
    const control = asyncControl(createEmulator({ now }).control);
    await control.faults.add(fault);
    await expect(control.faults.verifyAll()).rejects.toThrow(UnusedFaultError);
  });
});

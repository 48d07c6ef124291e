import { describe, expect, it } from 'vitest';
import { asyncControl, createEmulator } from 'vtex-customer-credit/emulator';
import { resetAfterEach as resetInJest } from 'vtex-customer-credit/jest';
import { anAccount, createInMemoryCustomerCredit, UnusedFaultError } from 'vtex-customer-credit/memory';
import { resetAfterEach } from 'vtex-customer-credit/vitest';

const options = { now: '2024-05-08T12:00:00Z', seed: anAccount() };
const { client, control } = resetAfterEach(createInMemoryCustomerCredit(options));

describe('resetAfterEach', () => {
  it.each(['first', 'second'])('goes back after the %s test', async (name) => {
    expect(control.clock.iso()).toBe(options.now);
    expect(control.journal.calls()).toEqual([]);
    expect((await client.accounts.list().toArray()).map(({ id }) => id)).toEqual(['11111111111_CPF']);
    control.clock.advance({ days: 1 });
    control.seed(anAccount({ document: name }));
  });

  it('does not mind a fault that struck', async () => {
    control.faults.add({ phase: 'before', effect: 'drop' });
    await expect(client.accounts.list()).rejects.toThrow();
  });

  it('fails a test whose fault never struck, and resets all the same', async () => {
    const kept: Array<() => unknown> = [];
    const afterEach = (act: () => Promise<void>) => kept.push(act);
    const store = createInMemoryCustomerCredit(options);
    expect(resetInJest(store, { afterEach })).toBe(store);
    store.control.faults.add({ phase: 'before', effect: 'drop' });
    store.control.clock.advance({ days: 1 });
    await expect(kept[0]?.()).rejects.toThrow(UnusedFaultError);
    expect(store.control.clock.iso()).toBe(options.now);
    await kept[0]?.();
  });

  it('lets unused faults be where it is told to, and takes controls with promises', async () => {
    const kept: Array<() => unknown> = [];
    const afterEach = (act: () => Promise<void>) => kept.push(act);
    const remote = asyncControl(createEmulator(options).control);
    resetInJest(remote, { afterEach, unusedFaults: 'allow' });
    await remote.faults.add({ phase: 'before', effect: 'drop' });
    await kept[0]?.();
    expect(await remote.faults.list()).toEqual([]);
  });

  it('names what it cannot reset, and a runner without hooks', () => {
    const wrong: unknown = {};
    expect(() => Reflect.apply(resetInJest, undefined, [wrong])).toThrow(/of: expected a control/);
    expect(() => resetInJest(createInMemoryCustomerCredit())).toThrow(/afterEach: expected/);
  });
});

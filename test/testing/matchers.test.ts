import { expect as jestExpect } from 'expect';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CustomerCreditClient, InvalidInputError } from 'vtex-customer-credit';
import { connectControl, createEmulator } from 'vtex-customer-credit/emulator';
import { anAccount, createInMemoryCustomerCredit } from 'vtex-customer-credit/memory';
import 'vtex-customer-credit/vitest';

const now = '2024-05-08T12:00:00Z';
const buyer = anAccount({ creditLimit: 1000 })
  .withInvoices(1, { id: 'LATE-01', status: 'Overdue', value: 10 })
  .withInvoices(1, { id: 'DONE-01', status: 'Paid' });
const ref = (id: string) => ({ creditAccountId: buyer.id, id });
const storeConfig = { postponementEnabled: true, invoicePostponementLimit: 3, maxPostponementDays: 30 };
const newStore = () => createInMemoryCustomerCredit({ now, seed: { ...buyer, storeConfig } });

// Jest's own `expect`, put where Jest has it.
beforeAll(async () => {
  Reflect.set(globalThis, 'expect', jestExpect);
  await import('vtex-customer-credit/jest');
});
afterAll(() => void Reflect.deleteProperty(globalThis, 'expect'));

const runners = { Vitest: expect, Jest: jestExpect };

describe.each(Object.entries(runners))('the matchers in %s', (_, expects) => {
  it('toHaveCalled tells whether an operation was called, and with what', async () => {
    const store = newStore();
    const { client, control } = store;
    expects(control).not.toHaveCalled('invoices.postpone');
    await client.invoices.postpone(ref('LATE-01'), { dueDays: 5 });
    expects(control).toHaveCalled('invoices.postpone');
    expects(control.journal).toHaveCalled('invoices.postpone');
    expects(store).toHaveCalled('invoices.postpone', { body: { dueDays: 5 } });
    expects(store).toHaveCalled('invoices.postpone', {
      path: { creditAccountId: buyer.id, invoiceId: jestExpect.stringContaining('LATE') },
      body: { dueDays: expect.any(Number) },
    });
    expects(store).not.toHaveCalled('invoices.postpone', { body: { dueDays: 6 } });
    expects(store).not.toHaveCalled('invoices.postpone', { path: { creditAccountId: 'another' } });
  });

  it('toHaveCalledTimes counts, refused calls too', async () => {
    const { client, control } = newStore();
    await client.invoices.cancel(ref('DONE-01')).catch(() => undefined);
    await client.invoices.cancel(ref('LATE-01'));
    expects(control).toHaveCalledTimes('invoices.cancel', 2);
    expects(control).toHaveCalledTimes('invoices.cancel', 1, { path: { invoiceId: 'LATE-01' } });
    expects(control).not.toHaveCalledTimes('invoices.cancel', 1);
    expects(control).toHaveCalledTimes('invoices.get', 0);
  });

  it('say what was called instead', async () => {
    const { client, control } = newStore();
    expect(() => expects(control).toHaveCalled('invoices.cancel')).toThrow('It was never called.');
    await client.invoices.cancel(ref('DONE-01')).catch(() => undefined);
    control.faults.add({ phase: 'after', effect: 'drop' });
    await client.invoices.cancel(ref('LATE-01')).catch(() => undefined);
    const failing = () => expects(control).toHaveCalled('invoices.cancel', { path: { invoiceId: 'X-01' } });
    expect(failing).toThrow(/Expected a call of invoices\.cancel with .*"X-01"/s);
    expect(failing).toThrow(/1\. .*DONE-01.*: status 409/);
    expect(failing).toThrow(/2\. .*LATE-01.*: no answer, fault after drop/);
    expect(() => expects(control).not.toHaveCalled('invoices.cancel')).toThrow(/Expected not a call of/);
    expect(() => expects(control).toHaveCalledTimes('invoices.cancel', 3)).toThrow(/3 calls .* there were 2/);
  });

  it('refuse what they cannot judge', () => {
    const { control } = newStore();
    const matchers: unknown = expects(control);
    const call = (name: string, ...given: readonly unknown[]) => {
      const matcher: unknown = Reflect.get(Object(matchers), name);
      if (typeof matcher === 'function') Reflect.apply(matcher, matchers, given);
    };
    expect(() => call('toHaveCalled', 'invoices.markAsPayed')).toThrow(/did you mean invoices\.markAsPaid/);
    expect(() => expects({}).toHaveCalled('invoices.get')).toThrow(/received: expected a control/);
    expect(() => expects(control).toHaveCalledTimes('invoices.get', -1)).toThrow(
      /times: expected a whole number/,
    );
    expect(() => expects({ status: 'Opened', dueDate: now }).toBeOverdue('tomorrow')).toThrow(/at: expected/);
  });

  it('tell an invoice by its status', async () => {
    const { client, control } = newStore();
    const open = await client.invoices.get(ref('LATE-01'));
    expects(open).toBeOpen();
    expects(open).not.toBePaid();
    expects(open).toBeOverdue(control);
    expects(open).toBeOverdue({ control });
    expects(open).not.toBeOverdue('2024-05-01');
    expects(open).not.toBeOverdue(new Date('2024-05-01'));
    await expects(client.invoices.get(ref('DONE-01'))).resolves.toBePaid();
    const paid = await client.invoices.markAsPaid(ref('LATE-01'));
    expects(paid).toBePaid();
    expects(paid).not.toBeOverdue(control);
    expects({ status: 'Cancelled' }).toBeCancelled();
    expects({ status: 'paid' }).toBePaid();
    expects(undefined).not.toBePaid();
    expect(() => expects(open).toBePaid()).toThrow(/Expected it to be paid.*Opened/s);
    expect(() => expects(open).not.toBeOverdue(control)).toThrow(
      /not to be opened and due before 2024-05-08/,
    );
  });

  it('tell an account by its status and its credit', async () => {
    const { client } = newStore();
    const account = await client.accounts.get(buyer.id);
    expects(account).toBeOpen();
    expects(account).toHaveAvailableCredit(990);
    expects(account).not.toHaveAvailableCredit(1000);
    expects(await client.accounts.close(buyer.id)).toBeClosed();
    expect(() => expects(account).toHaveAvailableCredit(1000)).toThrow(/1000.*990/s);
  });

  it('ask a control behind HTTP, and are awaited then', async () => {
    const emulator = createEmulator({ now, seed: buyer, controlPlane: true });
    const control = connectControl('http://localhost', { fetch: (request) => emulator.fetch(request) });
    const client = new CustomerCreditClient(emulator.clientOptions());
    await client.invoices.cancel(ref('LATE-01'));
    await expects(control).toHaveCalled('invoices.cancel', { path: { invoiceId: 'LATE-01' } });
    await expects(control).not.toHaveCalled('invoices.markAsPaid');
    await expects(control.journal).toHaveCalledTimes('invoices.cancel', 1);
    await expect(async () => await expects(control).toHaveCalled('invoices.markAsPaid')).rejects.toThrow(
      /never called/,
    );
  });
});

it('a mistake of the test is an InvalidInputError, whatever runner', () => {
  try {
    expect('no control').toHaveCalled('invoices.get');
    expect.unreachable();
  } catch (error) {
    expect(error instanceof InvalidInputError).toBe(true);
  }
});

const { anAccount, createInMemoryCustomerCredit } = require('vtex-customer-credit/memory');
const { resetAfterEach } = require('vtex-customer-credit/jest');
const { postponeOverdue } = require('./postpone.js');

// Two invoices fell due, and postponement is allowed once, for 5 days.
const buyer = anAccount().withInvoices(2, (position) => ({
  id: `A-0${position}`,
  dueDate: '2024-06-09T12:00:00Z',
}));
const creditAccountId = buyer.id;
const storeConfig = { postponementEnabled: true, invoicePostponementLimit: 1, maxPostponementDays: 5 };
const { client, control } = resetAfterEach(
  createInMemoryCustomerCredit({ now: '2024-06-10T12:00:00Z', seed: { ...buyer, storeConfig } }),
);

test('postpones what is overdue', async () => {
  expect(await postponeOverdue(client)).toEqual({ postponed: ['A-01', 'A-02'], refused: [] });
  const invoice = await client.invoices.get({ creditAccountId, id: 'A-01' });
  expect(invoice.dueDate).toMatch(/^2024-06-14/);
  expect(invoice).toBeOpen();
  expect(invoice).not.toBeOverdue(control);
  expect(control).toHaveCalledTimes('invoices.postpone', 2, { body: { dueDays: 5 } });
});

test('tells what the limits refuse', async () => {
  await postponeOverdue(client);
  control.clock.advance({ days: 6 });
  expect(await postponeOverdue(client)).toEqual({ postponed: [], refused: ['A-01', 'A-02'] });
});

test('lets other failures through', async () => {
  control.faults.add({ operation: 'invoices.postpone', phase: 'before', effect: { status: 403 } });
  await expect(postponeOverdue(client)).rejects.toMatchObject({ code: 'permission' });
});

test('does not mind fake timers', async () => {
  jest.useFakeTimers();
  expect((await postponeOverdue(client)).postponed).toHaveLength(2);
  jest.useRealTimers();
});

const { createInMemoryCustomerCredit } = require('vtex-customer-credit/memory');
const { postponeOverdue } = require('./postpone.js');

const creditAccountId = '11111111111_CPF';

/** A store in which two invoices fell due, and postponement is allowed once, for 5 days. */
function makeStore() {
  return createInMemoryCustomerCredit({
    now: '2024-06-10T12:00:00Z',
    seed: {
      accounts: [{ id: creditAccountId, email: 'buyer@example.com', creditLimit: 1000 }],
      invoices: ['A-01', 'A-02'].map((id) => ({
        creditAccountId,
        id,
        value: 10,
        dueDate: '2024-06-09T12:00:00Z',
      })),
      storeConfig: { postponementEnabled: true, invoicePostponementLimit: 1, maxPostponementDays: 5 },
    },
  });
}

test('postpones what is overdue', async () => {
  const { client } = makeStore();
  expect(await postponeOverdue(client)).toEqual({ postponed: ['A-01', 'A-02'], refused: [] });
  const { dueDate } = await client.invoices.get({ creditAccountId, id: 'A-01' });
  expect(dueDate).toMatch(/^2024-06-14/);
});

test('tells what the limits refuse', async () => {
  const { client, control } = makeStore();
  await postponeOverdue(client);
  control.clock.advance({ days: 6 });
  expect(await postponeOverdue(client)).toEqual({ postponed: [], refused: ['A-01', 'A-02'] });
});

test('lets other failures through', async () => {
  const { client, control } = makeStore();
  control.faults.add({ operation: 'invoices.postpone', phase: 'before', effect: { status: 403 } });
  await expect(postponeOverdue(client)).rejects.toMatchObject({ code: 'permission' });
});

test('does not mind fake timers', async () => {
  jest.useFakeTimers();
  const { client } = makeStore();
  expect((await postponeOverdue(client)).postponed).toHaveLength(2);
  jest.useRealTimers();
});

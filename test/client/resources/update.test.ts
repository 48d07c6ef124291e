import { describe, expect, test } from 'vitest';
import { CustomerCreditClient } from 'vtex-customer-credit';
import { createEmulator } from 'vtex-customer-credit/emulator';
import { anAccount } from 'vtex-customer-credit/memory';

const buyer = anAccount().withInvoices(1, { id: 'A-01', status: 'Paid' });
const invoice = { creditAccountId: buyer.id, id: 'A-01' };

function store() {
  const emulator = createEmulator({ now: '2024-05-08T12:00:00Z', seed: buyer });
  return { emulator, client: new CustomerCreditClient(emulator.clientOptions()) };
}

describe('a status that an invoice is set to', () => {
  test.each([
    ['Aberto', 'Opened'],
    ['ABIERTO', 'Opened'],
    ['open', 'Opened'],
    ['Pago', 'Paid'],
    ['PAGADO', 'Paid'],
  ])('may be the word %j, and goes out as the API has it', async (status, sent) => {
    const { client, emulator } = store();
    const before = sent === 'Opened' ? 'Paid' : 'Opened';
    if (before === 'Opened') await client.invoices.update(invoice, { status: before });
    await client.invoices.update(invoice, { status, observation: 'called' });
    expect(emulator.control.journal.calls('invoices.update').at(-1)?.input?.body).toEqual({
      status: sent,
      observation: 'called',
    });
    expect(await client.invoices.get(invoice)).toMatchObject({ status: sent, observation: 'called' });
  });

  test('may be cancelled in any of the languages', async () => {
    for (const status of ['Cancelado', 'Canceled', 'cancelada']) {
      const { client } = store();
      await client.invoices.update(invoice, { status: 'Opened' });
      await client.invoices.update(invoice, { status });
      expect((await client.invoices.get(invoice)).status).toBe('Cancelled');
    }
  });

  test.each(['Vencido', 'Overdue', 'Pago?', '', 'a vencer'])('is refused where it is %j', async (status) => {
    const { client, emulator } = store();
    await expect(client.invoices.update(invoice, { status })).rejects.toMatchObject({
      code: 'invalid_input',
      issues: [{ path: 'status', expected: 'one of Opened, Paid, Cancelled' }],
    });
    expect(emulator.control.journal.calls('invoices.update')).toEqual([]);
  });

  test('is no concern of the emulator: on the wire the words of the API alone are known', async () => {
    const { client } = store();
    const body = { status: 'Pago' };
    const path = `/accounts/${buyer.id}/invoices/A-01`;
    await expect(client.request({ method: 'PUT', path, body })).rejects.toMatchObject({ status: 400 });
  });
});

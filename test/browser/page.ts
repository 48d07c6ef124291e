import { setupWorker } from 'msw/browser';
import { CustomerCreditClient, isCustomerCreditError } from 'vtex-customer-credit';
import { createEmulator } from 'vtex-customer-credit/emulator';
import { handlers } from 'vtex-customer-credit/msw';

/** The story of one invoice in a browser, behind the service worker of Mock Service Worker. */
async function story(): Promise<string[]> {
  const emulator = createEmulator({
    now: '2024-05-08T12:00:00Z',
    seed: {
      accounts: [{ id: 'a', email: 'a@example.com', creditLimit: 100 }],
      invoices: [{ creditAccountId: 'a', id: 'T-01', value: 9.63 }],
    },
  });
  const worker = setupWorker(...handlers(emulator, 'https://mystore.vtexcommercestable.com.br'));
  await worker.start({ quiet: true });
  const client = new CustomerCreditClient({
    accountName: 'mystore',
    appKey: 'any',
    appToken: 'any',
    maxRetryDelay: 1,
  });
  const invoice = { creditAccountId: 'a', id: 'T-01' };
  const told = [(await client.invoices.list().toArray()).map(({ id, status }) => `${id} ${status}`).join()];
  emulator.control.faults.add({ operation: 'invoices.markAsPaid', phase: 'after', effect: 'reset' });
  told.push((await client.invoices.markAsPaid(invoice)).status);
  const error: unknown = await client.invoices.cancel(invoice).catch((reason: unknown) => reason);
  told.push(isCustomerCreditError(error) ? error.code : 'no error');
  told.push(
    emulator.control.journal
      .calls()
      .map(({ operation }) => operation)
      .join(),
  );
  await worker.stop();
  return told;
}

const report = (result: unknown): Promise<Response> =>
  fetch('/result', { method: 'POST', body: JSON.stringify(result) });

story().then(report, (error: unknown) => report([String(error)]));

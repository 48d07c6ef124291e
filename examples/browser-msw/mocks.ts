import { setupWorker } from 'msw/browser';
import { createEmulator, type Emulator } from 'vtex-customer-credit/emulator';
import { handlers } from 'vtex-customer-credit/msw';

/** Answers every request to the store with an emulator, which is returned for its controls. */
export async function startMocks(accountName: string): Promise<Emulator> {
  const creditAccountId = '11111111111_CPF';
  const emulator = createEmulator({
    seed: {
      accounts: [{ id: creditAccountId, email: 'buyer@example.com', creditLimit: 1000 }],
      invoices: [
        { creditAccountId, id: 'A-01', friendlyId: 'A69BD96C-1', value: 9.63 },
        { creditAccountId, id: 'A-02', friendlyId: 'A69BD96C-2', value: 8.01 },
      ],
    },
  });
  const worker = setupWorker(...handlers(emulator, `https://${accountName}.vtexcommercestable.com.br`));
  await worker.start({ quiet: true });
  return emulator;
}

import { createInMemoryCustomerCredit, type Seed } from 'vtex-customer-credit/memory';

/** When the snippets run. */
export const worldTime = '2024-05-08T12:00:00Z';

/** The store in which the snippets run: what `docs/getting-started.md` says of it. */
export const worldSeed: Seed = {
  accounts: [
    { id: '11111111111_CPF', email: 'buyer@example.com', creditLimit: 1000 },
    { id: '09173503401_CPF', email: 'other@example.com', creditLimit: 500 },
  ],
  invoices: [
    {
      id: '7583E36F101C461094AB6CA68FA8EE2C-01',
      friendlyId: 'IBjuAsrJ-1',
      creditAccountId: '11111111111_CPF',
      value: 9.63,
      createdAt: '2024-04-20T06:52:53.1314379Z',
      dueDate: '2024-05-20T06:52:53.1314379Z',
      installment: 1,
      numberOfInstallments: 1,
      orderId: '1413870513134-01',
    },
    {
      id: 'A69BD96CDA1F402B939913B81C6346B2-01',
      friendlyId: 'A69BD96C-1',
      creditAccountId: '09173503401_CPF',
      value: 35,
      createdAt: '2024-03-25T01:01:07.3570738Z',
      dueDate: '2024-04-24T01:01:07.3570738Z',
      installment: 1,
      numberOfInstallments: 1,
      orderId: '500004',
    },
  ],
  storeConfig: { postponementEnabled: true, invoicePostponementLimit: 3, maxPostponementDays: 30 },
};

/** What a snippet without imports is given. */
export function world() {
  return createInMemoryCustomerCredit({ now: worldTime, seed: worldSeed, idSeed: 'docs' });
}

import type { Seed } from 'vtex-customer-credit/memory';

export const now = '2024-05-08T12:00:00Z';
export const account = '11111111111_CPF';
const transactionId = '7583E36F101C461094AB6CA68FA8EE2C';

/** The store of the documents' examples: one customer, an order in three instalments, one that was paid. */
export const seed: Seed = {
  accounts: [
    {
      document: '11111111111',
      documentType: 'CPF',
      email: 'maria@example.com',
      creditLimit: 1000,
      tolerance: 0.1,
    },
    { document: '22222222222', documentType: 'CPF', email: 'joao@example.com', creditLimit: 500 },
  ],
  invoices: [
    ...[1, 2, 3].map((installment) => ({
      creditAccountId: account,
      transactionId,
      friendlyId: `IBjuAsrJ-${installment}`,
      value: [9.64, 9.63, 9.63][installment - 1] ?? 0,
      createdAt: '2024-04-20T06:52:53.1314379Z',
      installment,
      numberOfInstallments: 3,
      orderId: '1413870513134-01',
    })),
    {
      creditAccountId: account,
      transactionId: 'ED01C38CD4C949C2BCDFDB2C461C80F1',
      friendlyId: 'MWKd4GUB-1',
      status: 'Paid',
      value: 8.01,
      createdAt: '2024-02-26T14:39:54.6205024Z',
      resolvedAt: '2024-02-26T14:47:15.8495716Z',
      installment: 1,
      numberOfInstallments: 1,
      orderId: '1413590513132-01',
    },
  ],
  storeConfig: {
    postponementEnabled: true,
    invoicePostponementLimit: 2,
    maxPostponementDays: 30,
    myCreditsEnabled: true,
  },
};

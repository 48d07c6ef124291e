import type { Seed } from 'vtex-customer-credit/memory';

/** The day the guide's invoice is settled. */
export const guideTime = '2024-05-08T18:43:14.704Z';

/** Accounts and invoices shaped like the guide's own payloads. */
export const guideSeed: Seed = {
  accounts: [
    { id: '11111111111_CPF', email: 'buyer@example.com', creditLimit: 1100 },
    { id: '09173503401_CPF', email: 'other@example.com', creditLimit: 500 },
  ],
  invoices: [
    {
      id: 'ED01C38CD4C949C2BCDFDB2C461C80F1-01',
      friendlyId: 'MWKd4GUB-1',
      status: 'Paid',
      value: 8.01,
      creditAccountId: '11111111111_CPF',
      createdAt: '2024-02-26T14:39:54.6205024Z',
      resolvedAt: '2024-02-26T14:47:15.8495716Z',
      updatedAt: '2024-02-26T14:47:15.8964469Z',
      originalDueDate: '2024-03-27T14:39:54.6205024Z',
      dueDate: '2024-03-27T14:39:54.6205024Z',
      installment: 1,
      numberOfInstallments: 1,
      orderId: '1413590513132-01',
      transactionId: 'ED01C38CD4C949C2BCDFDB2C461C80F1',
    },
    {
      id: '7583E36F101C461094AB6CA68FA8EE2C-01',
      friendlyId: 'IBjuAsrJ-1',
      status: 'Opened',
      value: 9.63,
      creditAccountId: '11111111111_CPF',
      createdAt: '2024-03-03T06:52:53.1314379Z',
      updatedAt: '2024-04-05T06:52:56.2329924Z',
      originalDueDate: '2024-05-20T06:52:53.1314379Z',
      dueDate: '2024-05-20T06:52:53.1314379Z',
      installment: 1,
      numberOfInstallments: 1,
      orderId: '1413870513134-01',
      transactionId: '7583E36F101C461094AB6CA68FA8EE2C',
    },
    {
      id: 'A69BD96CDA1F402B939913B81C6346B2-01',
      friendlyId: 'A69BD96C-1',
      status: 'Opened',
      value: 35,
      creditAccountId: '09173503401_CPF',
      createdAt: '2024-03-25T01:01:07.3570738Z',
      updatedAt: '2024-03-25T01:01:07.5133444Z',
      originalDueDate: '2024-04-24T01:01:07.3570738Z',
      dueDate: '2024-04-24T01:01:07.3570738Z',
      installment: 1,
      numberOfInstallments: 1,
      orderId: '500004',
      transactionId: 'A69BD96CDA1F402B939913B81C6346B2',
    },
  ],
};

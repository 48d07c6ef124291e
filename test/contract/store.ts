import type { Seed } from 'vtex-customer-credit/memory';

export const start = '2024-05-08T12:00:00Z';
export const creditAccountId = '11111111111_CPF';
export const opened = { creditAccountId, id: 'AAAA-01' };
export const paid = { creditAccountId, id: 'BBBB-01' };

/** An account with a limit of 1,000 and one invoice of each status: 100 opened, 50 paid, 25 cancelled. */
export const seed: Seed = {
  accounts: [
    {
      id: creditAccountId,
      document: '11111111111',
      documentType: 'CPF',
      email: 'buyer@example.com',
      creditLimit: 1000,
    },
  ],
  invoices: [
    {
      ...opened,
      value: 100,
      friendlyId: 'AAAAAAAA-1',
      dueDate: '2024-05-20T06:52:53.1314379Z',
      orderId: '500001',
    },
    { ...paid, value: 50, friendlyId: 'BBBBBBBB-1', status: 'Paid' },
    {
      creditAccountId,
      id: 'CCCC-01',
      value: 25,
      friendlyId: 'CCCCCCCC-1',
      status: 'Cancelled',
    },
  ],
};

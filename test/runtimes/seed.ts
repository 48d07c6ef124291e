/** 45 invoices of one account, so three pages, and one that belongs to a second account. */
export const seed = {
  accounts: [
    { id: '11111111111_CPF', email: 'buyer+1@example.com', creditLimit: 100_000 },
    { id: '22222222222_CPF', email: 'other@example.com', creditLimit: 100 },
  ],
  invoices: [
    ...Array.from({ length: 45 }, (_, at) => ({
      creditAccountId: '11111111111_CPF',
      id: `AAAA-${String(at + 1).padStart(2, '0')}`,
      value: 0.1 + at,
    })),
    { creditAccountId: '22222222222_CPF', id: 'BBBB-01', value: 9.63 },
  ],
};

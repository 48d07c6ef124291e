/** Invoices as the API writes them, the same for every contestant. */
const hex = (at) => (at * 2_654_435_761).toString(16).padStart(8, '0').slice(-8).toUpperCase();

export function invoiceAt(at, accounts = 20) {
  const creditAccountId = `${String(10_000_000_000 + (at % accounts))}_CPF`;
  const transactionId = hex(at).repeat(4);
  const day = String((at % 28) + 1).padStart(2, '0');
  const status = at % 5 === 3 ? 'Paid' : 'Opened';
  return {
    id: `${transactionId}-01`,
    friendlyId: `${hex(at).slice(0, 8)}-1`,
    status,
    value: ((at % 10_000) + 1) / 100,
    accountId: creditAccountId,
    creditAccountId,
    creditValue: 0,
    createdAt: `2024-01-${day}T18:26:43.2112234Z`,
    updatedAt: `2024-01-${day}T18:26:43.2112234Z`,
    ...(status === 'Paid' ? { resolvedAt: `2024-02-${day}T10:00:00.1234567Z` } : {}),
    originalDueDate: `2024-03-${day}T18:26:43.2112234Z`,
    dueDate: `2024-03-${day}T18:26:43.2112234Z`,
    installment: 1,
    numberOfInstallments: 1,
    orderId: `${1_413_870_000_000 + at}-01`,
    transactionId,
    ...(at % 3 === 0 ? { paymentLink: `https://pay.example.com/${hex(at)}` } : {}),
    ...(at % 4 === 0 ? { observation: `Customer ${at}, called` } : {}),
  };
}

export const invoicesOf = (count) => Array.from({ length: count }, (_, at) => invoiceAt(at));

export function pageOf(count) {
  const data = invoicesOf(count);
  const total = data.reduce((sum, { status, value }) => sum + (status === 'Opened' ? value : 0), 0);
  return { data, summary: { total, count, totalPaid: 0, totalCancelled: 0 } };
}

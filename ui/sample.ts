import type { Seed } from 'vtex-customer-credit/memory';

const day = 86_400_000;

const customers = [
  ['11111111111', 'CPF', 'maria.souza@example.com', 5000, 0.1],
  ['22222222222', 'CPF', 'joao.pereira@example.com', 2500, 0],
  ['33333333000133', 'CNPJ', 'compras@padaria-aurora.example.com', 40_000, 0.05],
  ['44444444000144', 'CNPJ', 'finance@northwind.example.com', 25_000, 0.2],
  ['55555555555', 'CPF', 'lucia.fernandez@example.com', 1800, 0],
] as const;

const amounts = [9.63, 120, 249.9, 89.5, 1310, 74.25, 432.1, 58, 615.75, 199.99];

const hex = (value: number): string => value.toString(16).toUpperCase().padStart(8, '0');

/**
 * A small store to look at, the same at each call: five accounts, and orders in one to ten instalments that are open,
 * paid, overdue and canceled.
 * @param now An ISO 8601 date, or epoch milliseconds: what is overdue then.
 */
export function sampleSeed(now: string | number): Seed {
  const today = new Date(now).getTime();
  const invoices = Array.from({ length: 24 }, (_, order) => {
    const [document, type] = customers[order % customers.length] ?? customers[0];
    const installments = [1, 3, 2, 1, 10, 4][order % 6] ?? 1;
    const created = today - (12 + ((order * 37) % 150)) * day;
    const transactionId = `${hex(order + 0x7a3c_11e0)}C461094AB6CA68${hex(order * 7919)}F0`;
    const value = amounts[order % amounts.length] ?? 100;
    return Array.from({ length: installments }, (_nothing, at) => {
      const installment = at + 1;
      const due = created + installment * 30 * day;
      const isLate = due < today;
      const isPaid = isLate && (order + at) % 5 !== 0;
      const isCancelled = !isPaid && order % 11 === 7;
      const status = isPaid ? 'Paid' : isCancelled ? 'Cancelled' : 'Opened';
      return {
        creditAccountId: `${document}_${type}`,
        transactionId,
        friendlyId: `${hex(order * 2_654_435 + 0x1b7d).slice(-8)}-${installment}`,
        status,
        value,
        createdAt: new Date(created).toISOString(),
        dueDate: new Date(due).toISOString(),
        ...(status === 'Opened' ? {} : { resolvedAt: new Date(Math.min(today, due - day)).toISOString() }),
        installment,
        numberOfInstallments: installments,
        orderId: `${1_413_870_513_100 + order * 17}-01`,
        ...(order % 3 === 0 ? { paymentLink: `https://pay.example.com/${order}-${installment}` } : {}),
        ...(order % 4 === 0 ? { observation: 'BF 2024 customer invoice.' } : {}),
      } as const;
    });
  }).flat();
  return {
    accounts: customers.map(([document, documentType, email, creditLimit, tolerance]) => ({
      document,
      documentType,
      email,
      creditLimit,
      tolerance,
      createdAt: new Date(today - 200 * day).toISOString(),
    })),
    invoices,
    storeConfig: {
      postponementEnabled: true,
      invoicePostponementLimit: 3,
      maxPostponementDays: 30,
      myCreditsEnabled: true,
      toleranceEnabled: true,
    },
  };
}

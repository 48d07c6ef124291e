import { type CustomerCredit, isApiError } from 'vtex-customer-credit';

export type Purchase =
  | { readonly ok: true; readonly invoices: number }
  | { readonly ok: false; readonly reason: string };

/** Buys on credit: holds the amount, and settles it into as many invoices as there are instalments. */
export async function buyOnCredit(
  client: CustomerCredit,
  creditAccountId: string,
  value: number,
  installments: number,
): Promise<Purchase> {
  try {
    const hold = await client.transactions.preAuthorize(creditAccountId, {
      value,
      settle: true,
      installments,
    });
    await client.transactions.settle({ creditAccountId, transactionId: hold.id }, { value });
    return { ok: true, invoices: installments };
  } catch (error) {
    if (isApiError(error) && error.code === 'conflict')
      return { ok: false, reason: 'The credit does not suffice.' };
    throw error;
  }
}

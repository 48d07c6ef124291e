import type { CustomerCredit } from '../client/base-client.ts';
import { isApiError } from '../errors/index.ts';

async function orRefusal<Value>(read: Promise<Value>): Promise<Value | string> {
  try {
    return await read;
  } catch (error) {
    // A closed account cannot be read any more; that too has to stay so.
    if (isApiError(error) && error.outcome === 'refused') return error.code;
    throw error;
  }
}

/** What the API itself shows of an account, and of the whole store where nobody else uses it. */
export async function observed(
  client: CustomerCredit,
  creditAccountId: string,
  wholeStore: boolean,
): Promise<unknown> {
  const invoices = await orRefusal(client.invoices.listByAccount(creditAccountId).toArray());
  return {
    account: await orRefusal(client.accounts.get(creditAccountId)),
    statements: await orRefusal(client.accounts.getStatements(creditAccountId)),
    // The API promises no order.
    invoices: typeof invoices === 'string' ? invoices : invoices.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    ...(wholeStore
      ? { accounts: await client.accounts.list().toArray(), storeConfig: await client.storeConfig.get() }
      : {}),
  };
}

import { isCustomerCreditError } from '../../../errors/index.ts';

/** Whether the API itself said that there is no such thing; a gateway's 404 says nothing of it. */
const saysAbsent = (error: unknown): boolean =>
  isCustomerCreditError(error) && error.code === 'not_found' && error.outcome === 'refused';

/** What is read, or `undefined` where the API says that there is no such thing. Throws any other error. */
export async function orAbsent<Item>(reading: Promise<Item>): Promise<Item | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (saysAbsent(error)) return undefined;
    throw error;
  }
}

// An outcome that stays unknown
import { CustomerCreditClient, isCustomerCreditError } from 'vtex-customer-credit';
import { createEmulator } from 'vtex-customer-credit/emulator';
import { guideSeed, guideTime } from '../quickstart.ts';

const emulator = createEmulator({ now: guideTime, seed: guideSeed });
const client = new CustomerCreditClient(emulator.clientOptions());

// The answer to a hold is lost, and no list of the API shows holds.
emulator.control.faults.add({ operation: 'transactions.preAuthorize', phase: 'after', effect: 'drop' });
try {
  await client.transactions.preAuthorize('11111111111_CPF', { value: 100, settle: true, installments: 1 });
} catch (error) {
  if (!isCustomerCreditError(error)) throw error;
  console.log(error.code, 'retryable:', error.retryable);
  console.log(error.message);
}

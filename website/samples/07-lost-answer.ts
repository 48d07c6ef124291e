// A payment whose answer is lost
import { CustomerCreditClient } from 'vtex-customer-credit';
import { createEmulator } from 'vtex-customer-credit/emulator';
import { guideSeed, guideTime } from '../quickstart.ts';

const emulator = createEmulator({ now: guideTime, seed: guideSeed });
const client = new CustomerCreditClient(emulator.clientOptions());
const invoice = { creditAccountId: '11111111111_CPF', id: '7583E36F101C461094AB6CA68FA8EE2C-01' };

// The payment is recorded, then the connection breaks.
emulator.control.faults.add({ operation: 'invoices.markAsPaid', phase: 'after', effect: 'drop' });

// It is not sent again: the client reads what became of it.
const paid = await client.invoices.markAsPaid(invoice);
console.log(paid.status);
for (const { operation, status } of emulator.control.journal.calls())
  console.log(operation, status ?? 'lost');

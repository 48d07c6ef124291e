/** Refuses a file whose only row is as long as a row may be; run with little memory, by damaged-files.test.ts. */
import { planInvoices } from '../../../src/bulk/index.ts';
import { createInMemoryCustomerCredit } from '../../../src/reference/index.ts';

const most = 16_777_216;
const header = 'Account ID,Invoice ID,Status,Observation';
const text = `${header}\n"${'b'.repeat(most / 2)}${'"a'.repeat(most / 4 - 8)}`;
const { client } = createInMemoryCustomerCredit();
try {
  for await (const { row } of planInvoices(client, () => text, { maxRowLength: most })) console.log(row);
} catch (error) {
  console.log(error instanceof Error ? error.message : error);
}

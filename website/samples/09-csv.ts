// Settlement in bulk by CSV
import { exportInvoices, planInvoices } from 'vtex-customer-credit/csv';
import { createInMemoryCustomerCredit } from 'vtex-customer-credit/memory';
import { guideSeed, guideTime } from '../quickstart.ts';

const { client, control } = createInMemoryCustomerCredit({ now: guideTime, seed: guideSeed });
const now = control.clock.now();

const exported = await exportInvoices(client.invoices.list(), { locale: 'pt', now }).text();
console.log(exported);

// In a spreadsheet: what was overdue has been paid.
const edited = exported.replaceAll(/;(Vencido|Aberto);/g, ';Pago;');
const plan = planInvoices(client, () => edited);
for await (const { row, verdict } of plan) console.log('row', row, verdict);
for await (const { row, outcome } of plan.run()) console.log('row', row, outcome);

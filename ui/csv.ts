/** What works with CSV: fetched together, when the first of it is needed. */
export { exportAccounts, exportInvoices } from 'vtex-customer-credit/csv';
export { ImportScreen } from './screens/import.tsx';

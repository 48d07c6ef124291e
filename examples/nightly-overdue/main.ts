import { CustomerCreditClient, createLimiter } from 'vtex-customer-credit';
import { remindOverdue } from './overdue.ts';

const { VTEX_ACCOUNT = '', VTEX_APP_KEY = '', VTEX_APP_TOKEN = '', VTEX_BASE_URL } = process.env;
const client = new CustomerCreditClient({
  accountName: VTEX_ACCOUNT,
  appKey: VTEX_APP_KEY,
  appToken: VTEX_APP_TOKEN,
  baseUrl: VTEX_BASE_URL,
  limiter: createLimiter({ requestsPerSecond: 20, concurrency: 4 }),
});

const reminded = await remindOverdue({
  client,
  today: new Date().toISOString().slice(0, 10),
  send: async ({ email, invoices, cents }) => {
    console.log(`${email}: ${invoices.length} overdue, ${(cents / 100).toFixed(2)} in all`);
  },
});
console.log(`${reminded} accounts reminded`);

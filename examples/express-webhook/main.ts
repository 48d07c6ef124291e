import { CustomerCreditClient } from 'vtex-customer-credit';
import { createApp } from './app.ts';

const {
  PORT = '3000',
  WEBHOOK_SECRET,
  VTEX_ACCOUNT = '',
  VTEX_APP_KEY = '',
  VTEX_APP_TOKEN = '',
} = process.env;
if (WEBHOOK_SECRET === undefined) throw new Error('expected WEBHOOK_SECRET in the environment');
const client = new CustomerCreditClient({
  accountName: VTEX_ACCOUNT,
  appKey: VTEX_APP_KEY,
  appToken: VTEX_APP_TOKEN,
  // Providers give up after some seconds: answer before, and let them deliver again.
  totalTimeout: 8_000,
});
createApp({ client, secret: WEBHOOK_SECRET }).listen(Number(PORT), () => console.log(`listening on ${PORT}`));

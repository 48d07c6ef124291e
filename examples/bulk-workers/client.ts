import type { Redis } from 'ioredis';
import { CustomerCreditClient } from 'vtex-customer-credit';
import { sharedLimiter } from './limiter.ts';

export function connectStore(redis: Redis): CustomerCreditClient {
  const {
    VTEX_ACCOUNT = '',
    VTEX_APP_KEY = '',
    VTEX_APP_TOKEN = '',
    VTEX_BASE_URL,
    RATE = '20',
  } = process.env;
  return new CustomerCreditClient({
    accountName: VTEX_ACCOUNT,
    appKey: VTEX_APP_KEY,
    appToken: VTEX_APP_TOKEN,
    baseUrl: VTEX_BASE_URL,
    limiter: sharedLimiter(redis, VTEX_ACCOUNT, Number(RATE)),
    // Waiting for the shared limit counts too.
    totalTimeout: false,
  });
}

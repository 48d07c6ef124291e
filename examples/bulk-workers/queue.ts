import { Redis } from 'ioredis';
import type { InvoiceRef } from 'vtex-customer-credit';

/** What a job holds: references only, nothing that goes stale. */
export interface Batch {
  readonly invoices: readonly InvoiceRef[];
}

export const queueName = 'pay-invoices';

/** BullMQ wants its blocking connections to wait for as long as it takes. */
export const connect = (): Redis =>
  new Redis(process.env['REDIS_URL'] ?? 'redis://127.0.0.1:6379', { maxRetriesPerRequest: null });

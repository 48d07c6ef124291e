import { Queue } from 'bullmq';
import type { InvoiceRef } from 'vtex-customer-credit';
import { connectStore } from './client.ts';
import { type Batch, connect, queueName } from './queue.ts';

const size = 25;
const redis = connect();
const client = connectStore(redis);
const queue = new Queue<Batch>(queueName, { connection: redis });

// All of them first: paying changes what the filter finds.
const invoices: InvoiceRef[] = [];
for await (const { creditAccountId, id } of client.invoices.list({ status: 'Opened', pageSize: 500 }))
  invoices.push({ creditAccountId, id });

for (let at = 0; at < invoices.length; at += size) {
  await queue.add(
    'pay',
    { invoices: invoices.slice(at, at + size) },
    {
      // A number of its own: enqueueing again while jobs wait adds nothing.
      jobId: `batch-${at}`,
      attempts: 10,
      backoff: { type: 'exponential', delay: 500 },
      removeOnComplete: true,
    },
  );
}
console.log(`${invoices.length} invoices in ${Math.ceil(invoices.length / size)} jobs`);
await queue.close();
await redis.quit();

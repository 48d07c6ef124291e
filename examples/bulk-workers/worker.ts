import { Worker } from 'bullmq';
import { payMany } from 'vtex-customer-credit/csv';
import { connectStore } from './client.ts';
import { type Batch, connect, queueName } from './queue.ts';

const redis = connect();
const client = connectStore(redis);

const worker = new Worker<Batch>(
  queueName,
  async ({ data }) => {
    const failed: string[] = [];
    for await (const { invoice, outcome, problem } of payMany(client, data.invoices, { concurrency: 4 })) {
      // Cancelled meanwhile, for example: trying again would not help.
      if (outcome === 'refused') console.error(invoice.id, problem?.code, problem?.message);
      else if (outcome === 'unknown') failed.push(invoice.id);
    }
    // Tried again later; what was paid is then found paid.
    if (failed.length > 0) throw new Error(`not known of ${failed.join(', ')}`);
  },
  {
    connection: redis,
    concurrency: 2,
    // A job whose worker has died is taken over after this many milliseconds, as often as workers die.
    lockDuration: Number(process.env['LOCK'] ?? 30_000),
    stalledInterval: Number(process.env['LOCK'] ?? 30_000) / 2,
    maxStalledCount: 1_000,
  },
);
worker.on('error', console.error);
worker.on('failed', (job, error) => console.error(job?.id, error.message));
process.once('SIGTERM', () => void worker.close().then(() => redis.quit()));
console.log('ready');

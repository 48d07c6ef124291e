import {
  cancelMany,
  noteMany,
  payMany,
  planInvoices,
  postponeMany,
  type RowOutcome,
  type RowResult,
  type RunLog,
} from 'vtex-customer-credit/csv';
import { createEmulator, type Emulator } from 'vtex-customer-credit/emulator';
import { createRandom } from '../../src/reference/engine/random.ts';
import { clientOf } from '../client/http/world.ts';
import { gateway } from './gateway.ts';

const account = '11111111111_CPF';
const size = 20;
const ids = Array.from({ length: size }, (_, at) => `B${at}-01`);
const refs = ids.map((id) => ({ creditAccountId: account, id }));
const sheet = `Account ID,Invoice ID,Status,Observation\n${ids.map((id) => `${account},${id},Paid,by file`).join('\n')}\n`;

/** A store with an invoice for each row: most of them open, some paid or cancelled before. */
const storeOf = (next: () => number): Emulator =>
  createEmulator({
    now: '2024-05-08T12:00:00Z',
    seed: {
      accounts: [{ id: account, email: 'a@example.com', creditLimit: 100_000 }],
      invoices: refs.map((ref) => {
        const chance = next();
        const status = chance < 0.1 ? 'Paid' : chance < 0.15 ? 'Cancelled' : 'Opened';
        return { ...ref, value: 10, dueDate: '2024-05-20', status };
      }),
      storeConfig: { postponementEnabled: true, invoicePostponementLimit: 9, maxPostponementDays: 90 },
    },
  });

interface Told {
  readonly id: string | undefined;
  readonly outcome: RowResult;
}

const ofRow = ({ invoiceId, outcome }: RowOutcome): Told => ({ id: invoiceId, outcome });

/** Lines that stay when a run is ended: what a file would hold. */
function keptLog(): RunLog {
  const lines: string[] = [];
  return { append: (line) => void lines.push(line), lines: () => [...lines] };
}

type Client = ReturnType<typeof clientOf>;
type Bulk = (client: Client, next: () => number) => AsyncIterable<Told>;

async function* oneByOne(
  outcomes: AsyncIterable<{ readonly invoice: { readonly id: string }; readonly outcome: RowResult }>,
): AsyncGenerator<Told, void, void> {
  for await (const { invoice, outcome } of outcomes) yield { id: invoice.id, outcome };
}

/** A file whose run is ended in the middle of its requests a few times, as by `kill -9`, and resumed. */
async function* killed(client: Client, next: () => number): AsyncGenerator<Told, void, void> {
  const log = keptLog();
  for (let times = 0; times < 3; times += 1) {
    const controller = new AbortController();
    const ended = new Promise((resolve) => setTimeout(resolve, next() * 15)).then(() => controller.abort());
    const run = planInvoices(client, () => sheet).run({ log, concurrency: 5, signal: controller.signal });
    try {
      for await (const _ of run) if (controller.signal.aborted) break;
    } catch (error) {
      if (!controller.signal.aborted) throw error;
    }
    await ended;
  }
  for await (const row of planInvoices(client, () => sheet).run({ log })) yield ofRow(row);
}

const bulks: Readonly<Record<string, { readonly run: Bulk; readonly change: 'update' | 'postpone' }>> = {
  payMany: { change: 'update', run: (client) => oneByOne(payMany(client, refs)) },
  cancelMany: { change: 'update', run: (client) => oneByOne(cancelMany(client, refs)) },
  noteMany: { change: 'update', run: (client) => oneByOne(noteMany(client, refs, 'by hand')) },
  postponeMany: { change: 'postpone', run: (client) => oneByOne(postponeMany(client, refs, { dueDays: 5 })) },
  'a file': {
    change: 'update',
    async *run(client) {
      for await (const row of planInvoices(client, () => sheet).run()) yield ofRow(row);
    },
  },
  'a file, killed and resumed': { change: 'update', run: killed },
};

export interface BulkCounts {
  rows: number;
  done: number;
  unchanged: number;
  refused: number;
  'not-sent': number;
  unknown: number;
}

/**
 * Works on so many rows in bulk, each run through a gateway before a store of its own, and holds what was told of each row
 * against what the store did: nothing postponed twice; done where that is told; nothing done where refused or not sent is
 * told, also later, and by an earlier run that was killed.
 */
export async function bulkThroughGateways(
  rows: number,
  seed: number,
): Promise<{ readonly counts: Readonly<Record<string, BulkCounts>>; readonly wrong: readonly string[] }> {
  const random = createRandom(seed);
  const next = (): number => random.next() / 2 ** 32;
  const counts: Record<string, BulkCounts> = {};
  const wrong: string[] = [];
  const kinds = Object.entries(bulks);
  for (let made = 0, round = 0; made < rows; round += 1) {
    const kind = kinds[round % kinds.length];
    if (kind === undefined) throw new RangeError('kinds: expected some');
    const [name, { run, change }] = kind;
    const emulator = storeOf(next);
    const struck = gateway(emulator, next, ({ method }) => method !== 'GET', next() * 0.7);
    const client = clientOf(struck.fetch, { timeout: 2000 });
    const done = (id: string | undefined): number =>
      emulator.control.journal
        .calls(`invoices.${change}`)
        .filter(({ done, input }) => done && input?.path.invoiceId === id).length;
    const told: Array<Told & { readonly atTelling: number }> = [];
    for await (const each of run(client, next)) told.push({ ...each, atTelling: done(each.id) });
    await struck.quiet();
    const count = counts[name] ?? { rows: 0, done: 0, unchanged: 0, refused: 0, 'not-sent': 0, unknown: 0 };
    counts[name] = count;
    for (const { id, outcome, atTelling } of told) {
      made += 1;
      count.rows += 1;
      count[outcome] += 1;
      const problem = `${name}, ${id} of round ${round}, seed ${seed}: told ${outcome}, done ${atTelling} then, ${done(id)} in the end`;
      if (change === 'postpone' && done(id) > 1) wrong.push(problem);
      else if (outcome === 'done' && atTelling === 0) wrong.push(problem);
      else if ((outcome === 'refused' || outcome === 'not-sent') && done(id) > 0) wrong.push(problem);
    }
    if (new Set(told.map(({ id }) => id)).size !== size || told.length !== size)
      wrong.push(`${name}, round ${round}, seed ${seed}: told of ${told.length} rows, not ${size}`);
  }
  return { counts, wrong };
}

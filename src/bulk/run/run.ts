import { InvalidInputError } from '../../errors/index.ts';
import { type Job, problem, type ReadRow } from '../csv/import/job.ts';
import { changedBetween, type ReadRows, type Scan } from '../csv/import/scan.ts';
import { attemptsOf, concurrencyOf } from '../options.ts';
import type { RowOutcome, RunOptions } from '../types.ts';
import { applyRow } from './apply-row.ts';
import { Breaker, isOfRow } from './breaker.ts';
import { type Ended, LogWriter } from './log-writer.ts';
import { mapInOrder } from './ordered.ts';
import { Tally } from './progress.ts';
import { repeatOf } from './repeat.ts';
import { type CellOptions, LogChain } from './run-log.ts';
import { storeOf } from './store.ts';

/** What a run needs of its plan. */
interface Planned<Column extends string, Kind extends string, Wish, Present> {
  readonly job: Job<Column, Kind, Wish, Present>;
  /** Whatever tells which store is changed. */
  readonly client: object;
  readonly read: ReadRows<Wish>;
  readonly scan: (signal: AbortSignal | undefined) => Promise<Scan>;
  readonly concurrency: number | undefined;
  readonly attempts: number | undefined;
  readonly cellOptions: CellOptions;
}

const afterStop = /* @__PURE__ */ problem(
  'after_stop',
  'It was so when the run was resumed after a stop: this run may have done it before, or somebody else.',
);

const notAsked = problem(
  'store_not_asked',
  'The store did not say whether it has the data that the log tells of. Resuming later, or another log, finds out.',
);

const outOfOrder = (): InvalidInputError =>
  new InvalidInputError([{ path: 'log', expected: 'one line for each row, in the order of the file' }]);

/** The rows one by one; an error at the end, when the content is no longer what it was. */
export async function* checkedRows<Wish>(
  read: ReadRows<Wish>,
  fingerprint: string,
): AsyncGenerator<ReadRow<Wish>, void, void> {
  const pieces = read();
  try {
    while (true) {
      const next = await pieces.next();
      if (next.done) {
        if (next.value.fingerprint !== fingerprint) throw changedBetween();
        return;
      }
      yield* next.value;
    }
  } finally {
    await pieces.return({ fingerprint, unknownColumns: [] });
  }
}

/** Milliseconds. Nothing hangs on the answer but a log: it is not to hold up a run for long. */
const patience = 5000;

export async function* run<Column extends string, Kind extends string, Wish, Present>(
  { job, client, read, scan, cellOptions, ...usual }: Planned<Column, Kind, Wish, Present>,
  { log, signal, onProgress, now, ...options }: RunOptions,
): AsyncGenerator<RowOutcome, void, void> {
  const concurrency = concurrencyOf(options.concurrency, usual.concurrency);
  const attempts = attemptsOf(options.attempts, usual.attempts);
  signal?.throwIfAborted();
  const store = log === undefined ? undefined : storeOf(client, options.store);
  const scanned = await scan(signal);
  const { fingerprint } = scanned;
  const chain = new LogChain({ kind: job.kind, fingerprint, cellOptions, store: store?.name ?? '' });
  const tally = new Tally(scanned.total, now);
  const breaker = new Breaker(attempts);
  const writer = new LogWriter(log, { chain, breaker, store, concurrency });
  const tell = ({ outcome }: RowOutcome, resumed: boolean): void => {
    tally.add(outcome, resumed);
    onProgress?.(tally.progress(breaker.reason));
  };
  const rest = checkedRows(read, fingerprint);
  let uncertain = 0;
  // An emulator that does not answer cannot say whether it has the data that the log names.
  let surely = true;
  let present: Promise<string | undefined> | undefined;
  const dataNow = async (): Promise<string | undefined> => {
    present ??= store?.ask(async () => {
      for await (const { wish } of checkedRows(read, fingerprint))
        if (wish !== undefined) return job.find(wish, { signal, retries: 0, totalTimeout: patience });
      return undefined;
    });
    const data = await present;
    signal?.throwIfAborted();
    return data;
  };
  const isSame = async (data: string | undefined): Promise<boolean> => {
    const now = await dataNow();
    surely = now === data;
    return surely || now === undefined;
  };
  try {
    if (log !== undefined) {
      const logged = chain.read(log, isSame);
      try {
        while (true) {
          signal?.throwIfAborted();
          const line = await logged.next();
          if (line.done) {
            await dataNow();
            // Ends a line that the stop may have torn.
            if (line.value !== undefined) await log.append('');
            uncertain = line.value ?? 0;
            break;
          }
          const row = await rest.next();
          if (row.done || row.value.row !== line.value.row) throw outOfOrder();
          const outcome: RowOutcome = { ...row.value.subject, ...line.value };
          const told = surely ? outcome : { ...outcome, outcome: 'unknown' as const, problem: notAsked };
          tell(told, true);
          yield told;
        }
      } finally {
        await logged.return(undefined);
      }
      await writer.begin();
    }

    const applyOne = async ({ row, subject, wish, problems }: ReadRow<Wish>): Promise<Ended> => {
      const to = { ...subject, row };
      const alone = (outcome: RowOutcome): Ended => ({ outcome, by: 'local' });
      const [first] = problems;
      if (wish === undefined) return alone({ ...to, outcome: 'refused', changes: [], problem: first });
      const repeat = repeatOf(row, scanned.repeats.get(job.keyOf(wish)));
      if (repeat !== undefined) {
        const outcome = repeat.code === 'repeated' ? 'unchanged' : 'refused';
        return alone({ ...to, outcome, changes: [], problem: repeat });
      }
      // Of what is never sent nothing is uncertain.
      const mayBeDone = uncertain > 0;
      if (mayBeDone) uncertain -= 1;
      if (breaker.reason !== undefined) {
        const outcome = mayBeDone ? 'unknown' : 'not-sent';
        return { outcome: { ...to, outcome, changes: [], problem: breaker.reason }, by: 'skipped' };
      }
      const { error, ...applied } = await applyRow(job, wish, {
        attempts,
        signal,
        breaker,
        mayBeDone,
      });
      breaker.see(error);
      const late = mayBeDone && applied.outcome === 'unchanged';
      const outcome = { ...to, ...applied, ...(late ? { problem: afterStop } : {}) };
      return { outcome, by: error === undefined || isOfRow(error) ? 'answered' : 'failed' };
    };

    let stopping = false;
    let failed = false;
    const ends = mapInOrder(rest, { concurrency, signal }, applyOne, () => stopping);
    const finish = async (ended: Ended): Promise<void> => {
      await writer.write(ended);
      tell(ended.outcome, false);
    };
    try {
      while (true) {
        const next = await ends.next();
        if (next.done) break;
        await finish(next.value);
        yield next.value.outcome;
      }
      if (breaker.reason === undefined) await writer.flush();
    } catch (error) {
      failed = true;
      throw error;
    } finally {
      stopping = true;
      // Left by `break`: what is under way comes to its end, and into the log.
      if (!failed) for await (const ended of ends) await finish(ended);
      await ends.return();
    }
  } finally {
    await rest.return();
  }
}

import { InvalidInputError } from '../../errors/index.ts';
import { type Job, problem, type ReadRow } from '../csv/import/job.ts';
import { changedBetween, type ReadRows, type Scan } from '../csv/import/scan.ts';
import { attemptsOf, concurrencyOf } from '../options.ts';
import type { RowOutcome, RunLog, RunOptions } from '../types.ts';
import { applyRow } from './apply-row.ts';
import { Breaker, isOfRow, mostHeld } from './breaker.ts';
import { mapInOrder, mostBegun } from './ordered.ts';
import { Tally } from './progress.ts';
import { repeatOf } from './repeat.ts';
import { LogChain } from './run-log.ts';

/** What a run needs of its plan. */
interface Planned<Column extends string, Kind extends string, Wish, Present> {
  readonly job: Job<Column, Kind, Wish, Present>;
  readonly read: ReadRows<Wish>;
  readonly scan: (signal: AbortSignal | undefined) => Promise<Scan>;
  readonly concurrency: number | undefined;
  readonly attempts: number | undefined;
}

const afterStop = problem(
  'after_stop',
  'It was so when the run was resumed after a stop: this run may have done it before, or somebody else.',
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

/**
 * A row's outcome. `answered`: the store had its say. `failed`: it failed for no reason of its own. `local`: the file
 * alone decided. `skipped`: nothing more was sent.
 */
interface Ended {
  readonly outcome: RowOutcome;
  readonly by: 'answered' | 'failed' | 'local' | 'skipped';
}

// What waits is a few rows that failed, and what the file alone decided behind them.
const mostWaiting = 1000;

/**
 * Writes outcomes into a log. Rows that failed for no reason of their own wait until the store answers again: when the
 * run stops because of them, a resumed run is to try them, so that neither they nor anything behind them is written.
 */
class LogWriter {
  readonly #log: RunLog | undefined;
  readonly #chain: LogChain;
  readonly #breaker: Breaker;
  #waiting: RowOutcome[] = [];
  #over = false;

  constructor(log: RunLog | undefined, chain: LogChain, breaker: Breaker) {
    this.#log = log;
    this.#chain = chain;
    this.#breaker = breaker;
  }

  async write({ outcome, by }: Ended): Promise<void> {
    const stopped = this.#breaker.reason !== undefined;
    this.#over ||= by === 'skipped' || (stopped && (by === 'failed' || this.#waiting.length > 0));
    if (this.#log === undefined || this.#over) return;
    this.#waiting.push(outcome);
    const waits = by === 'failed' || (by === 'local' && this.#waiting.length > 1);
    if (!waits || this.#waiting.length >= mostWaiting) await this.flush();
  }

  async flush(): Promise<void> {
    const waiting = this.#waiting;
    this.#waiting = [];
    if (this.#over) return;
    for (const outcome of waiting) await this.#log?.append(this.#chain.outcomeText(outcome));
  }
}

export async function* run<Column extends string, Kind extends string, Wish, Present>(
  { job, read, scan, ...usual }: Planned<Column, Kind, Wish, Present>,
  { log, signal, onProgress, now, ...options }: RunOptions,
): AsyncGenerator<RowOutcome, void, void> {
  const concurrency = concurrencyOf(options.concurrency, usual.concurrency);
  const attempts = attemptsOf(options.attempts, usual.attempts);
  signal?.throwIfAborted();
  const scanned = await scan(signal);
  const window = mostBegun(concurrency) + mostHeld;
  const chain = new LogChain({ kind: job.kind, fingerprint: scanned.fingerprint, window });
  const tally = new Tally(scanned.total, now);
  const breaker = new Breaker(attempts);
  const tell = ({ outcome }: RowOutcome, resumed: boolean): void => {
    tally.add(outcome, resumed);
    onProgress?.(tally.progress(breaker.reason));
  };
  const rest = checkedRows(read, scanned.fingerprint);
  let uncertain = 0;
  try {
    if (log !== undefined) {
      const logged = chain.read(log);
      try {
        while (true) {
          signal?.throwIfAborted();
          const line = await logged.next();
          if (line.done) {
            // Ends a line that the stop may have torn.
            if (line.value !== undefined) await log.append('');
            uncertain = line.value ?? 0;
            break;
          }
          const row = await rest.next();
          if (row.done || row.value.row !== line.value.row) throw outOfOrder();
          const outcome = { ...row.value.subject, ...line.value };
          tell(outcome, true);
          yield outcome;
        }
      } finally {
        await logged.return(undefined);
      }
      await log.append(chain.headText());
    }

    const applyOne = async ({ row, subject, wish, problems }: ReadRow<Wish>): Promise<Ended> => {
      const mayBeDone = uncertain > 0;
      if (mayBeDone) uncertain -= 1;
      const to = { ...subject, row };
      const alone = (outcome: RowOutcome): Ended => ({ outcome, by: 'local' });
      const [first] = problems;
      if (wish === undefined) return alone({ ...to, outcome: 'refused', changes: [], problem: first });
      const repeat = repeatOf(row, scanned.repeats.get(job.keyOf(wish)));
      if (repeat !== undefined) {
        const outcome = repeat.code === 'repeated' ? 'unchanged' : 'refused';
        return alone({ ...to, outcome, changes: [], problem: repeat });
      }
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
    const writer = new LogWriter(log, chain, breaker);
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

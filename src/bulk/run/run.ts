import type { CustomerCredit } from '../../client/base-client.ts';
import { InvalidInputError } from '../../errors/index.ts';
import { type Job, problem, type ReadRow } from '../csv/import/job.ts';
import { changedBetween, type Read, type Scan } from '../csv/import/scan.ts';
import { attemptsOf, concurrencyOf } from '../options.ts';
import type { RowOutcome, RunOptions } from '../types.ts';
import { applyRow } from './apply-row.ts';
import { mapInOrder, mostBegun } from './ordered.ts';
import { Tally } from './progress.ts';
import { repeatOf } from './repeat.ts';
import { headText, type LogHead, outcomeText, readLog } from './run-log.ts';

/** What a run needs of its plan. */
interface Planned<Column extends string, Kind extends string, Wish, Present> {
  readonly job: Job<Column, Kind, Wish, Present>;
  readonly client: CustomerCredit;
  readonly read: Read<Wish>;
  readonly scan: (signal: AbortSignal | undefined) => Promise<Scan>;
  readonly concurrency: number | undefined;
  readonly attempts: number | undefined;
}

const afterStop = problem(
  'after_stop',
  'It was so when the run went on after a stop: this run may have done it before, or somebody else.',
);

const outOfOrder = (): InvalidInputError =>
  new InvalidInputError([{ path: 'log', expected: 'one line for each row, in the order of the file' }]);

/** The readings; an error at the end, when the content is no longer what it was. */
export async function* checkedRows<Wish>(
  read: Read<Wish>,
  fingerprint: string,
): AsyncGenerator<ReadRow<Wish>, void, void> {
  const readings = read();
  try {
    while (true) {
      const next = await readings.next();
      if (next.done) {
        if (next.value !== fingerprint) throw changedBetween();
        return;
      }
      yield next.value;
    }
  } finally {
    await readings.return('');
  }
}

export async function* run<Column extends string, Kind extends string, Wish, Present>(
  { job, client, read, scan, ...usual }: Planned<Column, Kind, Wish, Present>,
  { log, signal, onProgress, now, ...options }: RunOptions,
): AsyncGenerator<RowOutcome, void, void> {
  const concurrency = concurrencyOf(options.concurrency, usual.concurrency);
  const attempts = attemptsOf(options.attempts, usual.attempts);
  signal?.throwIfAborted();
  const found = await scan(signal);
  const head: LogHead = { kind: job.kind, fingerprint: found.fingerprint, window: mostBegun(concurrency) };
  const tally = new Tally(found.total, now);
  const tell = ({ outcome }: RowOutcome, resumed: boolean): void => {
    tally.add(outcome, resumed);
    onProgress?.(tally.progress());
  };
  const rest = checkedRows(read, found.fingerprint);
  let ambiguous = 0;
  try {
    if (log !== undefined) {
      const logged = readLog(log, head);
      try {
        while (true) {
          signal?.throwIfAborted();
          const line = await logged.next();
          if (line.done) {
            // Ends a line that the stop may have torn.
            if (line.value !== undefined) await log.append('');
            ambiguous = line.value ?? 0;
            break;
          }
          const reading = await rest.next();
          if (reading.done || reading.value.row !== line.value.row) throw outOfOrder();
          const outcome = { ...reading.value.subject, ...line.value };
          tell(outcome, true);
          yield outcome;
        }
      } finally {
        await logged.return(undefined);
      }
      await log.append(headText(head));
    }

    const applyOne = async (reading: ReadRow<Wish>): Promise<RowOutcome> => {
      const { row, subject, wish, problems } = reading;
      const mayBeAmbiguous = ambiguous > 0;
      if (mayBeAmbiguous) ambiguous -= 1;
      const to = { ...subject, row };
      const [first] = problems;
      if (wish === undefined) return { ...to, outcome: 'refused', changes: [], problem: first };
      const repeat = repeatOf(row, found.repeats.get(job.keyOf(wish)));
      if (repeat !== undefined) {
        const outcome = repeat.code === 'repeated' ? 'unchanged' : 'refused';
        return { ...to, outcome, changes: [], problem: repeat };
      }
      const applied = await applyRow(job, client, wish, { attempts, signal });
      const late = mayBeAmbiguous && applied.outcome === 'unchanged';
      return { ...to, ...applied, ...(late ? { problem: afterStop } : {}) };
    };

    let stopping = false;
    let failed = false;
    const outcomes = mapInOrder(rest, { concurrency, signal }, applyOne, () => stopping);
    const finish = async (outcome: RowOutcome): Promise<void> => {
      await log?.append(outcomeText(outcome));
      tell(outcome, false);
    };
    try {
      while (true) {
        const next = await outcomes.next();
        if (next.done) return;
        await finish(next.value);
        yield next.value;
      }
    } catch (error) {
      failed = true;
      throw error;
    } finally {
      stopping = true;
      // Left by `break`: what is under way comes to its end, and into the log.
      if (!failed) for await (const outcome of outcomes) await finish(outcome);
      await outcomes.return();
    }
  } finally {
    await rest.return();
  }
}

import type { RowOutcome, RunLog } from '../types.ts';
import { type Breaker, mostHeld } from './breaker.ts';
import { mostBegun } from './ordered.ts';
import type { LogChain } from './run-log.ts';
import type { RunStore } from './store.ts';

/**
 * A row's outcome. `answered`: the store had its say. `failed`: it failed for no reason of its own. `local`: the file
 * alone decided. `skipped`: nothing more was sent.
 */
export interface Ended {
  readonly outcome: RowOutcome;
  readonly by: 'answered' | 'failed' | 'local' | 'skipped';
}

// What waits is a few rows that failed, and what the file alone decided behind them.
const mostWaiting = 1000;

// A forced write takes a disk milliseconds: as long as the store takes for a few rows.
const linesOfASync = 64;

/** What a log is written with. */
export interface Writing {
  readonly chain: LogChain;
  readonly breaker: Breaker;
  /** Where there is a log. */
  readonly store: RunStore | undefined;
  readonly concurrency: number;
}

/**
 * Writes outcomes into a log. Rows that failed for no reason of their own wait until the store answers again: when the
 * run stops because of them, a resumed run is to try them, so that neither they nor anything behind them is written.
 */
export class LogWriter {
  readonly #log: RunLog | undefined;
  readonly #writing: Writing;
  #waiting: RowOutcome[] = [];
  #over = false;
  #unsynced = 0;
  /** Whether the log says which data the store has. */
  #namesData = false;

  constructor(log: RunLog | undefined, writing: Writing) {
    this.#log = log;
    this.#writing = writing;
  }

  /** Writes the head, and what is lost if the machine crashes from then on. */
  async begin(): Promise<void> {
    if (this.#log === undefined) return;
    const { chain, store, concurrency } = this.#writing;
    const data = store?.known();
    const held = this.#log.sync === undefined ? Number.POSITIVE_INFINITY : linesOfASync + mostHeld;
    await this.#log.append(chain.headText({ window: mostBegun(concurrency) + held, data }));
    this.#namesData = data !== undefined;
    await this.#sync();
  }

  async write({ outcome, by }: Ended): Promise<void> {
    const stopped = this.#writing.breaker.reason !== undefined;
    this.#over ||= by === 'skipped' || (stopped && (by === 'failed' || this.#waiting.length > 0));
    if (this.#log === undefined || this.#over) return;
    this.#waiting.push(outcome);
    const waits = by === 'failed' || (by === 'local' && this.#waiting.length > 1);
    if (!waits || this.#waiting.length >= mostWaiting) await this.flush();
  }

  async flush(): Promise<void> {
    const waiting = this.#waiting;
    this.#waiting = [];
    if (this.#over || this.#log === undefined) return;
    const { chain, store } = this.#writing;
    for (const outcome of waiting) {
      if (!this.#namesData && store?.known() !== undefined) await this.begin();
      await this.#log.append(chain.outcomeText(outcome));
      this.#unsynced += 1;
      if (this.#unsynced >= linesOfASync) await this.#sync();
    }
  }

  async #sync(): Promise<void> {
    this.#unsynced = 0;
    await this.#log?.sync?.();
  }
}

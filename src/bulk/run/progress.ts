import type { Progress, RowProblem, RowResult } from '../types.ts';

/** Counts how rows ended, and how fast. */
export class Tally {
  readonly #total: number | undefined;
  readonly #now: (() => number) | undefined;
  readonly #began: number | undefined;
  readonly #counts: Record<RowResult, number> = {
    done: 0,
    unchanged: 0,
    refused: 0,
    'not-sent': 0,
    unknown: 0,
  };
  #processed = 0;
  #resumed = 0;

  constructor(total: number | undefined, now: (() => number) | undefined) {
    this.#total = total;
    this.#now = now;
    this.#began = now?.();
  }

  add(result: RowResult, resumed: boolean): void {
    this.#counts[result] += 1;
    this.#processed += 1;
    if (resumed) this.#resumed += 1;
  }

  /** `stopped`: why nothing more is sent, if that is so. */
  progress(stopped: RowProblem | undefined): Progress {
    const { 'not-sent': notSent, ...counts } = this.#counts;
    const rate = this.#rate();
    const left = this.#total === undefined ? undefined : this.#total - this.#processed;
    const timeLeft = left === undefined || rate === undefined ? undefined : (left / rate) * 1000;
    return {
      total: this.#total,
      processed: this.#processed,
      ...counts,
      notSent,
      resumed: this.#resumed,
      rate,
      timeLeft,
      stopped,
    };
  }

  #rate(): number | undefined {
    if (this.#now === undefined || this.#began === undefined) return undefined;
    const passed = this.#now() - this.#began;
    const fresh = this.#processed - this.#resumed;
    return passed > 0 && fresh > 0 ? (fresh / passed) * 1000 : undefined;
  }
}

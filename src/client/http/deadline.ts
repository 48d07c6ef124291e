import type { Bounds } from './attempt.ts';

/** The end of a whole call: its attempts, its pauses and what is read back. */
export class Deadline {
  /** Milliseconds that the whole call may take. */
  readonly total: number | false;
  readonly #end: number;

  constructor(total: number | false) {
    this.total = total;
    this.#end = total === false ? Number.POSITIVE_INFINITY : performance.now() + total;
  }

  /** Milliseconds that are left: never below zero. */
  left(): number {
    return Math.max(0, this.#end - performance.now());
  }

  /** Within what an attempt that begins now is made. With `keepsTime` a quarter of what is left is kept for reading what became of it. */
  boundsOf(timeout: number | false, keepsTime: boolean): Bounds {
    const left = this.left();
    const share = Math.ceil(left * 0.75);
    if (keepsTime && share > 0 && left !== Number.POSITIVE_INFINITY && (timeout === false || share < timeout))
      return { limit: share, scope: 'attempt', allowed: share };
    const isLast = left !== Number.POSITIVE_INFINITY && (timeout === false || left < timeout);
    return isLast
      ? { limit: left, scope: 'call', allowed: this.total }
      : { limit: timeout, scope: 'attempt', allowed: timeout };
  }
}

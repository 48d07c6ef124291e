import type { TransactionRecord } from '../../ledger/records.ts';
import { toEpochMilliseconds } from '../../values/instant.ts';
import { toCents } from '../../values/money.ts';
import { SortedList } from './sorted-list.ts';

interface Hold {
  readonly id: string;
  readonly expiresAt: number;
  readonly cents: bigint;
}

/** The holds of one account, by expiry, with their running sum: the clock alone lets them go. */
export class Holds {
  readonly #list = new SortedList<Hold>(
    (a, b) => a.expiresAt - b.expiresAt || (a.id < b.id ? -1 : Number(a.id > b.id)),
  );
  readonly #byId = new Map<string, Hold>();
  #sum = 0n;

  /** Takes note of a transaction as it is now. */
  put({ id, state, value, expiresAt }: TransactionRecord): void {
    this.#drop(id);
    if (state !== 'held') return;
    const hold = { id, expiresAt: toEpochMilliseconds(expiresAt) ?? 0, cents: toCents(value) };
    this.#list.insert(hold);
    this.#byId.set(id, hold);
    this.#sum += hold.cents;
  }

  /** What is on hold at a time that is never before an earlier one. */
  sum(now: number): bigint {
    for (;;) {
      const [first] = this.#list.slice(0, 1);
      if (first === undefined || first.expiresAt > now) return this.#sum;
      this.#drop(first.id);
    }
  }

  #drop(id: string): void {
    const hold = this.#byId.get(id);
    if (hold === undefined) return;
    this.#list.delete(hold);
    this.#byId.delete(id);
    this.#sum -= hold.cents;
  }
}

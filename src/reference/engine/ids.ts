import type { IdSource } from '../../ledger/records.ts';
import { createRandom, hash, type RandomState } from './random.ts';

export type IdState = RandomState;

export interface Ids extends IdSource {
  /** Names one request, apart from the other ids, so that reading does not change what is made next. */
  requestId(): string;
  state(): IdState;
  restore(state: IdState): void;
}

let given = 0;

/** Unlike any other id, whatever the seeds are; where chance is replaced, unlike any other of this process. */
export function uniqueId(): string {
  given += 1;
  return [given, Math.random(), Math.random()].join('-');
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Ids that look like VTEX's and are the same for the same seed. */
export function createIds(seed: string | number): Ids {
  const { next, state, restore } = createRandom(seed);
  const store = hash(String(seed), 4).toString(16).padStart(8, '0');
  let requests = 0;
  const hex = (words: number): string =>
    Array.from({ length: words }, () => next().toString(16).padStart(8, '0')).join('');
  return {
    transactionId: () => hex(4),
    holderId: () => hex(4),
    // VTEX's own begin with 1: milliseconds of an epoch of its own.
    orderId: () => `1${Array.from({ length: 12 }, () => next() % 10).join('')}-01`,
    friendlyId: () => Array.from({ length: 8 }, () => letters[next() % letters.length]).join(''),
    requestId: () => {
      requests += 1;
      return `${store}-${String(requests).padStart(8, '0')}`;
    },
    state,
    restore,
  };
}

import type { IdSource } from '../ledger/records.ts';

/** The four words of the generator's state. */
export type IdState = readonly [number, number, number, number];

export interface Ids extends IdSource {
  /** Names one request, apart from the other ids, so that reading does not change what is made next. */
  requestId(): string;
  state(): IdState;
  restore(state: IdState): void;
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Spreads any text over 32 bits (FNV-1a with a final mix). */
function hash(text: string, salt: number): number {
  let state = 0x811c9dc5 ^ salt;
  for (let at = 0; at < text.length; at += 1) state = Math.imul(state ^ text.charCodeAt(at), 0x01000193);
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  return (state ^ (state >>> 13)) >>> 0;
}

/** Ids that look like VTEX's and are the same for the same seed (the generator is sfc32). */
export function createIds(seed: string | number): Ids {
  let [a, b, c, d]: [number, number, number, number] = [0, 0, 0, 1];
  let requests = 0;
  const next = (): number => {
    const sum = (a + b + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return sum >>> 0;
  };
  const hex = (words: number): string =>
    Array.from({ length: words }, () => next().toString(16).padStart(8, '0')).join('');
  const text = String(seed);
  [a, b, c] = [hash(text, 1) | 0, hash(text, 2) | 0, hash(text, 3) | 0];
  for (let round = 0; round < 12; round += 1) next();
  return {
    transactionId: () => hex(4),
    holderId: () => hex(4),
    friendlyId: () => Array.from({ length: 8 }, () => letters[next() % letters.length]).join(''),
    requestId: () => {
      requests += 1;
      return `${hash(text, 4).toString(16).padStart(8, '0')}-${String(requests).padStart(8, '0')}`;
    },
    state: () => [a, b, c, d],
    restore: (state) => {
      [a, b, c, d] = state;
    },
  };
}

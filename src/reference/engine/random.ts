/** The four words of the generator's state. */
export type RandomState = readonly [number, number, number, number];

export interface Random {
  /** A whole number from 0 to 2³² − 1. */
  next(): number;
  state(): RandomState;
  restore(state: RandomState): void;
}

/** Spreads any text over 32 bits (FNV-1a with a final mix). */
export function hash(text: string, salt: number): number {
  let state = 0x811c9dc5 ^ salt;
  for (let at = 0; at < text.length; at += 1) state = Math.imul(state ^ text.charCodeAt(at), 0x01000193);
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  return (state ^ (state >>> 13)) >>> 0;
}

/** Numbers that are the same for the same seed (the generator is sfc32). */
export function createRandom(seed: string | number): Random {
  const text = String(seed);
  let [a, b, c, d]: [number, number, number, number] = [
    hash(text, 1) | 0,
    hash(text, 2) | 0,
    hash(text, 3) | 0,
    1,
  ];
  const next = (): number => {
    const sum = (a + b + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return sum >>> 0;
  };
  for (let round = 0; round < 12; round += 1) next();
  return {
    next,
    state: () => [a, b, c, d],
    restore: (state) => {
      [a, b, c, d] = state;
    },
  };
}

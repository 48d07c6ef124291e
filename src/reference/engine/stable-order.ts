const half = 2 ** 16;

/** Positions in the order of one half of the keys; those that are equal stay as they were. */
function byHalf(keys: Uint32Array, positions: Uint32Array, shift: 0 | 16): Uint32Array {
  const starts = new Uint32Array(half + 1);
  for (const key of keys) {
    const next = ((key >>> shift) & (half - 1)) + 1;
    starts[next] = (starts[next] ?? 0) + 1;
  }
  for (let at = 1; at <= half; at += 1) starts[at] = (starts[at] ?? 0) + (starts[at - 1] ?? 0);
  const ordered = new Uint32Array(positions.length);
  for (const position of positions) {
    const part = ((keys[position] ?? 0) >>> shift) & (half - 1);
    const place = starts[part] ?? 0;
    ordered[place] = position;
    starts[part] = place + 1;
  }
  return ordered;
}

/**
 * The positions of keys in rising order, those of equal ones as they stand: a radix sort, which compares nothing and so
 * puts a million in order in the time of a few looks at each.
 */
export function stableOrder(keys: Int32Array): Uint32Array {
  // With the sign turned round, a lower key is a lower number without a sign as well.
  const unsigned = Uint32Array.from(keys, (key) => key ^ -(2 ** 31));
  const positions = Uint32Array.from(unsigned, (_, at) => at);
  return byHalf(unsigned, byHalf(unsigned, positions, 0), 16);
}

/** The part of a benchmark's result that is looked at: seconds and means deceive on a busy machine, medians less. */
interface Measured {
  readonly latency: { readonly p50: number };
}

/** Prints the median of each benchmark of one run, and its ratio to the first. */
export function printRatios(results: Readonly<Record<string, Measured>>): void {
  const [first] = Object.values(results);
  if (first === undefined) return;
  const width = Math.max(...Object.keys(results).map((name) => name.length));
  for (const [name, { latency }] of Object.entries(results)) {
    const median = `${(latency.p50 * 1000).toFixed(1)} µs`.padStart(12);
    console.log(`${name.padEnd(width)} ${median}   ${(latency.p50 / first.latency.p50).toFixed(2)} ×`);
  }
}

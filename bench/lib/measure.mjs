/** What work took: microseconds by the clock, and of the processor, in all threads of this process. */
export async function taken(work) {
  const used = process.cpuUsage();
  const begin = performance.now();
  const result = await work();
  const wall = (performance.now() - begin) * 1000;
  const { user, system } = process.cpuUsage(used);
  return { result, wall, cpu: user + system };
}

/** What one call takes, with so many under way, after a warm-up of the same length. */
export async function measured(run, { atATime = 1, milliseconds }) {
  const during = async (limit) => {
    let calls = 0;
    const begin = performance.now();
    const worker = async () => {
      do {
        await run(calls);
        calls += 1;
      } while (performance.now() - begin < limit);
    };
    const { wall, cpu } = await taken(() => Promise.all(Array.from({ length: atATime }, worker)));
    return { wall: wall / calls, cpu: cpu / calls };
  };
  await during(milliseconds);
  return during(milliseconds);
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

export function shuffled(items) {
  const list = [...items];
  for (let at = list.length - 1; at > 0; at -= 1) {
    const other = Math.floor(Math.random() * (at + 1));
    [list[at], list[other]] = [list[other], list[at]];
  }
  return list;
}

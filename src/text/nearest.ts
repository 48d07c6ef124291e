/** How many letters are to be put in, taken out, changed or swapped with their neighbour to make one text the other. */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      const changed = (row[j - 1] ?? 0) + (same ? 0 : 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      next[j] = Math.min(
        changed,
        (row[j] ?? 0) + 1,
        (next[j - 1] ?? 0) + 1,
        swapped ? (before[j - 2] ?? 0) + 1 : changed,
      );
    }
    before = row;
    row = next;
  }
  return row[b.length] ?? 0;
}

/** From so many letters on, a name that holds another one was probably meant for it: `maxRetries` for `retries`. */
const shortestPart = 4;

/** Letters and digits alone: `total_timeout` and `Total-Timeout` are `totalTimeout`. */
const plain = (name: string): string => name.toLowerCase().replace(/[^\p{L}\d]/gu, '');

/** The known name that was probably meant by one that is none; `undefined` when none is near. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  const given = plain(name).slice(0, 60);
  let best: { readonly name: string; readonly cost: number } | undefined;
  for (const candidate of known) {
    const other = plain(candidate);
    const [short, long] = given.length < other.length ? [given, other] : [other, given];
    const holds = short.length >= shortestPart && long.includes(short);
    const cost = holds ? (long.length - short.length) / 100 : distance(given, other);
    if (cost > Math.max(1, Math.floor(short.length / 3))) continue;
    if (best === undefined || cost < best.cost) best = { name: candidate, cost };
  }
  return best?.name;
}

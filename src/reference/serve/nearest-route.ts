import { segmentsOf } from '../../api/path.ts';
import { type RouteEntry, routeEntries } from '../../api/router.ts';

/** How much a segment looks like the one expected: the same, or at least with the same beginning. */
function resemblance(expected: string, segment: string | undefined): number {
  const given = segment?.toLowerCase() ?? '';
  if (given === expected) return 1;
  return given.length >= 4 && expected.slice(0, 4) === given.slice(0, 4) ? 0.75 : 0;
}

function likeness(entry: RouteEntry, segments: readonly string[]): number {
  const same = entry.segments.reduce((sum, expected, at) => sum + resemblance(expected, segments[at]), 0);
  return same - Math.abs(entry.segments.length - segments.length) / 2;
}

/** The operation that was probably meant by a request that reaches none: its method and the template of its path. */
export function nearestRoute(method: string, path: string): string | undefined {
  const segments = segmentsOf(path);
  let best: { entry: RouteEntry; score: number } | undefined;
  for (const entry of routeEntries()) {
    const score = likeness(entry, segments) + (entry.method === method ? 0.25 : 0);
    if (score > (best?.score ?? 0.25)) best = { entry, score };
  }
  return best === undefined ? undefined : `${best.entry.method} ${best.entry.template}`;
}

import { type OperationId, operationIds, operationsById } from './table.ts';

export type Route =
  | { readonly kind: 'operation'; readonly id: OperationId; readonly path: Readonly<Record<string, string>> }
  | { readonly kind: 'method'; readonly allowed: readonly string[] }
  | { readonly kind: 'malformed' }
  | { readonly kind: 'unknown'; readonly near: string | undefined };

interface Entry {
  readonly id: OperationId;
  readonly method: string;
  readonly template: string;
  readonly segments: readonly string[];
  /** The names of the segments that are parameters, each at its place. */
  readonly parameters: ReadonlyArray<string | undefined>;
}

const parameterIn = (segment: string): string | undefined =>
  segment.startsWith('{') ? segment.slice(1, -1) : undefined;

const entries: readonly Entry[] = operationIds.flatMap((id) => {
  const { method, path, otherPaths } = operationsById[id];
  return [path, ...otherPaths].map((template) => {
    const segments = template.split('/').slice(1);
    return { id, method, template, segments, parameters: segments.map(parameterIn) };
  });
});

/** The entries by how many segments they have: most of them need not be looked at. */
const entriesByLength = new Map<number, Entry[]>();
for (const entry of entries) {
  const { length } = entry.segments;
  const known = entriesByLength.get(length);
  if (known === undefined) entriesByLength.set(length, [entry]);
  else known.push(entry);
}

/** Spellings of segments that occur beside the one of the table (observed: the official file until 2023, public code). */
const otherSegments = new Map([['transaction', 'transactions']]);

function isSegment(expected: string, given: string | undefined): boolean {
  if (given === expected) return true;
  const segment = given?.toLowerCase() ?? '';
  return segment === expected || otherSegments.get(segment) === expected;
}

function fits({ segments: expected, parameters }: Entry, segments: readonly string[]): boolean {
  return expected.every((each, at) => parameters[at] !== undefined || isSegment(each, segments[at]));
}

function decoded({ parameters }: Entry, segments: readonly string[]): Record<string, string> | undefined {
  const path: Record<string, string> = {};
  try {
    for (const [at, name] of parameters.entries()) {
      const segment = segments[at] ?? '';
      if (name !== undefined) path[name] = segment.includes('%') ? decodeURIComponent(segment) : segment;
    }
  } catch {
    return undefined;
  }
  return path;
}

/** How much a segment looks like the one expected: the same, or at least with the same beginning. */
function resemblance(expected: string, segment: string | undefined): number {
  const given = segment?.toLowerCase() ?? '';
  if (given === expected) return 1;
  return given.length >= 4 && expected.slice(0, 4) === given.slice(0, 4) ? 0.75 : 0;
}

function likeness(entry: Entry, segments: readonly string[]): number {
  const same = entry.segments.reduce((sum, expected, at) => sum + resemblance(expected, segments[at]), 0);
  return same - Math.abs(entry.segments.length - segments.length) / 2;
}

function nearMiss(method: string, segments: readonly string[]): string | undefined {
  let best: { entry: Entry; score: number } | undefined;
  for (const entry of entries) {
    const score = likeness(entry, segments) + (entry.method === method ? 0.25 : 0);
    if (score > (best?.score ?? 0.25)) best = { entry, score };
  }
  return best === undefined ? undefined : `${best.entry.method} ${best.entry.template}`;
}

/**
 * Finds the operation for a method and a percent-encoded path below `/api/creditcontrol`. A trailing slash makes no
 * difference (observed: the guide itself writes one).
 */
export function matchRoute(method: string, path: string): Route {
  const end = path.length > 1 && path.endsWith('/') ? -1 : undefined;
  const segments = path.slice(path.startsWith('/') ? 1 : 0, end).split('/');
  const candidates = entriesByLength.get(segments.length) ?? [];
  const entry = candidates.find((candidate) => candidate.method === method && fits(candidate, segments));
  if (entry === undefined) {
    const fitting = candidates.filter((candidate) => fits(candidate, segments));
    if (fitting.length === 0) return { kind: 'unknown', near: nearMiss(method, segments) };
    return { kind: 'method', allowed: fitting.map((candidate) => candidate.method) };
  }
  const parameters = decoded(entry, segments);
  return parameters === undefined
    ? { kind: 'malformed' }
    : { kind: 'operation', id: entry.id, path: parameters };
}

import { type DefinedIn, type OperationId, operations } from './operations.ts';
import { isSegment, segmentsOf } from './path.ts';

export type Route =
  | { readonly kind: 'operation'; readonly id: OperationId; readonly path: Readonly<Record<string, string>> }
  | { readonly kind: 'method'; readonly allowed: readonly string[] }
  | { readonly kind: 'malformed' }
  | { readonly kind: 'unknown' };

/** A path template of an operation. */
export interface RouteEntry {
  readonly id: OperationId;
  readonly method: string;
  readonly template: string;
  readonly segments: readonly string[];
  /** The names of the segments that are parameters, each at its place. */
  readonly parameters: ReadonlyArray<string | undefined>;
}

const parameterIn = (segment: string): string | undefined =>
  segment.startsWith('{') ? segment.slice(1, -1) : undefined;

const entriesOf = ({ id, method, path, otherPaths }: DefinedIn): RouteEntry[] =>
  [path, ...otherPaths].map((template) => {
    const segments = template.split('/').slice(1);
    return { id, method, template, segments, parameters: segments.map(parameterIn) };
  });

/** Every path template of every operation. */
export const routeEntries = (): readonly RouteEntry[] => operations.flatMap(entriesOf);

let byLength: Map<number, RouteEntry[]> | undefined;

/**
 * The entries by how many segments they have: most of them need not be looked at. Made when the first path is read; a
 * client that sends what it knows needs none.
 */
function entriesByLength(): ReadonlyMap<number, readonly RouteEntry[]> {
  if (byLength !== undefined) return byLength;
  byLength = new Map();
  for (const entry of routeEntries()) {
    const { length } = entry.segments;
    const known = byLength.get(length);
    if (known === undefined) byLength.set(length, [entry]);
    else known.push(entry);
  }
  return byLength;
}

function fits({ segments: expected, parameters }: RouteEntry, segments: readonly string[]): boolean {
  return expected.every((each, at) => parameters[at] !== undefined || isSegment(each, segments[at]));
}

function decoded(
  { parameters }: RouteEntry,
  segments: readonly string[],
): Record<string, string> | undefined {
  const path: Record<string, string> = {};
  try {
    for (let at = 0; at < parameters.length; at += 1) {
      const [name, segment = ''] = [parameters[at], segments[at]];
      if (name !== undefined) path[name] = segment.includes('%') ? decodeURIComponent(segment) : segment;
    }
  } catch {
    return undefined;
  }
  return path;
}

/**
 * Finds the operation for a method and a percent-encoded path below `/api/creditcontrol`. A trailing slash makes no
 * difference (observed: the guide itself writes one).
 */
export function matchRoute(method: string, path: string): Route {
  const segments = segmentsOf(path);
  const candidates = entriesByLength().get(segments.length) ?? [];
  const entry = candidates.find((candidate) => candidate.method === method && fits(candidate, segments));
  if (entry === undefined) {
    const fitting = candidates.filter((candidate) => fits(candidate, segments));
    if (fitting.length === 0) return { kind: 'unknown' };
    return { kind: 'method', allowed: fitting.map((candidate) => candidate.method) };
  }
  const parameters = decoded(entry, segments);
  return parameters === undefined
    ? { kind: 'malformed' }
    : { kind: 'operation', id: entry.id, path: parameters };
}

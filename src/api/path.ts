/** Fills a path template. Every parameter must have passed the request's check before. */
export function fillPath(template: string, parameters: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(parameters[name] ?? ''));
}

/** Spellings of segments that occur beside the one of the table (observed: the official file until 2023, public code). */
const otherSegments = new Map([['transaction', 'transactions']]);

/** Whether a segment of a path is the one of a template that is no parameter. */
export function isSegment(expected: string, given: string | undefined): boolean {
  if (given === expected) return true;
  const segment = given?.toLowerCase() ?? '';
  return segment === expected || otherSegments.get(segment) === expected;
}

/** The segments of a path below `/api/creditcontrol`; a trailing slash makes none. */
export function segmentsOf(path: string): string[] {
  const end = path.length > 1 && path.endsWith('/') ? -1 : undefined;
  return path.slice(path.startsWith('/') ? 1 : 0, end).split('/');
}

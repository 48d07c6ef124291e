import type { AnswerHeaders } from './answer.ts';

const longestChain = 5;
const keepsMethod: ReadonlySet<number> = new Set([307, 308]);
const anyRedirect: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

function resolved(location: string, from: string): URL | undefined {
  try {
    return new URL(location, from);
  } catch {
    return undefined;
  }
}

/**
 * Where a redirect may be followed to: within the same origin, with the same method, five times at most. The
 * credentials go nowhere else.
 */
export function redirectOf(
  { status, headers }: { readonly status: number; readonly headers: AnswerHeaders },
  method: string,
  from: string,
  hops: number,
): string | undefined {
  if (status < 300 || status > 399) return undefined;
  const location = headers.get('location');
  const follows = (method === 'GET' ? anyRedirect : keepsMethod).has(status);
  if (!follows || location === null || hops >= longestChain) return undefined;
  const to = resolved(location, from);
  if (to === undefined) return undefined;
  to.hash = '';
  return to.origin === new URL(from).origin && to.username === '' && to.password === '' ? to.href : undefined;
}

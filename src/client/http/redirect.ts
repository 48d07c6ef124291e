import type { AnswerHeaders } from './answer.ts';

const longestChain = 5;
const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

function resolved(location: string, from: string): URL | undefined {
  try {
    return new URL(location, from);
  } catch {
    return undefined;
  }
}

/**
 * Where a redirect of a GET may be followed to: within the same origin, five times at most. The credentials go nowhere
 * else. That of a change is not followed: whoever redirects may have passed it on, and following would do it twice.
 */
export function redirectOf(
  { status, headers }: { readonly status: number; readonly headers: AnswerHeaders },
  method: string,
  from: string,
  hops: number,
): string | undefined {
  if (method !== 'GET' || !redirects.has(status) || hops >= longestChain) return undefined;
  const location = headers.get('location');
  if (location === null) return undefined;
  const to = resolved(location, from);
  if (to === undefined) return undefined;
  to.hash = '';
  return to.origin === new URL(from).origin && to.username === '' && to.password === '' ? to.href : undefined;
}

const longestChain = 5;
const keepsMethod: ReadonlySet<number> = new Set([307, 308]);
const anyRedirect: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** Whether an answer sends the request elsewhere. */
const isRedirect = (status: number): boolean => anyRedirect.has(status);

/**
 * Where a redirect may be followed to: within the same origin, with the same method, five times at most. The
 * credentials go nowhere else.
 */
export function redirectOf(
  response: Response,
  method: string,
  from: string,
  hops: number,
): string | undefined {
  const location = response.headers.get('location');
  const follows = method === 'GET' ? isRedirect(response.status) : keepsMethod.has(response.status);
  if (!follows || location === null || hops >= longestChain || !URL.canParse(location, from))
    return undefined;
  const to = new URL(location, from);
  to.hash = '';
  return to.origin === new URL(from).origin && to.username === '' && to.password === '' ? to.href : undefined;
}

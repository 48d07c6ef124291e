import { basePath } from '../../api/operation.ts';
import { matchRoute, type Route } from '../../api/router.ts';
import { operationsById } from '../../api/table.ts';
import { nearestRoute } from './nearest-route.ts';

/** What a request gets that reaches no operation (assumed: VTEX publishes nothing of it). */
export interface RouteRefusal {
  readonly status: 400 | 404 | 405;
  readonly code: number;
  readonly message: string;
}

/** Where a request leads; where to nothing, with the operation that was probably meant. */
export type ServedRoute =
  | Exclude<Route, { readonly kind: 'unknown' }>
  | { readonly kind: 'unknown'; readonly near: string | undefined };

/** Finds the operation for a method and a percent-encoded path below `/api/creditcontrol`. */
export function servedRoute(method: string, path: string): ServedRoute {
  const route = matchRoute(method, path);
  return route.kind === 'unknown' ? { kind: 'unknown', near: nearestRoute(method, path) } : route;
}

/** An operation as it is called: its method and the template of its path. */
function nameOf(method: string, path: string, start: string): string | undefined {
  const route = matchRoute(method, path);
  return route.kind === 'operation' ? `${method} ${start}${operationsById[route.id].path}` : undefined;
}

/** The operation that was probably meant by a request that reached none. */
export function nearOf(path: string, route: ServedRoute): string | undefined {
  if (route.kind === 'unknown') return route.near;
  return route.kind === 'method' ? nameOf(route.allowed[0] ?? '', path, '') : undefined;
}

/** A path that does not begin as those of the API do: as a route, with what was probably meant. */
export function outsideRoute(method: string, path: string): ServedRoute {
  const below = path
    .replace(/\/{2,}/g, '/')
    .replace(/^(?:.*\/credit-?controls?|(?:\/[^/]+)?\/api)(?=\/|$)/i, '');
  const route = servedRoute(method, below);
  const near =
    route.kind === 'unknown'
      ? route.near?.replace(' ', ` ${basePath}`)
      : (nameOf(method, below, basePath) ?? nearOf(below, route)?.replace(' ', ` ${basePath}`));
  return { kind: 'unknown', near };
}

/** `path`: the whole of it, as it was asked for. */
export function routeRefusal(
  method: string,
  path: string,
  route: Exclude<ServedRoute, { readonly kind: 'operation' }>,
): RouteRefusal {
  switch (route.kind) {
    case 'malformed':
      return { status: 400, code: 400, message: 'The path is not percent-encoded correctly.' };
    case 'method':
      return {
        status: 405,
        code: 405,
        message: `${method} is not possible here, only ${route.allowed.join(', ')}.`,
      };
    case 'unknown': {
      const near = route.near === undefined ? '' : ` Did you mean ${route.near}?`;
      return { status: 404, code: 404, message: `There is no ${method} ${path}.${near}` };
    }
  }
}

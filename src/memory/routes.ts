import { basePath } from '../operations/operation.ts';
import type { Route } from '../operations/router.ts';

/** What a request gets that reaches no operation (assumed: VTEX publishes nothing of it). */
export interface RouteRefusal {
  readonly status: 400 | 404 | 405;
  readonly code: number;
  readonly message: string;
}

export function routeRefusal(
  method: string,
  path: string,
  route: Exclude<Route, { readonly kind: 'operation' }>,
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
      return { status: 404, code: 404, message: `There is no ${method} ${basePath}${path}.${near}` };
    }
  }
}

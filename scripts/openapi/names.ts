import { basePath } from '../../src/api/operation.ts';
import { operations } from './parts.ts';

/** The id of an operation in our table; its method and path, where it is none of ours. */
export function nameOf(method: string, path: string): string {
  const found = operations.find(
    (operation) => operation.method === method && `${basePath}${operation.path}` === path,
  );
  return found?.id ?? `${method} ${path}`;
}

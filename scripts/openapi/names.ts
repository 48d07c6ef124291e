import { basePath } from '../../src/operations/operation.ts';
import { operationsById } from '../../src/operations/table.ts';

/** The id of an operation in our table; its method and path, where it is none of ours. */
export function nameOf(method: string, path: string): string {
  const found = Object.values(operationsById).find(
    (operation) => operation.method === method && `${basePath}${operation.path}` === path,
  );
  return found?.id ?? `${method} ${path}`;
}

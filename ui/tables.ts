import type { Permission } from 'vtex-customer-credit';
import type { OperationId } from 'vtex-customer-credit/memory';
import { permissionNames } from '../src/api/permissions.ts';
import { operationsById } from '../src/api/table.ts';

/** Names that the emulator is asked with, read off the tables of the package. */
export const operations: ReadonlyArray<readonly [id: OperationId, isRead: boolean]> = Object.values(
  operationsById,
).map(({ id, method }) => [id, method === 'GET']);

export const permissions: readonly Permission[] = permissionNames;

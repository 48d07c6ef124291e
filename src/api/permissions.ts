import type { Permission } from './operation.ts';

/** The License Manager resources, `Main Access` first. */
export const permissionNames: readonly Permission[] = [
  'Main Access',
  'Read Invoices',
  'Create Invoices',
  'Pay Invoice',
  'Read Checking Accounts',
  'Create Checking Accounts',
  'Read Statements',
  'Create Statements',
  'Edit credits',
  'Read Configuration',
  'Edit Configuration',
];

export function isPermission(name: unknown): name is Permission {
  return permissionNames.some((known) => known === name);
}

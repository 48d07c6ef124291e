/** The License Manager resources of the product Credit Control. `Main Access` grants every one. */
export const permissionNames = [
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
] as const;

/** A License Manager resource of the product Credit Control. `Main Access` grants every one. */
export type Permission = (typeof permissionNames)[number];

export function isPermission(name: unknown): name is Permission {
  return permissionNames.some((known) => known === name);
}

import type { ContractCase } from './case.ts';
import { access } from './cases/access.ts';
import { accounts } from './cases/accounts.ts';
import { amountChecks } from './cases/amounts.ts';
import { credit } from './cases/credit.ts';
import { fieldChecks } from './cases/fields.ts';
import { holders } from './cases/holders.ts';
import { holds } from './cases/holds.ts';
import { idChecks } from './cases/ids.ts';
import { invoiceLists } from './cases/invoice-lists.ts';
import { invoices } from './cases/invoices.ts';
import { postponements } from './cases/postponements.ts';
import { requests } from './cases/requests.ts';
import { refunds, settlements } from './cases/settlements.ts';
import { accountLists, storeConfig } from './cases/store-config.ts';

/** Every case of the contract, in the order in which they run. */
export const contractCases: readonly ContractCase[] = [
  ...invoices,
  ...postponements,
  ...accounts,
  ...credit,
  ...holders,
  ...holds,
  ...settlements,
  ...refunds,
  ...invoiceLists,
  ...accountLists,
  ...storeConfig,
  ...requests,
  ...access,
  ...amountChecks,
  ...idChecks,
  ...fieldChecks,
];

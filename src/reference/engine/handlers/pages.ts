import type { PageRange } from '../../../api/invoices/types.ts';
import type { Refusal } from '../../../ledger/records.ts';
import { malformed } from '../../../ledger/refusal.ts';

/** How many items a list shows when it is not asked for positions (documented). */
export const standardPage = 20;

/** The positions asked for, both included and counted from 1. */
export function positionsOf({
  from = 1,
  to,
}: PageRange): { readonly from: number; readonly to: number } | Refusal {
  const last = to ?? from + standardPage - 1;
  return last < from
    ? malformed(`to: expected a position not before from, which is ${from}.`)
    : { from, to: last };
}

import { accounts } from './accounts.ts';
import type { Behaviour } from './behaviour.ts';
import { invoices } from './invoices.ts';
import { store } from './store.ts';
import { transactions } from './transactions.ts';

/** Every behaviour of the reference, with its mark and source. */
export const behaviours: readonly Behaviour[] = [accounts, transactions, invoices, store]
  .flatMap((areas) => Object.entries(areas))
  .flatMap(([area, rows]) =>
    rows.map(([rule, mark, says, source]) => ({ id: `${area}.${rule}`, mark, says, source })),
  );

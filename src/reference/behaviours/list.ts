import { type OperationId, operationIds, operationsById } from '../../api/table.ts';
import { accounts } from './accounts.ts';
import type { Areas, Behaviour, IdsOf } from './behaviour.ts';
import { client } from './client.ts';
import { invoices } from './invoices.ts';
import { store } from './store.ts';
import { transactions } from './transactions.ts';

/** The id of a behaviour that is there; that an undocumented operation exists at all is one, too. */
export type BehaviourId =
  | IdsOf<typeof accounts & typeof transactions & typeof invoices & typeof store & typeof client>
  | `undocumented.${OperationId}`;

const undocumented: readonly Behaviour[] = operationIds.flatMap((id) => {
  const known = operationsById[id].undocumented;
  return known === undefined ? [] : [{ id: `undocumented.${id}`, ...known }];
});

const areas: readonly Areas[] = [accounts, transactions, invoices, store, client];

/** Every behaviour of the reference, with its mark and source. */
export const behaviours: readonly Behaviour[] = areas
  .flatMap((each) => Object.entries(each))
  .flatMap(([area, rows]) =>
    rows.map(([rule, mark, says, source]): Behaviour => ({ id: `${area}.${rule}`, mark, says, source })),
  )
  .concat(undocumented);

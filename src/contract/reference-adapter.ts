import type { CustomerCredit } from '../client/base-client.ts';
import type { Notification } from '../ledger/notification.ts';
import type { CallerCredentials } from '../reference/engine/callers.ts';
import { type ContractAdapter, type ContractClock, type ContractStart, everything } from './adapter.ts';

/** The controls of a reference, in this process or behind HTTP: `Control` and `AsyncControl` both are one. */
export interface ContractControls {
  readonly clock: ContractClock;
  setOrderId(creditAccountId: string, transactionId: string, orderId: string): void | Promise<void>;
  notifications(): readonly Notification[] | Promise<readonly Notification[]>;
  snapshot(): unknown;
}

/** A store of the reference, whichever way it is reached. */
export interface ReferenceStore {
  /** Has Main Access, whoever else is named. */
  readonly client: CustomerCredit;
  readonly control: ContractControls;
  clientAs(credentials: CallerCredentials): CustomerCredit;
}

/**
 * An adapter to the reference, or to whatever answers in its place with its controls: can do everything. `open` gets the
 * options of `createInMemoryCustomerCredit`, and opens a store of its own each time.
 */
export function referenceAdapter(
  name: string,
  open: (options: ContractStart) => ReferenceStore | Promise<ReferenceStore>,
): ContractAdapter {
  return {
    name,
    capabilities: everything,
    open: async (start) => {
      const { client, control, clientAs } = await open(start);
      return {
        client,
        clock: control.clock,
        clientAs: (credentials) => clientAs(credentials),
        setOrderId: (account, transaction, order) => control.setOrderId(account, transaction, order),
        notifications: () => control.notifications(),
        snapshot: () => control.snapshot(),
      };
    },
  };
}

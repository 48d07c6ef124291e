import type { AccountOpening } from '../api/accounts/types.ts';
import type { CustomerCredit } from '../client/base-client.ts';
import type { Notification } from '../ledger/notification.ts';
import type { Seed } from '../reference/control/seed-types.ts';
import type { CallerCredentials } from '../reference/engine/callers.ts';
import type { Duration, TimeInput } from '../reference/engine/clock.ts';

/** What an adapter may be able to do. What a case needs and the adapter cannot, leaves the case out. */
export const capabilities = {
  ownStore: 'a store of its own for each case, which nobody else uses',
  seeding: 'accounts and invoices to begin with',
  clock: 'a clock that stands still until it is moved',
  callers: 'callers with permissions of their own',
  orders: 'a way to tie a transaction to an order',
  notifications: 'a look at the notifications that are due',
  snapshot: 'its whole state as data that can be compared',
  inputChecks: 'refusing what cannot be sent before anything is sent',
  requests: 'requests of one’s own below the API',
  refusals: 'refusals with the statuses, codes and words of the reference',
} as const satisfies Readonly<Record<string, string>>;

export type Capability = keyof typeof capabilities;

/** Every capability: what the reference can do. */
export const everything: readonly Capability[] = Object.keys(capabilities).filter(isCapability);

function isCapability(name: string): name is Capability {
  return Object.hasOwn(capabilities, name);
}

/** A clock that a case moves. */
export interface ContractClock {
  /** Epoch milliseconds. */
  now(): number | Promise<number>;
  advance(by: Duration): void | Promise<void>;
  set(to: TimeInput): void | Promise<void>;
}

/** A store as a case finds it. What stands behind a question mark goes with a capability. */
export interface ContractStore {
  /** May do everything, whoever else is named. */
  readonly client: CustomerCredit;
  /** `clock`. */
  readonly clock?: ContractClock | undefined;
  /** `callers`: the same store as someone else sees it. */
  clientAs?(credentials: CallerCredentials): CustomerCredit;
  /** `orders`. */
  setOrderId?(creditAccountId: string, transactionId: string, orderId: string): void | Promise<void>;
  /** `notifications`. */
  notifications?(): readonly Notification[] | Promise<readonly Notification[]>;
  /**
   * `snapshot`: all that the store knows, its time as `clock`. Proves that what was refused changed nothing; without
   * it the account is read and compared, with its invoices and statements.
   */
  snapshot?(): unknown;
  /**
   * A customer that the store does not know yet, for each account that a case opens. Without it `11111111111_CPF` and
   * on: right for a store that begins empty.
   */
  customer?(): Pick<AccountOpening, 'document' | 'documentType' | 'email'>;
  /** Called when the case is over, also when it failed. */
  close?(): void | Promise<void>;
}

/** What a store shall begin with, as far as the adapter can do that. */
export interface ContractStart {
  /** `clock`: the time, as an ISO 8601 date. */
  readonly now: string;
  /** `seeding`: its accounts, invoices and configuration. `callers`: its callers. */
  readonly seed: Seed;
}

/** One way to reach a store. The suite is the same for all of them. */
export interface ContractAdapter {
  readonly name: string;
  /** What it can do; a case that needs more is left out, and counted. */
  readonly capabilities: readonly Capability[];
  open(start: ContractStart): ContractStore | Promise<ContractStore>;
}

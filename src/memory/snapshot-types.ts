import type { AccountRecord, InvoiceRecord, StatementRecord, TransactionRecord } from '../ledger/records.ts';
import type { Holder } from '../types/account.ts';
import type { StoreConfig } from '../types/store-config.ts';
import type { ClockState } from './clock.ts';
import type { IdState } from './ids.ts';

/** Everything a store knows, as plain data that survives JSON. It holds no credentials. */
export interface Snapshot {
  readonly version: 1;
  readonly clock: ClockState;
  readonly ids: IdState;
  readonly storeConfig: StoreConfig;
  readonly accounts: readonly AccountSnapshot[];
}

export interface AccountSnapshot {
  readonly record: AccountRecord;
  readonly invoices: readonly InvoiceRecord[];
  readonly transactions: readonly TransactionRecord[];
  readonly statements: readonly StatementRecord[];
  readonly holders: readonly Holder[];
}

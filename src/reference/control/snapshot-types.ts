import type { Holder } from '../../api/accounts/holder-types.ts';
import type { StoreConfig } from '../../api/store-config/types.ts';
import type { DueDays } from '../../ledger/installment.ts';
import type {
  AccountRecord,
  InvoiceRecord,
  StatementRecord,
  TransactionRecord,
} from '../../ledger/records.ts';
import type { ClockState } from '../engine/clock.ts';
import type { IdState } from '../engine/ids.ts';

/** Everything a store knows, as plain data that survives JSON. It holds no credentials. */
export interface Snapshot {
  readonly version: 1;
  readonly clock: ClockState;
  readonly ids: IdState;
  readonly storeConfig: StoreConfig;
  /** Absent: every 30 days. */
  readonly dueDays?: DueDays;
  readonly accounts: readonly AccountSnapshot[];
}

export interface AccountSnapshot {
  readonly record: AccountRecord;
  readonly invoices: readonly InvoiceRecord[];
  readonly transactions: readonly TransactionRecord[];
  readonly statements: readonly StatementRecord[];
  readonly holders: readonly Holder[];
}

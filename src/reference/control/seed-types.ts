import type { Holder } from '../../api/accounts/holder-types.ts';
import type { Statement } from '../../api/accounts/statement-types.ts';
import type { Account } from '../../api/accounts/types.ts';
import type { OpenUnion } from '../../api/common.ts';
import type { Invoice, KnownInvoiceStatus } from '../../api/invoices/types.ts';
import type { StoreConfigUpdate } from '../../api/store-config/types.ts';
import type { DueDays } from '../../ledger/installment.ts';
import type { CallerSeed } from '../engine/callers.ts';

/** A dependent (holder) of a seeded account: an e-mail, or more of it. */
export type DependentSeed =
  | string
  | {
      readonly email: string;
      /** Left out: made from the seed of the ids. */
      readonly id?: string | undefined;
      readonly createdAt?: string | undefined;
    };

/** A manual debit of a seeded account: part of its balance, and a `Statement` row. */
export interface DebitSeed {
  /** Below zero, two decimals at most. */
  readonly value: number;
  /** The id that the caller gave it. Left out: made from the seed of the ids. */
  readonly id?: string | undefined;
  readonly date?: string | undefined;
  readonly doneBy?: string | undefined;
}

/** A row of the statements of a seeded account; it changes nothing else. */
export type StatementSeed = Omit<Statement, 'date'> & { readonly date?: string | undefined };

/** An account to start with; a whole account of the API will do, its sums are ignored. */
export interface AccountSeed {
  /** Left out: `{document}_{documentType}`. */
  readonly id?: string | undefined;
  readonly document?: string | null | undefined;
  readonly documentType?: string | null | undefined;
  readonly email: string;
  /** Store currency. */
  readonly creditLimit: number;
  /** Decimal fraction; 0 unless given. */
  readonly tolerance?: number | undefined;
  readonly createdAt?: string | undefined;
  readonly updatedAt?: string | undefined;
  readonly dependents?: readonly DependentSeed[] | undefined;
  readonly debits?: readonly DebitSeed[] | undefined;
  readonly statements?: readonly StatementSeed[] | undefined;
}

/** An invoice to start with; a whole invoice of the API will do. */
export interface InvoiceSeed {
  /** Left out: `{transactionId}-{NN}`. */
  readonly id?: string | undefined;
  readonly creditAccountId: string;
  /** Left out: made from the seed of the ids. */
  readonly transactionId?: string | undefined;
  /** Left out: made up, the same code for all instalments of a transaction; `null`: none. */
  readonly friendlyId?: string | null | undefined;
  /**
   * `Opened` unless given. `Overdue` is opened with a due date in the past: the day before now unless given. Words of
   * English, Portuguese and Spanish mean the same, in any case: `Pago`, `Vencido`, `expired`.
   */
  readonly status?: OpenUnion<KnownInvoiceStatus | 'Overdue'> | undefined;
  readonly value: number;
  readonly createdAt?: string | undefined;
  readonly updatedAt?: string | undefined;
  readonly resolvedAt?: string | null | undefined;
  readonly originalDueDate?: string | undefined;
  /** Left out: by the store's due days, 30 days after the creation for each instalment unless set. */
  readonly dueDate?: string | undefined;
  readonly installment?: number | undefined;
  /** Left out: the last instalment that the seed has of the transaction; `null`: none. */
  readonly numberOfInstallments?: number | null | undefined;
  /** Left out: made up, the same for all instalments of a transaction; `null`: none. */
  readonly orderId?: string | null | undefined;
  readonly paymentLink?: string | null | undefined;
  readonly observation?: string | null | undefined;
  /** How often and by how many days it was postponed before. */
  readonly postponements?: number | undefined;
  readonly postponedDays?: number | undefined;
}

/** A pre-authorization to start with. It may lie above the limit, as one does after the limit was lowered. */
export interface HoldSeed {
  readonly creditAccountId: string;
  /** Left out: made from the seed of the ids. */
  readonly transactionId?: string | undefined;
  readonly value: number;
  /** `false` unless given. */
  readonly settle?: boolean | undefined;
  /** 1 unless given. */
  readonly installments?: number | undefined;
  /** For `settle: false`: one day after the creation unless given. */
  readonly expirationDate?: string | undefined;
  readonly orderId?: string | undefined;
  readonly createdAt?: string | undefined;
}

/** What a store starts with. */
export interface Seed {
  readonly accounts?: readonly AccountSeed[] | undefined;
  readonly invoices?: readonly InvoiceSeed[] | undefined;
  readonly holds?: readonly HoldSeed[] | undefined;
  readonly storeConfig?: StoreConfigUpdate | undefined;
  /** After how many days the instalments are due, also those seeded without a due date: every 30 days unless given. */
  readonly dueDays?: DueDays | undefined;
  /** Who may use the store; without any, whoever has credentials. */
  readonly callers?: readonly CallerSeed[] | undefined;
}

/** A hold that was seeded, with what `transactions` methods need to address it. */
export interface SeededHold {
  readonly creditAccountId: string;
  readonly transactionId: string;
  readonly value: number;
}

/** A dependent that was seeded, with the account it belongs to. */
export interface SeededDependent extends Holder {
  readonly creditAccountId: string;
}

/** What a seed made, in the order of the seed. */
export interface Seeded {
  /** As the API shows them. */
  readonly accounts: readonly Account[];
  readonly invoices: readonly Invoice[];
  readonly holds: readonly SeededHold[];
  readonly dependents: readonly SeededDependent[];
}

import type { Holder } from '../api/accounts/holder-types.ts';
import type { Statement } from '../api/accounts/statement-types.ts';
import type { Invoice } from '../api/invoices/types.ts';
import type { StoreConfig } from '../api/store-config/types.ts';
import type { DueDays } from './installment.ts';

/**
 * What the reference keeps. Every record is plain immutable data that survives JSON; a change makes a new record.
 * Amounts are stored as the wire's decimal numbers and computed with as whole cents (`money.ts`).
 */

export interface AccountRecord {
  readonly id: string;
  readonly status: 'Open' | 'Closed';
  readonly document?: string;
  readonly documentType?: string;
  readonly email: string;
  readonly creditLimit: number;
  readonly tolerance: number;
  readonly balance: number;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface InvoiceRecord {
  /** Handed out as it is, therefore frozen. */
  readonly invoice: Invoice;
  readonly postponements: number;
  readonly postponedDays: number;
}

export interface TransactionRecord {
  readonly id: string;
  readonly creditAccountId: string;
  readonly state: 'held' | 'captured' | 'cancelled';
  /** The amount on hold. */
  readonly value: number;
  readonly originalValue: number;
  readonly settle: boolean;
  readonly installments: number;
  /** Present for `settle: false` only, as the wire writes it: without an offset. */
  readonly expirationDate?: string;
  /** When the hold falls off by itself, whatever kind it is. */
  readonly expiresAt: string;
  /** Settled so far. */
  readonly captured: number;
  readonly refunded: number;
  /** How many invoices were ever made from it; the next one is numbered after it. */
  readonly issued: number;
  readonly orderId?: string;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface StatementRecord {
  /** The caller's id of a manual debit. */
  readonly id?: string;
  readonly row: Statement;
}

/** What a rule needs to know of an account: its record and two running sums, in cents. */
export interface AccountView {
  readonly account: AccountRecord;
  /** Sum of its Opened invoices. */
  readonly open: bigint;
  /** Sum of its holds that have not expired. */
  readonly held: bigint;
}

/** Where new ids come from: handed in, never made up by a rule. */
export interface IdSource {
  /** 32 lower-case hexadecimal digits. */
  transactionId(): string;
  /** Eight letters or digits. */
  friendlyId(): string;
  /** 32 lower-case hexadecimal digits. */
  holderId(): string;
  /** 13 digits and `-01`, such as `1413870513134-01`. */
  orderId(): string;
}

export interface RuleContext {
  /** The clock's time, epoch milliseconds. */
  readonly now: number;
  readonly config: StoreConfig;
  /** After how many days the instalments of a settlement are due. */
  readonly dueDays: DueDays;
  readonly ids: IdSource;
  /** The caller's name, for statements' `doneBy`. */
  readonly caller: string;
}

/** Why a rule said no. */
export interface Refusal {
  readonly status: 400 | 401 | 403 | 404 | 409;
  readonly code: number;
  readonly message: string;
}

/** Everything one command changes; committed in one synchronous step or not at all. */
export interface Changes {
  readonly account?: AccountRecord;
  /** The account is gone, with its invoices, transactions, statements and holders. */
  readonly closedAccountId?: string;
  readonly invoices?: readonly InvoiceRecord[];
  readonly transaction?: TransactionRecord;
  readonly statements?: readonly StatementRecord[];
  readonly addedHolder?: Holder;
  readonly deletedHolderId?: string;
  readonly config?: StoreConfig;
}

/** A rule's yes: a result, and what has to change for it. */
export interface Granted<Result> {
  readonly refusal?: undefined;
  readonly result: Result;
  readonly changes: Changes;
}

/** A rule's answer: a refusal, or a result together with what has to change for it. */
export type RuleResult<Result> = { readonly refusal: Refusal } | Granted<Result>;

import type { OpenUnion, Page, WireDate } from '../common.ts';
import type { PageRange } from '../invoices/types.ts';

export type KnownAccountStatus = 'Open' | 'Closed';
export type AccountStatus = OpenUnion<KnownAccountStatus>;

export type KnownDocumentType = 'CPF' | 'CNPJ' | 'Other';
export type DocumentType = OpenUnion<KnownDocumentType>;

/** A customer's credit account. All amounts are in the store's currency. */
export interface Account {
  readonly id: string;
  readonly status: AccountStatus;
  readonly document?: string | null;
  readonly documentType?: DocumentType | null;
  readonly email: string;
  /** Sum of the manual debits: negative when something was debited. */
  readonly balance: number;
  readonly creditLimit: number;
  /** `creditLimit − preAuthorizedCredit − open invoices`. */
  readonly availableCredit: number;
  readonly availableBalance: number;
  readonly preAuthorizedCredit: number;
  /** Decimal fraction: 0.1 lets the customer use 10 % more than the limit. */
  readonly tolerance: number;
  /** Deprecated by VTEX; `""`. */
  readonly description?: string | null;
  readonly createdAt: WireDate;
  readonly updatedAt: WireDate;
}

export interface AccountSummary {
  readonly count: number;
}

export type AccountPage = Page<Account, AccountSummary>;

export interface AccountWireFilter {
  readonly status?: OpenUnion<'Open' | 'Closed' | 'Cancelled'> | undefined;
  readonly email?: string | undefined;
  /** Undocumented, used by public code (observed); that the API filters by it is assumed. */
  readonly document?: string | undefined;
}

export interface AccountQuery extends AccountWireFilter, PageRange {}

/** Opens an account. Its id becomes `{document}_{documentType}`. */
export interface AccountOpening {
  readonly document: string;
  readonly documentType: DocumentType;
  readonly email: string;
  /** Store currency, zero or more, two decimals at most; a decimal string keeps its exact digits. */
  readonly creditLimit: number | string;
  /** Decimal fraction (0.1 = 10 %), zero or more. Left out: 0. */
  readonly tolerance?: number | string | undefined;
  /** Deprecated by VTEX, yet required on the wire: sent as `""` unless given. */
  readonly description?: string | undefined;
}

/** Replaces an account's data. Document fields left out are wiped by the API (documented). */
export interface AccountUpdate {
  readonly email: string;
  readonly document?: string | undefined;
  readonly documentType?: DocumentType | undefined;
  readonly creditLimit?: number | string | undefined;
  readonly tolerance?: number | string | undefined;
}

/**
 * An account as its closing answered. Only `id` and `status` are sure to be there: when that answer was lost, nothing
 * else can be read any more.
 */
export type ClosedAccount = Pick<Account, 'id' | 'status'> & Partial<Account>;

/** Sent with a closing only when given. */
export interface AccountClosing {
  readonly document?: string | undefined;
  readonly documentType?: DocumentType | undefined;
  readonly email?: string | undefined;
}

/** A dependent who shares an account's credit. */
export interface Holder {
  readonly id: string;
  /** 2 for a dependent. */
  readonly level: number;
  readonly claims: { readonly email: string };
  readonly createdAt: WireDate;
}

export interface HolderAddition {
  readonly claims: { readonly email: string };
}

export interface DeletedHolder {
  readonly id: string;
}

export type KnownStatementOrigin = 'Credit' | 'Invoice' | 'Payment' | 'Statement';
export type StatementOrigin = OpenUnion<KnownStatementOrigin>;

export interface StatementMetadata {
  readonly transactionId?: string | null;
  readonly orderId?: string | null;
  readonly numberOfInstallments?: number | null;
  readonly installment?: number | null;
}

/** One movement of an account. */
export interface Statement {
  readonly value: number;
  readonly date: WireDate;
  readonly origin: StatementOrigin;
  /** Who made a manual debit. */
  readonly doneBy?: string | null;
  readonly metadata?: StatementMetadata | null;
}

export interface Statements {
  readonly statements: readonly Statement[];
  readonly currentBalance: number;
  /** Sum of the listed rows. */
  readonly intervalBalance: number;
  readonly previousBalance: number;
}

/** A manual debit under an id of the caller's choice. */
export interface BalanceDecrease {
  /** A negative amount in the store's currency, such as -15; two decimals at most. */
  readonly value: number | string;
}

export interface DecreasedBalance {
  /** The debited amount as VTEX wrote it, such as `"-15.0"`. */
  readonly value: string;
}

/** Who would buy what: all three are needed (observed). */
export interface PurchaseConditionsQuery {
  /** Of the owner of an account or, assumed, of one of its dependents. */
  readonly email: string;
  /** The sales channel, from 1. */
  readonly sc: number;
  /** The ids of the SKUs, with commas between them. */
  readonly skus: string;
}

/** Instalments that are possible, and on which terms. */
export interface PurchaseDeadline {
  /** After how many days an instalment may be due (assumed). */
  readonly paymentOptions: readonly number[];
  /** Decimal fraction: 0.1 = 10 %. */
  readonly interestRate: number;
  /** Store currency: no instalment may be less. */
  readonly minInstallmentValue: number;
}

/** What a customer may buy on credit. No official text has it. */
export interface PurchaseConditions {
  /** The account that would pay. */
  readonly accountId: string;
  /** What is left of its credit, in the store's currency. */
  readonly availableCredit: number;
  /** The terms to choose from. */
  readonly deadlines: readonly PurchaseDeadline[];
}

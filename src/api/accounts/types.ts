import * as z from 'zod/mini';
import type { OpenUnion, Page, WireDate } from '../common.ts';
import { inBoth, number, optional, type Strengths, text } from '../dto.ts';
import type { PageRange } from '../invoices/types.ts';
import { pageRangeShape } from '../invoices/types.ts';
import {
  amount,
  decimalAmount,
  decimalFraction,
  email,
  filled,
  fraction,
  namePart,
  text as string,
} from '../primitives.ts';
import { accountStatuses } from './names.ts';

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

export const account: Strengths<Account> = inBoth((strength) =>
  strength.object({
    id: text,
    status: strength.name(accountStatuses),
    document: optional(text),
    documentType: optional(text),
    email: text,
    balance: number,
    creditLimit: number,
    availableCredit: number,
    availableBalance: number,
    preAuthorizedCredit: number,
    tolerance: number,
    description: optional(text),
    createdAt: strength.date,
    updatedAt: strength.date,
  }),
);

export interface AccountSummary {
  readonly count: number;
}

export type AccountPage = Page<Account, AccountSummary>;

export const accountPage: Strengths<AccountPage> = inBoth((strength, name) =>
  strength.object({ data: z.array(account[name]), summary: strength.object({ count: number }) }),
);

export interface AccountWireFilter {
  readonly status?: OpenUnion<'Open' | 'Closed' | 'Cancelled'> | undefined;
  readonly email?: string | undefined;
  /** Undocumented, used by public code (observed); that the API filters by it is assumed. */
  readonly document?: string | undefined;
}

export interface AccountQuery extends AccountWireFilter, PageRange {}

export const accountQuery: z.ZodMiniType<AccountQuery> = z.strictObject({
  ...pageRangeShape,
  // Any: the official file has the values of an invoice here, its text other ones.
  status: z.optional(filled),
  email: z.optional(filled),
  document: z.optional(filled),
});

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

export const accountOpening: z.ZodMiniType<AccountOpening> = z.strictObject({
  document: namePart,
  documentType: namePart,
  email,
  creditLimit: decimalAmount,
  tolerance: z.optional(decimalFraction),
  description: z.optional(string()),
});

/** Replaces an account's data. Document fields left out are wiped by the API (documented). */
export interface AccountUpdate {
  readonly email: string;
  readonly document?: string | undefined;
  readonly documentType?: DocumentType | undefined;
  readonly creditLimit?: number | string | undefined;
  readonly tolerance?: number | string | undefined;
}

export const accountUpdate: z.ZodMiniType<AccountUpdate> = z.strictObject({
  email,
  document: z.optional(filled),
  documentType: z.optional(filled),
  creditLimit: z.optional(decimalAmount),
  tolerance: z.optional(decimalFraction),
});

/** Sent with a closing only when given. */
export interface AccountClosing {
  readonly document?: string | undefined;
  readonly documentType?: DocumentType | undefined;
  readonly email?: string | undefined;
}

export const accountClosing: z.ZodMiniType<AccountClosing> = z.strictObject({
  document: z.optional(filled),
  documentType: z.optional(filled),
  email: z.optional(email),
});

export const creditLimitChange: z.ZodMiniType<{ readonly value: number }> = z.strictObject({ value: amount });

export const toleranceChange: z.ZodMiniType<{ readonly value: number }> = z.strictObject({ value: fraction });

/**
 * An account as its closing answered. Only `id` and `status` are sure to be there: when that answer was lost, nothing
 * else can be read any more.
 */
export type ClosedAccount = Pick<Account, 'id' | 'status'> & Partial<Account>;

import * as z from 'zod/mini';
import { inBoth, number, optional, type Strengths, text } from '../dto.ts';
import { pageRangeShape } from '../invoices/schema.ts';
import {
  amount,
  debit,
  decimalAmount,
  decimalFraction,
  email,
  filled,
  fraction,
  namePart,
  text as string,
  whole,
} from '../primitives.ts';
import { accountStatuses, statementOrigins } from './names.ts';
import type {
  Account,
  AccountClosing,
  AccountOpening,
  AccountPage,
  AccountQuery,
  AccountUpdate,
  BalanceDecrease,
  DecreasedBalance,
  DeletedHolder,
  Holder,
  HolderAddition,
  PurchaseConditions,
  PurchaseConditionsQuery,
  PurchaseDeadline,
  Statement,
  Statements,
} from './types.ts';

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

export const accountPage: Strengths<AccountPage> = inBoth((strength, name) =>
  strength.object({ data: z.array(account[name]), summary: strength.object({ count: number }) }),
);

export const holder: Strengths<Holder> = inBoth((strength) =>
  strength.object({
    id: text,
    level: number,
    claims: strength.object({ email: text }),
    createdAt: strength.date,
  }),
);

export const deletedHolder: Strengths<DeletedHolder> = inBoth((strength) => strength.object({ id: text }));

export const statement: Strengths<Statement> = inBoth((strength) =>
  strength.object({
    value: number,
    date: strength.date,
    origin: strength.name(statementOrigins),
    doneBy: optional(text),
    metadata: optional(
      strength.object({
        transactionId: optional(text),
        orderId: optional(text),
        numberOfInstallments: optional(number),
        installment: optional(number),
      }),
    ),
  }),
);

const balances = { currentBalance: number, intervalBalance: number, previousBalance: number };

export const statements: Strengths<Statements> = inBoth((strength, name) =>
  strength.object({ statements: z.array(statement[name]), ...balances }),
);

export const decreasedBalance: Strengths<DecreasedBalance> = inBoth((strength) =>
  strength.object({ value: text }),
);

export const accountQuery: z.ZodMiniType<AccountQuery> = z.strictObject({
  ...pageRangeShape,
  // Any: the official file has the values of an invoice here, its text other ones.
  status: z.optional(filled),
  email: z.optional(filled),
  document: z.optional(filled),
});

export const accountOpening: z.ZodMiniType<AccountOpening> = z.strictObject({
  document: namePart,
  documentType: namePart,
  email,
  creditLimit: decimalAmount,
  tolerance: z.optional(decimalFraction),
  description: z.optional(string()),
});

export const accountUpdate: z.ZodMiniType<AccountUpdate> = z.strictObject({
  email,
  document: z.optional(filled),
  documentType: z.optional(filled),
  creditLimit: z.optional(decimalAmount),
  tolerance: z.optional(decimalFraction),
});

export const accountClosing: z.ZodMiniType<AccountClosing> = z.strictObject({
  document: z.optional(filled),
  documentType: z.optional(filled),
  email: z.optional(email),
});

export const holderAddition: z.ZodMiniType<HolderAddition> = z.strictObject({
  claims: z.strictObject({ email }, { error: 'an object with the field email' }),
});

export const creditLimitChange: z.ZodMiniType<{ readonly value: number }> = z.strictObject({ value: amount });
export const toleranceChange: z.ZodMiniType<{ readonly value: number }> = z.strictObject({ value: fraction });
export const balanceDecrease: z.ZodMiniType<BalanceDecrease> = z.strictObject({ value: debit });

export const purchaseConditionsQuery: z.ZodMiniType<PurchaseConditionsQuery> = z.strictObject({
  email,
  sc: whole(1, Number.MAX_SAFE_INTEGER),
  skus: filled,
});

export const purchaseDeadline: Strengths<PurchaseDeadline> = inBoth((strength) =>
  strength.object({ paymentOptions: z.array(number), interestRate: number, minInstallmentValue: number }),
);

export const purchaseConditions: Strengths<PurchaseConditions> = inBoth((strength, name) =>
  strength.object({
    accountId: text,
    availableCredit: number,
    deadlines: z.array(purchaseDeadline[name]),
  }),
);

import { describe, expectTypeOf, test } from 'vitest';
import type {
  Account,
  AccountClosing,
  AccountOpening,
  AccountPage,
  AccountQuery,
  AccountUpdate,
  AmountInput,
  BalanceDecrease,
  DecreasedBalance,
  DeletedHolder,
  Holder,
  HolderAddition,
  Invoice,
  InvoicePage,
  InvoiceQuery,
  InvoiceSummary,
  InvoiceUpdate,
  KnownInvoiceStatus,
  Postponement,
  PreAuthorization,
  PreAuthorizationInput,
  PurchaseConditions,
  PurchaseDeadline,
  Refund,
  Settlement,
  Statement,
  Statements,
  StoreConfig,
  StoreConfigUpdate,
} from 'vtex-customer-credit';
import type * as schemas from 'vtex-customer-credit/schemas';
import type * as z from 'zod/mini';

type Answers = typeof schemas.answers;
type Tolerant<Name extends keyof Answers> = z.output<Answers[Name]['tolerant']>;
type Strict<Name extends keyof Answers> = z.output<Answers[Name]['strict']>;

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
type OddType<A, B> = unknown extends A | B
  ? true
  : [A] extends [never]
    ? true
    : Same<A, B> extends true
      ? false
      : true;
/** The answers whose two schemas let through different types, or tell none. */
type Odd<Name extends keyof Answers> = Name extends keyof Answers
  ? OddType<Tolerant<Name>, Strict<Name>> extends true
    ? Name
    : never
  : never;

describe('what an answer schema lets through is its interface, in both strengths', () => {
  test('accounts', () => {
    expectTypeOf<Tolerant<'account'>>().toEqualTypeOf<Account>();
    expectTypeOf<Strict<'account'>>().toEqualTypeOf<Account>();
    expectTypeOf<Tolerant<'accountPage'>>().toEqualTypeOf<AccountPage>();
    expectTypeOf<Strict<'accountPage'>>().toEqualTypeOf<AccountPage>();
    expectTypeOf<Tolerant<'holder'>>().toEqualTypeOf<Holder>();
    expectTypeOf<Strict<'holder'>>().toEqualTypeOf<Holder>();
    expectTypeOf<Tolerant<'deletedHolder'>>().toEqualTypeOf<DeletedHolder>();
    expectTypeOf<Strict<'deletedHolder'>>().toEqualTypeOf<DeletedHolder>();
    expectTypeOf<Tolerant<'statement'>>().toEqualTypeOf<Statement>();
    expectTypeOf<Strict<'statement'>>().toEqualTypeOf<Statement>();
    expectTypeOf<Tolerant<'statements'>>().toEqualTypeOf<Statements>();
    expectTypeOf<Strict<'statements'>>().toEqualTypeOf<Statements>();
    expectTypeOf<Tolerant<'decreasedBalance'>>().toEqualTypeOf<DecreasedBalance>();
    expectTypeOf<Strict<'decreasedBalance'>>().toEqualTypeOf<DecreasedBalance>();
  });

  test('invoices', () => {
    expectTypeOf<Tolerant<'invoice'>>().toEqualTypeOf<Invoice>();
    expectTypeOf<Strict<'invoice'>>().toEqualTypeOf<Invoice>();
    expectTypeOf<Tolerant<'invoicePage'>>().toEqualTypeOf<InvoicePage>();
    expectTypeOf<Strict<'invoicePage'>>().toEqualTypeOf<InvoicePage>();
    expectTypeOf<Tolerant<'invoiceSummary'>>().toEqualTypeOf<InvoiceSummary>();
    expectTypeOf<Strict<'invoiceSummary'>>().toEqualTypeOf<InvoiceSummary>();
    expectTypeOf<Tolerant<'purchaseConditions'>>().toEqualTypeOf<PurchaseConditions>();
    expectTypeOf<Strict<'purchaseConditions'>>().toEqualTypeOf<PurchaseConditions>();
    expectTypeOf<Tolerant<'purchaseDeadline'>>().toEqualTypeOf<PurchaseDeadline>();
    expectTypeOf<Strict<'purchaseDeadline'>>().toEqualTypeOf<PurchaseDeadline>();
    expectTypeOf<Tolerant<'paidInvoice'>>().toEqualTypeOf<Invoice | string>();
    expectTypeOf<Strict<'paidInvoice'>>().toEqualTypeOf<Invoice | string>();
  });

  test('transactions and the store configuration', () => {
    expectTypeOf<Tolerant<'preAuthorization'>>().toEqualTypeOf<PreAuthorization>();
    expectTypeOf<Strict<'preAuthorization'>>().toEqualTypeOf<PreAuthorization>();
    expectTypeOf<Tolerant<'settlement'>>().toEqualTypeOf<Settlement>();
    expectTypeOf<Strict<'settlement'>>().toEqualTypeOf<Settlement>();
    expectTypeOf<Tolerant<'refund'>>().toEqualTypeOf<Refund>();
    expectTypeOf<Strict<'refund'>>().toEqualTypeOf<Refund>();
    expectTypeOf<Tolerant<'storeConfig'>>().toEqualTypeOf<StoreConfig>();
    expectTypeOf<Strict<'storeConfig'>>().toEqualTypeOf<StoreConfig>();
  });

  test('whichever it is: the same in both, and neither anything nor nothing', () => {
    expectTypeOf<Odd<keyof Answers>>().toEqualTypeOf<never>();
    // What such a schema would look like.
    expectTypeOf<OddType<unknown, unknown>>().toEqualTypeOf<true>();
    expectTypeOf<OddType<Account, unknown>>().toEqualTypeOf<true>();
    expectTypeOf<OddType<never, never>>().toEqualTypeOf<true>();
    expectTypeOf<OddType<Account, Account>>().toEqualTypeOf<false>();
  });
});

test('what a request schema lets through is its interface', () => {
  expectTypeOf<z.output<typeof schemas.accountClosing>>().toEqualTypeOf<AccountClosing>();
  expectTypeOf<z.output<typeof schemas.accountOpening>>().toEqualTypeOf<AccountOpening>();
  expectTypeOf<z.output<typeof schemas.accountQuery>>().toEqualTypeOf<AccountQuery>();
  expectTypeOf<z.output<typeof schemas.accountUpdate>>().toEqualTypeOf<AccountUpdate>();
  expectTypeOf<z.output<typeof schemas.amountInput>>().toEqualTypeOf<AmountInput>();
  expectTypeOf<z.output<typeof schemas.balanceDecrease>>().toEqualTypeOf<BalanceDecrease>();
  expectTypeOf<z.output<typeof schemas.holderAddition>>().toEqualTypeOf<HolderAddition>();
  expectTypeOf<z.output<typeof schemas.invoiceQuery>>().toEqualTypeOf<InvoiceQuery>();
  expectTypeOf<z.output<typeof schemas.invoiceUpdate>>().toEqualTypeOf<InvoiceUpdate>();
  expectTypeOf<z.output<typeof schemas.postponement>>().toEqualTypeOf<Postponement>();
  expectTypeOf<z.output<typeof schemas.preAuthorizationInput>>().toEqualTypeOf<PreAuthorizationInput>();
  expectTypeOf<z.output<typeof schemas.storeConfigUpdate>>().toEqualTypeOf<StoreConfigUpdate>();
});

describe('open unions', () => {
  test('take any string and still name the known ones', () => {
    expectTypeOf<string>().toExtend<Invoice['status']>();
    expectTypeOf<KnownInvoiceStatus>().toExtend<Invoice['status']>();
    expectTypeOf<Invoice['status']>().toExtend<string>();
    // The known names are kept apart, or an editor could not offer them.
    expectTypeOf<Extract<Invoice['status'], 'Opened'>>().toEqualTypeOf<'Opened'>();
    expectTypeOf<Extract<Account['status'], 'Closed'>>().toEqualTypeOf<'Closed'>();
    expectTypeOf<Extract<Statement['origin'], 'Payment'>>().toEqualTypeOf<'Payment'>();
  });

  test('what is sent is closed', () => {
    expectTypeOf<InvoiceUpdate['status']>().toEqualTypeOf<KnownInvoiceStatus | undefined>();
    expectTypeOf<string>().not.toExtend<InvoiceUpdate['status']>();
  });
});

describe('what may be missing', () => {
  test('in an answer may be absent or null, never undefined', () => {
    expectTypeOf<Pick<Invoice, 'friendlyId'>>().toEqualTypeOf<{ readonly friendlyId?: string | null }>();
    expectTypeOf<Pick<Invoice, 'numberOfInstallments'>>().toEqualTypeOf<{
      readonly numberOfInstallments?: number | null;
    }>();
    expectTypeOf<{ friendlyId: undefined }>().not.toExtend<Pick<Invoice, 'friendlyId'>>();
  });

  test('in a request may be absent or undefined', () => {
    expectTypeOf<{ observation: undefined }>().toExtend<InvoiceUpdate>();
    expectTypeOf<object>().toExtend<StoreConfigUpdate>();
  });
});

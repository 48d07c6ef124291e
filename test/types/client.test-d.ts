import { describe, expectTypeOf, test } from 'vitest';
import {
  type Account,
  type AccountSummary,
  type AccountsResource,
  accountsResource,
  type CallOptions,
  type Credentials,
  type CustomerCredit,
  CustomerCreditClient,
  type CustomerCreditClientOptions,
  type CustomerCreditError,
  composeClient,
  type DecreasedBalance,
  type ErrorCode,
  type HttpOptions,
  type Invoice,
  type InvoiceFilter,
  type InvoiceRef,
  type InvoiceSummary,
  type InvoicesResource,
  type InvoiceTotals,
  type Issue,
  invoicesResource,
  isApiError,
  isCustomerCreditError,
  isKnownInvoiceStatus,
  type KnownInvoiceStatus,
  type ListPage,
  type OpenUnion,
  type Paginator,
  type PreAuthorization,
  type Sequence,
  type Settlement,
  type Statements,
  type StoreConfig,
  type TransactionRef,
  type WalkedPage,
} from 'vtex-customer-credit';
import { createInMemoryCustomerCredit } from 'vtex-customer-credit/memory';
import type { OperationId } from '../../src/api/table.ts';

type ResourceIn<Id extends string> = Id extends `${infer Resource}.${string}` ? Resource : never;

/** What stands behind the name of a resource in the ids of its operations. */
type MethodOf<Resource extends string, Id = OperationId> = Id extends `${Resource}.${infer Method}`
  ? Method extends `${infer Below}.${string}`
    ? Below
    : Method
  : never;

const keyPair = { appKey: 'k', appToken: 't' };

describe('one interface', () => {
  test('the HTTP client and the in-memory client satisfy it', () => {
    expectTypeOf<CustomerCreditClient>().toExtend<CustomerCredit>();
    expectTypeOf(createInMemoryCustomerCredit().client).toExtend<CustomerCredit>();
  });

  test('code written for it takes either', () => {
    const settleAll = (client: CustomerCredit): Paginator<Invoice, InvoiceSummary> => client.invoices.list();
    expectTypeOf(settleAll).toBeCallableWith(new CustomerCreditClient({ accountName: 'a', ...keyPair }));
    expectTypeOf(settleAll).toBeCallableWith(createInMemoryCustomerCredit().client);
  });

  test('has the resources and methods of the API, and some of its own', () => {
    expectTypeOf<keyof CustomerCredit>().toEqualTypeOf<ResourceIn<OperationId> | 'request'>();
    expectTypeOf<keyof CustomerCredit['accounts']>().toEqualTypeOf<MethodOf<'accounts'>>();
    expectTypeOf<keyof CustomerCredit['accounts']['holders']>().toEqualTypeOf<MethodOf<'accounts.holders'>>();
    expectTypeOf<keyof CustomerCredit['invoices']>().toEqualTypeOf<
      MethodOf<'invoices'> | 'findByOrder' | 'findByFriendlyId' | 'summarize'
    >();
    expectTypeOf<keyof CustomerCredit['transactions']>().toEqualTypeOf<MethodOf<'transactions'>>();
    expectTypeOf<keyof CustomerCredit['storeConfig']>().toEqualTypeOf<MethodOf<'storeConfig'> | 'merge'>();
  });
});

describe('credentials', () => {
  test('are a key and a token, or a user token', () => {
    expectTypeOf<{ appKey: string; appToken: string }>().toExtend<Credentials>();
    expectTypeOf<{ userToken: string }>().toExtend<Credentials>();
    expectTypeOf(CustomerCreditClient).toBeConstructibleWith({ accountName: 'a', ...keyPair });
    expectTypeOf(CustomerCreditClient).toBeConstructibleWith({ accountName: 'a', userToken: 'u' });
  });

  test('are never both or half', () => {
    expectTypeOf<{ appKey: string; appToken: string; userToken: string }>().not.toExtend<Credentials>();
    expectTypeOf<object>().not.toExtend<Credentials>();
    expectTypeOf<{ appKey: string }>().not.toExtend<Credentials>();
    expectTypeOf<{ appToken: string }>().not.toExtend<Credentials>();
    expectTypeOf<{ appKey: string; userToken: string }>().not.toExtend<Credentials>();
    // @ts-expect-error both
    new CustomerCreditClient({ accountName: 'a', ...keyPair, userToken: 'u' });
    // @ts-expect-error half
    new CustomerCreditClient({ accountName: 'a', appKey: 'k' });
  });

  test('and the store come from the environment where they are left out', () => {
    expectTypeOf(CustomerCreditClient).toBeConstructibleWith();
    expectTypeOf(CustomerCreditClient).toBeConstructibleWith({ accountName: 'a' });
    expectTypeOf(CustomerCreditClient).toBeConstructibleWith(keyPair);
    expectTypeOf(CustomerCreditClient.fromEnv).returns.toEqualTypeOf<CustomerCreditClient>();
  });

  test('all else is optional and may be undefined', () => {
    expectTypeOf<{ accountName: string }>().toExtend<HttpOptions>();
    expectTypeOf<{
      accountName: string;
      userToken: string;
      environment: undefined;
      baseUrl: undefined;
      fetch: undefined;
      validation: undefined;
      timeout: undefined;
      retries: undefined;
      onWarning: undefined;
    }>().toExtend<CustomerCreditClientOptions>();
  });

  test('an unknown option is an error', () => {
    // @ts-expect-error `timeoutMs` is no option
    new CustomerCreditClient({ accountName: 'a', userToken: 'u', timeoutMs: 5 });
  });
});

describe('references', () => {
  test('an invoice is an InvoiceRef and a TransactionRef', () => {
    expectTypeOf<Invoice>().toExtend<InvoiceRef>();
    expectTypeOf<Invoice>().toExtend<TransactionRef>();
  });

  test('an invoice can be handed to what takes a reference', () => {
    const { client } = createInMemoryCustomerCredit();
    expectTypeOf(client.invoices.get).parameter(0).toEqualTypeOf<InvoiceRef>();
    expectTypeOf(client.invoices.postpone).parameter(0).toEqualTypeOf<InvoiceRef>();
    expectTypeOf(client.transactions.refund).parameter(0).toEqualTypeOf<TransactionRef>();
  });

  test('two ids in a row, or an account, are none', () => {
    expectTypeOf<string>().not.toExtend<InvoiceRef>();
    expectTypeOf<Account>().not.toExtend<InvoiceRef>();
    expectTypeOf<PreAuthorization>().not.toExtend<TransactionRef>();
  });
});

describe('what methods answer', () => {
  const { client } = createInMemoryCustomerCredit();

  test('lists are paginators, not promises', () => {
    expectTypeOf(client.invoices.list).returns.toEqualTypeOf<Paginator<Invoice, InvoiceSummary>>();
    expectTypeOf(client.invoices.listByAccount).returns.toEqualTypeOf<Paginator<Invoice, InvoiceSummary>>();
    expectTypeOf(client.accounts.list).returns.toEqualTypeOf<Paginator<Account, AccountSummary>>();
    expectTypeOf(client.invoices.list().pages()).toEqualTypeOf<
      AsyncIterable<WalkedPage<Invoice, InvoiceSummary>>
    >();
    expectTypeOf<Awaited<Paginator<Account, AccountSummary>>>().toEqualTypeOf<
      ListPage<Account, AccountSummary>
    >();
    expectTypeOf(client.invoices.list().first).returns.resolves.toEqualTypeOf<Invoice | undefined>();
    expectTypeOf(
      client.invoices
        .list()
        .take(2)
        .map(({ id }) => id),
    ).toEqualTypeOf<Sequence<string>>();
    expectTypeOf(client.invoices.list().toArray).returns.resolves.toEqualTypeOf<Invoice[]>();
  });

  test('everything else is a plain promise', () => {
    expectTypeOf(client.invoices.get).returns.toEqualTypeOf<Promise<Invoice>>();
    expectTypeOf(client.invoices.markAsPaid).returns.toEqualTypeOf<Promise<Invoice>>();
    expectTypeOf(client.invoices.update).returns.toEqualTypeOf<Promise<void>>();
    expectTypeOf(client.invoices.cancel).returns.toEqualTypeOf<Promise<void>>();
    expectTypeOf(client.invoices.postpone).returns.toEqualTypeOf<Promise<void>>();
    expectTypeOf(client.invoices.summarize).returns.toEqualTypeOf<Promise<InvoiceTotals>>();
    expectTypeOf(client.accounts.decreaseBalance).returns.toEqualTypeOf<Promise<DecreasedBalance>>();
    expectTypeOf(client.accounts.getStatements).returns.toEqualTypeOf<Promise<Statements>>();
    expectTypeOf(client.transactions.cancelPreAuthorization).returns.toEqualTypeOf<Promise<void>>();
    expectTypeOf(client.transactions.settle).returns.toEqualTypeOf<Promise<Settlement>>();
    expectTypeOf(client.storeConfig.merge).returns.toEqualTypeOf<Promise<StoreConfig>>();
    expectTypeOf(client.request).returns.toEqualTypeOf<Promise<unknown>>();
  });

  test('every method takes call options last', () => {
    expectTypeOf(client.invoices.list).parameter(1).toEqualTypeOf<CallOptions | undefined>();
    expectTypeOf(client.invoices.get).parameter(1).toEqualTypeOf<CallOptions | undefined>();
    expectTypeOf(client.invoices.postpone).parameter(2).toEqualTypeOf<CallOptions | undefined>();
    expectTypeOf(client.accounts.close).parameter(2).toEqualTypeOf<CallOptions | undefined>();
    expectTypeOf(client.storeConfig.get).parameter(0).toEqualTypeOf<CallOptions | undefined>();
    expectTypeOf(client.request).parameter(1).toEqualTypeOf<CallOptions | undefined>();
  });
});

test('Overdue is a filter, and no status of an invoice', () => {
  expectTypeOf<InvoiceFilter['status']>().toEqualTypeOf<
    OpenUnion<KnownInvoiceStatus | 'Overdue' | 'NotYetDue'> | undefined
  >();
  expectTypeOf<Extract<Invoice['status'], 'Overdue'>>().toEqualTypeOf<never>();
});

test('the code of an error narrows it', () => {
  const error: unknown = new Error();
  if (!isCustomerCreditError(error)) return;
  expectTypeOf(error).toExtend<CustomerCreditError>();
  expectTypeOf(error.code).toEqualTypeOf<ErrorCode>();
  switch (error.code) {
    case 'invalid_input':
      expectTypeOf(error.issues).toEqualTypeOf<readonly Issue[]>();
      break;
    case 'rate_limited':
      expectTypeOf(error.retryAfter).toEqualTypeOf<number | undefined>();
      break;
    case 'timeout':
      expectTypeOf(error.timeout).toEqualTypeOf<number>();
      break;
    case 'unknown_outcome':
      expectTypeOf(error.advice).toEqualTypeOf<string>();
      break;
    default:
      // @ts-expect-error not every error has issues
      error.issues;
  }
});

test('guards narrow', () => {
  const status: Invoice['status'] = JSON.parse('"Paid"');
  if (isKnownInvoiceStatus(status)) expectTypeOf(status).toEqualTypeOf<KnownInvoiceStatus>();
  const caught: unknown = new Error();
  if (isApiError(caught)) expectTypeOf(caught.status).toEqualTypeOf<number>();
});

describe('a composed client', () => {
  test('has just the resources that were named, each with its own type', () => {
    const client = composeClient({
      accountName: 'a',
      ...keyPair,
      resources: { invoices: invoicesResource, credit: accountsResource },
    });
    expectTypeOf(client).toEqualTypeOf<{
      readonly invoices: InvoicesResource;
      readonly credit: AccountsResource;
    }>();
    expectTypeOf(client).not.toHaveProperty('transactions');
  });

  test('needs account, credentials and resources', () => {
    const resources = { invoices: invoicesResource };
    // @ts-expect-error There are no credentials.
    composeClient({ accountName: 'a', resources });
    // @ts-expect-error Nothing is to be composed.
    composeClient({ accountName: 'a', ...keyPair });
    // @ts-expect-error A custom fetch is a transport: fetchTransport(fetch).
    composeClient({ accountName: 'a', ...keyPair, resources, fetch });
    // @ts-expect-error No resource.
    composeClient({ accountName: 'a', ...keyPair, resources: { invoices: 7 } });
  });
});

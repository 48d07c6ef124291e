import {
  accountsResource,
  type BaseClientOptions,
  type CommonOptions,
  type ComposedClient,
  type Credentials,
  composeClient,
  type FetchFunction,
  fetchTransport,
  invoicesResource,
  storeConfigResource,
  transactionsResource,
} from 'vtex-customer-credit';

const resources = {
  accounts: accountsResource,
  invoices: invoicesResource,
  transactions: transactionsResource,
  storeConfig: storeConfigResource,
};

/** The client of the screens: all resources, without what no screen uses. */
export type ScreensClient = ComposedClient<typeof resources>;

/** The options of a composed client, and `fetch`. */
export type ScreensClientOptions = CommonOptions &
  Credentials &
  Partial<BaseClientOptions> & { readonly fetch?: FetchFunction | undefined };

export function clientOf({ fetch, ...options }: ScreensClientOptions): ScreensClient {
  const transport = fetch && fetchTransport(fetch);
  return composeClient({ transport, ...options, resources });
}

import type { RetryClass } from '../../src/api/operation.ts';
import type { OperationId } from '../../src/api/table.ts';
import type { Json, JsonObject } from './json.ts';

/** What the document says of itself. */
export const info: JsonObject = {
  title: 'VTEX Customer Credit API, corrected',
  version: '1.0',
  summary: 'An unofficial description of the 25 operations, as they travel.',
  description: [
    'Unofficial: not made, reviewed or supported by VTEX. Where this differs from the official OpenAPI file, docs/openapi.md says so, with the reason and whether it is documented, observed or assumed.',
    "Every request carries `Accept: application/json`, and with a body `Content-Type: application/json`. Either both headers of an API key authorise it, or a user's token, which is valid for 24 hours. Amounts are in the store's currency, rates are decimal fractions (0.1 = 10 %). `x-decimals` is the number of decimal places that an amount may have: `multipleOf` would refuse good amounts where decimals are not exact.",
    'Unknown fields and parameters are ignored (assumed), the names of query parameters may be in any case, and answers may grow fields and names that are not here. A trailing slash in a path makes no difference (observed). An empty answer has status 200 and no body.',
    '`x-permission` is the License Manager resource of the product Credit Control that an operation needs; Main Access grants every one. `x-retry` says what may be done when an answer got lost: `read` repeat freely, `idempotent` repeating has the effect of once, `once` never repeat blindly. `x-other-names` and `x-spellings` are read as well.',
  ].join('\n\n'),
};

export const server = (basePath: string): JsonObject => ({
  url: `https://{accountName}.{environment}.com.br${basePath}`,
  description: 'The store.',
  variables: {
    accountName: { description: 'Name of the VTEX account.', default: 'apiexamples' },
    environment: {
      description: 'The environment; there is one.',
      enum: ['vtexcommercestable'],
      default: 'vtexcommercestable',
    },
  },
});

export const securitySchemes: JsonObject = {
  appKey: {
    type: 'apiKey',
    in: 'header',
    name: 'X-VTEX-API-AppKey',
    description: 'The key of an API key; goes with appToken.',
  },
  appToken: {
    type: 'apiKey',
    in: 'header',
    name: 'X-VTEX-API-AppToken',
    description: 'The secret token of an API key; goes with appKey.',
  },
  VtexIdclientAutCookie: {
    type: 'apiKey',
    in: 'header',
    name: 'VtexIdclientAutCookie',
    description: "A user's token, valid for 24 hours.",
  },
};

export const tags: readonly Json[] = [
  { name: 'Invoices', description: 'What customers owe, one for each instalment.' },
  { name: 'Account', description: 'Credit accounts, their holders, holds and settlements.' },
  { name: 'Store Configuration', description: 'What holds for every account.' },
];

/** The official tag of an operation. */
export function tagOf(id: OperationId): string {
  if (id.startsWith('invoices.')) return 'Invoices';
  return id.startsWith('storeConfig.') ? 'Store Configuration' : 'Account';
}

export const retryTexts: Readonly<Record<RetryClass, string>> = {
  read: 'Safe to repeat.',
  idempotent: 'Repeating it has the effect of once.',
  once: 'Not to be repeated blindly: a second request does it a second time.',
};

/** What no schema can say. */
export const notes: Readonly<Partial<Record<OperationId, string>>> = {
  'invoices.list':
    'Filters combine with AND; `op=or` combines them with OR (documented). No order is promised: page by position and drop repeated ids.',
  'invoices.listByAccount':
    'Every invoice of the account; positions as in the search of all invoices (assumed).',
  'invoices.update': 'Any subset of the three fields; what is left out stays (documented).',
  'invoices.cancel': 'A paid invoice cannot be cancelled (documented).',
  'invoices.markAsPaid': 'Gives the credit back (documented). The request has no body.',
  'invoices.postpone':
    'Moves the due date from where it is now. Needs `postponementEnabled` and `invoicePostponementLimit` above 0 (documented).',
  'accounts.list': 'Closed accounts are not listed (documented).',
  'accounts.open':
    'The id becomes `{document}_{documentType}` (documented). Numbers travel as strings here, and nowhere else.',
  'accounts.update':
    'Replaces: document fields that are left out are wiped (documented). An unknown id makes an account (observed).',
  'accounts.close':
    'Deletes its invoices, statements and holders (documented). A body is optional and ignored.',
  'accounts.getStatements': 'In order of time.',
  'accounts.decreaseBalance': 'A debit under an id of your choice.',
  'transactions.preAuthorize':
    'With `settle: true` it can be tied to an order for 30 days; with `false` it ends at `expirationDate`, which is sent with `false` only (documented).',
  'transactions.updatePreAuthorization':
    'Only while it is neither captured nor cancelled nor expired (documented). An unknown id makes a hold under it (assumed).',
  'transactions.cancelPreAuthorization': 'Only holds with `settle: false` (documented).',
  'transactions.settle':
    'Makes one invoice for each instalment, due in 30, 60 … days (documented). Settling again with less shrinks the invoices, with more adds some for the difference (documented).',
  'transactions.refund': 'At most what was captured and not refunded yet (documented).',
  'storeConfig.update': 'Any subset; what is left out stays (documented).',
};

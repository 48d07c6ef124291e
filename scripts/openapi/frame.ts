import type { RetryClass } from '../../src/api/operation.ts';
import { operationIds } from '../../src/api/table.ts';
import type { Json, JsonObject } from './json.ts';

/** What the document says of itself. */
export const info: JsonObject = {
  title: 'VTEX Customer Credit API, corrected',
  version: '1.0',
  summary: `An unofficial description of the ${operationIds.length} operations, as they travel.`,
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
export function tagOf(id: string): string {
  if (id.startsWith('invoices.')) return 'Invoices';
  return id.startsWith('storeConfig.') ? 'Store Configuration' : 'Account';
}

export const retryTexts: Readonly<Record<RetryClass, string>> = {
  read: 'Safe to repeat.',
  idempotent: 'Repeating it has the effect of once.',
  once: 'Not to be repeated blindly: a second request does it a second time.',
};

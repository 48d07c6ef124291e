import { body, json, pathOnly } from '../codec.ts';
import { defineOperation } from '../define.ts';
import type { Facts } from '../facts.ts';
import * as recovery from './recovery.ts';
import * as shapes from './shapes.generated.ts';

/** Retrieve the store configuration */
const get = defineOperation({
  id: 'storeConfig.get',
  method: 'GET',
  path: '/storeconfig',
  retry: 'read',
  request: pathOnly,
  response: json(shapes.storeConfig),
});

/**
 * Create or change the store configuration
 *
 * Any subset; what is left out stays (documented).
 */
const update = defineOperation({
  id: 'storeConfig.update',
  method: 'PUT',
  path: '/storeconfig',
  retry: 'idempotent',
  request: body({ shape: shapes.storeConfigUpdate }),
  response: json(shapes.storeConfig),
  recovery: recovery.configured(get),
});

export const storeConfig = { get, update } as const;

/** What servers, documents and tests need to know beside. */
export const storeConfigFacts = {
  'storeConfig.get': {
    permission: 'Read Configuration',
  },
  'storeConfig.update': {
    permission: 'Edit Configuration',
    sample: { body: { postponementEnabled: true } },
  },
} as const satisfies Readonly<Record<string, Facts>>;

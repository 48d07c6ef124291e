import { body, json, pathOnly } from '../codec.ts';
import { defineOperation } from '../define.ts';
import * as recovery from './recovery.ts';
import * as shapes from './shapes.generated.ts';

/** Retrieve the store configuration */
const get = defineOperation({
  id: 'storeConfig.get',
  method: 'GET',
  path: '/storeconfig',
  permission: 'Read Configuration',
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
  permission: 'Edit Configuration',
  retry: 'idempotent',
  request: body({ shape: shapes.storeConfigUpdate }),
  response: json(shapes.storeConfig),
  sample: { body: { postponementEnabled: true } },
  recovery: recovery.configured(get),
});

export const storeConfig = { get, update } as const;

import {
  bodyRequest,
  jsonResponse,
  only,
  type PathOnly,
  pathRequest,
  type WithBody,
  withField,
} from '../codec.ts';
import type { Operation } from '../operation.ts';
import { done, notDone, shows } from '../recovery.ts';
import { eachOf } from '../spelling.ts';
import * as schema from './schema.ts';
import type { StoreConfig, StoreConfigUpdate } from './types.ts';

const get: Operation<PathOnly<never>, StoreConfig> = {
  id: 'storeConfig.get',
  method: 'GET',
  path: '/storeconfig',
  permission: 'Read Configuration',
  retry: 'read',
  summary: 'Retrieve the store configuration',
  request: pathRequest('storeConfig.get', []),
  response: jsonResponse('storeConfig.get', schema.storeConfig),
};

const knownTriggers = (triggers: unknown): unknown =>
  eachOf(triggers, (trigger) => only(['days', 'timeOfDay'], trigger));

const update: Operation<PathOnly<never> & WithBody<StoreConfigUpdate>, StoreConfig> = {
  id: 'storeConfig.update',
  method: 'PUT',
  path: '/storeconfig',
  permission: 'Edit Configuration',
  retry: 'idempotent',
  summary: 'Create or change the store configuration',
  request: bodyRequest('storeConfig.update', [], {
    schema: schema.storeConfigUpdate,
    fromWire: (body) =>
      withField(
        only(Object.keys(schema.storeConfigUpdateShape), body),
        'notificationsSettings',
        (settings) => {
          const known = only(['daysPrior', 'daysAfter'], settings);
          return withField(withField(known, 'daysPrior', knownTriggers), 'daysAfter', knownTriggers);
        },
      ),
  }),
  response: jsonResponse('storeConfig.update', schema.storeConfig),
  recovery: {
    advice: 'Read the configuration and compare.',
    async settle({ body }, { find }) {
      const config = await find(get, { path: {} });
      return config !== undefined && shows(config, body) ? done(config) : notDone;
    },
  },
};

export const storeConfig = { get, update } as const;

import { storeConfig as operations } from '../../../api/store-config/operations.ts';
import { updateStoreConfig } from '../../../ledger/store-config.ts';
import { entry } from '../entry.ts';
import { handled } from './handler.ts';

export const storeConfig = {
  'storeConfig.get': entry(operations.get, (_, { store }) => ({ output: store.config })),
  'storeConfig.update': entry(operations.update, ({ body }, { store }) =>
    handled(undefined, updateStoreConfig(store.config, body), (config) => config),
  ),
} as const;

import type { PathOnly, WithBody } from '../codec.ts';
import type { Operation, Recovery } from '../operation.ts';
import { done, notDone, shows } from '../recovery.ts';
import type { StoreConfig, StoreConfigUpdate } from './types.ts';

/** The configuration has everything that was asked for. */
export const configured = (
  get: Operation<PathOnly<never>, StoreConfig>,
): Recovery<PathOnly<never> & WithBody<StoreConfigUpdate>, StoreConfig> => ({
  advice: 'Read the configuration and compare.',
  async settle({ body }, { find }) {
    const config = await find(get, { path: {} });
    return config !== undefined && shows(config, body) ? done(config) : notDone;
  },
});

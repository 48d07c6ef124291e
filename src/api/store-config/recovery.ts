import type { PathOnly, WithBody } from '../codec.ts';
import type { Operation } from '../operation.ts';
import { done, type Recovery, shows, undecided } from '../recovery.ts';
import type { StoreConfig, StoreConfigUpdate } from './types.ts';

/**
 * Done: the configuration shows every field that was sent. That a field differs proves nothing: unlike an account or an
 * invoice, it does not say when it was changed.
 * @proves-done the configuration shows every field that was sent
 * @proves-not-done nothing that can be read
 * @undecided a field differs, or the configuration cannot be read
 */
export const configured = /* @__NO_SIDE_EFFECTS__ */ (
  get: Operation<PathOnly<never>, StoreConfig>,
): Recovery<PathOnly<never> & WithBody<StoreConfigUpdate>, StoreConfig> => ({
  advice: 'Read the configuration and compare.',
  confirms: ({ body }, answer) => shows<StoreConfig>(answer, body),
  async recover({ body }, { find }) {
    const config = await find(get, { path: {} });
    return config !== undefined && shows<StoreConfig>(config, body) ? done(config) : undecided;
  },
});

import { onlyKnownFields } from '../../api/fields.ts';
import { storeConfig as operations } from '../../api/store-config/operations.ts';
import * as shapes from '../../api/store-config/shapes.generated.ts';
import type { StoreConfig, StoreConfigUpdate } from '../../api/store-config/types.ts';
import { lazily } from '../../values/lazily.ts';
import { fieldOf, isRecord } from '../../values/record.ts';
import type { CallOptions } from '../executor.ts';
import type { ResourceContext } from './context.ts';

export interface StoreConfigResource {
  /** Retrieves what holds for every account of the store. */
  get(options?: CallOptions): Promise<StoreConfig>;
  /** Sends just the given fields. The guide shows the rest kept; the official file calls ten fields required. */
  update(update: StoreConfigUpdate, options?: CallOptions): Promise<StoreConfig>;
  /**
   * Reads the configuration, puts the given fields into it and sends it whole, as the official file wants it. Of
   * `notificationsSettings` each of its two lists is replaced only when given. Two of these at the same time may undo
   * each other: the API has no way to tell.
   */
  merge(update: StoreConfigUpdate, options?: CallOptions): Promise<StoreConfig>;
}

/** Only what the API documents goes back to it, whatever else came along. */
const documented = /* @__PURE__ */ lazily(() => onlyKnownFields(shapes.storeConfigUpdate));

function merged(present: StoreConfig, update: StoreConfigUpdate): unknown {
  const kept = documented()(present);
  const given = Object.fromEntries(Object.entries(update).filter(([, value]) => value !== undefined));
  const { notificationsSettings: change } = update;
  const settings = isRecord(change) && { ...Object(fieldOf(kept, 'notificationsSettings')), ...change };
  return { ...Object(kept), ...given, ...(settings && { notificationsSettings: settings }) };
}

export function storeConfigResource(context: ResourceContext): StoreConfigResource {
  const get: StoreConfigResource['get'] = (options) => context.execute(operations.get, { path: {} }, options);
  const update = (body: unknown, options?: CallOptions): Promise<StoreConfig> =>
    context.execute(operations.update, { path: {}, body }, options);
  return {
    get,
    update,
    merge: async (change, options) => {
      operations.update.request.check({ path: {}, body: change });
      return update(merged(await get(options), change), options);
    },
  };
}

import type { Warning } from '../../api/warning.ts';
import { InvalidInputError } from '../../errors/index.ts';
import { type Hints, unknownNames } from '../../errors/option-names.ts';
import type { CallOptions } from '../executor.ts';
import type { PageOptions } from '../pagination.ts';
import { type Listed, pageOptionNames } from '../paginator.ts';
import type { Counted, Identified } from '../walk.ts';
import type { ResourceContext } from './context.ts';

/** Where a name of another package was meant for one of a list. */
const hints: Hints = {
  limit: 'toArray({ limit }) or take(count)',
  count: 'toArray({ limit }) or take(count)',
  max: 'toArray({ limit }) or take(count)',
  page: 'from and to',
  offset: 'from',
  skip: 'from',
  perPage: 'pageSize',
  per_page: 'pageSize',
  size: 'pageSize',
  accountId: 'creditAccountId',
  account: 'creditAccountId',
  order: 'orderId',
};

/** A list of a resource. */
interface ResourceList<Item, Summary> extends Pick<Listed<Item, Summary>, 'operation' | 'begin' | 'keeps'> {
  /** The filter and the options of the walk, as they were given. */
  readonly options: PageOptions;
  /** The names of its filters. */
  readonly names: readonly string[];
  readonly call: CallOptions | undefined;
}

function listChanged(
  operation: string,
  { before, now }: { readonly before: number; readonly now: number },
): Warning {
  const how =
    before === now ? 'items stood elsewhere than before' : `its count went from ${before} to ${now}`;
  const message = `the list changed while it was walked: ${how}; sums over this walk mix moments`;
  return { code: 'list_changed', operation, message };
}

/** The list of a resource, to be walked. What cannot be asked for is refused when it is read. */
export function listed<Item extends Identified, Summary extends Counted>(
  context: ResourceContext,
  { operation, options, names, call, begin, keeps }: ResourceList<Item, Summary>,
): Listed<Item, Summary> {
  return {
    operation,
    options,
    keeps,
    signal: call?.signal,
    onChanged: (counts) => context.warn(listChanged(operation, counts)),
    begin: () => {
      const issues =
        typeof options === 'object' && options !== null
          ? unknownNames(options, [...pageOptionNames, ...names], hints)
          : [{ path: 'filter', expected: 'an object' }];
      context.check(() => {
        if (issues.length > 0) throw new InvalidInputError(issues, { operation });
      });
      return begin();
    },
  };
}

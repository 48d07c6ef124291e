import type { DeletedHolder, Holder, HolderAddition } from '../../api/accounts/holder-types.ts';
import { accounts } from '../../api/accounts/operations.ts';
import type { CallOptions } from '../executor.ts';
import type { ResourceContext } from './context.ts';

export interface HolderRef {
  readonly creditAccountId: string;
  readonly holderId: string;
}

export interface HoldersResource {
  /**
   * Lets another person, known by e-mail, use the account's credit. Never repeated after an
   * ambiguous failure: no operation lists holders, so a lost answer throws `UnknownOutcomeError`.
   */
  add(creditAccountId: string, holder: HolderAddition, options?: CallOptions): Promise<Holder>;
  /**
   * Takes a holder off the account. Throws `NotFoundError` when there is none of that id; after a lost answer that is
   * success. Safe to repeat.
   */
  delete(holder: HolderRef, options?: CallOptions): Promise<DeletedHolder>;
}

export function holdersResource(context: ResourceContext): HoldersResource {
  const operations = accounts.holders;
  return {
    add: (creditAccountId, holder, options) =>
      context.execute(operations.add, { path: { creditAccountId }, body: holder }, options),
    delete: (holder, options) => context.execute(operations.delete, { path: { ...holder } }, options),
  };
}

import type { CallOptions } from '../executor.ts';
import { holders as operations } from '../operations/holders.ts';
import type { DeletedHolder, Holder, HolderAddition } from '../types/account.ts';
import type { ResourceContext } from './context.ts';

export interface HolderRef {
  readonly creditAccountId: string;
  readonly holderId: string;
}

export interface HoldersResource {
  /** Lets another person, known by e-mail, use the account's credit. Sent at most once. */
  add(creditAccountId: string, holder: HolderAddition, options?: CallOptions): Promise<Holder>;
  /** Takes a holder off the account. Throws `NotFoundError` when there is none of that id. */
  delete(holder: HolderRef, options?: CallOptions): Promise<DeletedHolder>;
}

export function holdersResource(context: ResourceContext): HoldersResource {
  return {
    add: (creditAccountId, holder, options) =>
      context.execute(operations.add, { path: { creditAccountId }, body: holder }, options),
    delete: (holder, options) => context.execute(operations.delete, { path: { ...holder } }, options),
  };
}

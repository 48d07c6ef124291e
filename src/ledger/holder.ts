import type { DeletedHolder, Holder } from '../api/accounts/holder-types.ts';
import { formatInstant } from '../values/instant.ts';
import type { RuleContext, RuleResult } from './records.ts';
import { conflict, refused, unknownHolder } from './refusal.ts';

/** How a dependent stands to the account's owner. */
export const dependentLevel = 2;

function holderOf(id: string, email: string, createdAt: string): Holder {
  return Object.freeze({ level: dependentLevel, claims: Object.freeze({ email }), id, createdAt });
}

/** A dependent that is there to begin with. */
export const seededHolder = holderOf;

const sameEmail = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** Adds a dependent; an e-mail that is one already is refused. */
export function addHolder(
  holders: readonly Holder[],
  email: string,
  context: RuleContext,
): RuleResult<Holder> {
  if (holders.some(({ claims }) => sameEmail(claims.email, email))) {
    return refused(conflict('claims.email: this e-mail is a holder of the account already.'));
  }
  const holder = holderOf(context.ids.holderId(), email, formatInstant(context.now));
  return { result: holder, changes: { addedHolder: holder } };
}

export function deleteHolder(holders: readonly Holder[], holderId: string): RuleResult<DeletedHolder> {
  if (!holders.some(({ id }) => id === holderId)) return refused(unknownHolder(holderId));
  return { result: { id: holderId }, changes: { deletedHolderId: holderId } };
}

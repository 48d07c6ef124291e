import type { PreAuthorization, PreAuthorizationInput } from '../api/transactions/types.ts';
import {
  DAY_IN_MILLISECONDS,
  formatInstant,
  formatWithoutOffset,
  toEpochMilliseconds,
} from '../values/instant.ts';
import { exceeds, toCents } from '../values/money.ts';
import { newAccount } from './account.ts';
import { fitsInto } from './credit.ts';
import type { AccountView, Refusal, RuleContext, RuleResult, TransactionRecord } from './records.ts';
import { conflict, malformed, refused, unknownAccount } from './refusal.ts';

/** For how long `settle: true` may wait for an order. */
export const daysToSettle = 30;
/** For how long `settle: false` holds unless told otherwise. */
const daysToHold = 1;

/** Whether a hold still takes credit: it expires with the very millisecond of its date. */
export function isHeld(transaction: TransactionRecord, now: number): boolean {
  return transaction.state === 'held' && now < (toEpochMilliseconds(transaction.expiresAt) ?? 0);
}

/** The hold as the API shows it. */
export function toPreAuthorization({
  id,
  value,
  expirationDate,
  installments,
}: TransactionRecord): PreAuthorization {
  return Object.freeze({
    id,
    value,
    ...(expirationDate === undefined ? {} : { expirationDate }),
    installments,
  });
}

/** Dates of the API have four digits of a year. */
const lastMoment = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

type Expiry = Pick<TransactionRecord, 'expiresAt' | 'expirationDate'>;

function expiryOf({ settle, expirationDate }: PreAuthorizationInput, now: number): Expiry | Refusal {
  if (settle) return { expiresAt: formatInstant(now + daysToSettle * DAY_IN_MILLISECONDS) };
  const at =
    expirationDate === undefined
      ? now + daysToHold * DAY_IN_MILLISECONDS
      : toEpochMilliseconds(expirationDate);
  if (at === undefined || at <= now || at > lastMoment)
    return malformed('expirationDate: expected a date in the future, before the year 10000.');
  return { expiresAt: formatInstant(at), expirationDate: formatWithoutOffset(at) };
}

const overCap = (): Refusal => conflict('value: the account has not enough credit left for this amount.');

/** The account a hold may bring to life, when the store says so. */
function bornAccount(creditAccountId: string, { config, now }: RuleContext): AccountView | undefined {
  if (!config.automaticCheckingAccountCreationEnabled) return undefined;
  const cut = creditAccountId.lastIndexOf('_');
  const named = cut > 0 && cut < creditAccountId.length - 1;
  const account = newAccount(
    {
      id: creditAccountId,
      email: '',
      document: named ? creditAccountId.slice(0, cut) : undefined,
      documentType: named ? creditAccountId.slice(cut + 1) : undefined,
      creditLimit: config.defaultCreditValue,
      tolerance: 0,
    },
    now,
  );
  return { account, held: 0n, open: 0n };
}

function newHold(
  id: string,
  creditAccountId: string,
  { value, settle = false, installments = 1 }: PreAuthorizationInput,
  expiry: Expiry,
  createdAt: string,
): TransactionRecord {
  return Object.freeze({
    id,
    creditAccountId,
    state: 'held',
    value,
    originalValue: value,
    settle,
    installments,
    ...expiry,
    captured: 0,
    refunded: 0,
    issued: 0,
    createdAt,
    updatedAt: createdAt,
  });
}

interface SeededHold extends PreAuthorizationInput {
  readonly id: string;
  readonly creditAccountId: string;
  readonly orderId?: string | undefined;
  readonly createdAt: string;
}

/** A hold that is there to begin with, whatever the limit; `undefined` when it would have expired by now. */
export function seededHold(
  { id, creditAccountId, orderId, createdAt, ...input }: SeededHold,
  now: number,
): TransactionRecord | undefined {
  const expiry = expiryOf(input, toEpochMilliseconds(createdAt) ?? now);
  if ('message' in expiry) return undefined;
  const hold = newHold(id, creditAccountId, input, expiry, createdAt);
  if (!isHeld(hold, now)) return undefined;
  return orderId === undefined ? hold : Object.freeze({ ...hold, orderId });
}

function create(
  view: AccountView | undefined,
  creditAccountId: string,
  makeId: () => string,
  input: PreAuthorizationInput,
  context: RuleContext,
): RuleResult<TransactionRecord> {
  const born = view === undefined ? bornAccount(creditAccountId, context) : undefined;
  const on = view ?? born;
  if (on === undefined) return refused(unknownAccount(creditAccountId));
  const expiry = expiryOf(input, context.now);
  if ('message' in expiry) return refused(expiry);
  if (!fitsInto(on, toCents(input.value), context.config)) return refused(overCap());
  const transaction = newHold(makeId(), creditAccountId, input, expiry, formatInstant(context.now));
  return {
    result: transaction,
    changes: { transaction, ...(born === undefined ? {} : { account: born.account }) },
  };
}

/** Puts an amount on hold, if it fits under the spending cap. */
export function preAuthorize(
  view: AccountView | undefined,
  creditAccountId: string,
  input: PreAuthorizationInput,
  context: RuleContext,
): RuleResult<TransactionRecord> {
  return create(view, creditAccountId, () => context.ids.transactionId(), input, context);
}

/** Changes a hold that still holds; under an id that is not known yet it makes one. */
export function updatePreAuthorization(
  view: AccountView | undefined,
  existing: TransactionRecord | undefined,
  creditAccountId: string,
  transactionId: string,
  input: PreAuthorizationInput,
  context: RuleContext,
): RuleResult<TransactionRecord> {
  if (view === undefined || existing === undefined) {
    return create(view, creditAccountId, () => transactionId, input, context);
  }
  const { now, config } = context;
  if (existing.state !== 'held')
    return refused(conflict(`The transaction is ${existing.state} and cannot change.`));
  if (!isHeld(existing, now)) return refused(conflict('The transaction has expired and cannot change.'));
  const growth = toCents(input.value) - toCents(existing.value);
  const rate = config.maxPreAuthorizationGrowthRate;
  if (growth > 0n && rate > 0 && exceeds(toCents(input.value), toCents(existing.originalValue), rate)) {
    return refused(
      conflict(
        `value: more than ${existing.originalValue} and its growth; maxPreAuthorizationGrowthRate is ${rate}.`,
      ),
    );
  }
  // What takes less than before always fits, also where the limit was lowered below what is used.
  if (growth > 0n && !fitsInto(view, growth, config)) return refused(overCap());
  const settle = input.settle ?? false;
  const installments = input.installments ?? 1;
  const keepsExpiry = settle === existing.settle && (settle || input.expirationDate === undefined);
  const expiry: Partial<Expiry> | Refusal = keepsExpiry ? {} : expiryOf(input, now);
  if ('message' in expiry) return refused(expiry);
  const sameTerms = settle === existing.settle && installments === existing.installments;
  if (growth === 0n && sameTerms && (expiry.expiresAt ?? existing.expiresAt) === existing.expiresAt) {
    return { result: existing, changes: {} };
  }
  const { expirationDate, ...rest } = existing;
  const transaction: TransactionRecord = Object.freeze({
    ...(keepsExpiry ? existing : rest),
    ...expiry,
    value: input.value,
    settle,
    installments,
    updatedAt: formatInstant(now),
  });
  return { result: transaction, changes: { transaction } };
}

/** Releases a hold made with `settle: false`; once more changes nothing. */
export function cancelPreAuthorization(
  transaction: TransactionRecord,
  { now }: RuleContext,
): RuleResult<undefined> {
  if (transaction.state === 'cancelled') return { result: undefined, changes: {} };
  if (transaction.state === 'captured')
    return refused(conflict('The transaction is settled and cannot be cancelled.'));
  if (transaction.settle) {
    return refused(conflict('Only a transaction that was created with settle: false can be cancelled.'));
  }
  const cancelled: TransactionRecord = Object.freeze({
    ...transaction,
    state: 'cancelled',
    updatedAt: formatInstant(now),
  });
  return { result: undefined, changes: { transaction: cancelled } };
}

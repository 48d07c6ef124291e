import { accountIdOf } from '../api/accounts/id.ts';
import type { AccountOpening, AccountUpdate } from '../api/accounts/types.ts';
import { formatInstant } from '../values/instant.ts';
import { fromCents, scaleCents, toCents } from '../values/money.ts';
import type { AccountRecord, AccountView, RuleContext, RuleResult, StatementRecord } from './records.ts';
import { accountAlreadyOpen, conflict, refused } from './refusal.ts';
import { creditRow, debitRow } from './statement.ts';

function spendable({ creditLimit, tolerance }: Pick<AccountRecord, 'creditLimit' | 'tolerance'>): bigint {
  const limit = toCents(creditLimit);
  return limit + scaleCents(limit, tolerance);
}

/** A decimal as the API writes it: −0 is 0. */
const decimal = (value: number | string): number => Number(value) + 0;

/** The `Credit` row for a change of limit × (1 + tolerance); none when nothing changed. */
function creditRows(before: AccountRecord, after: AccountRecord, now: number): readonly StatementRecord[] {
  const change = spendable(after) - spendable(before);
  return change === 0n ? [] : [creditRow(change, now)];
}

function changed(
  before: AccountRecord,
  after: AccountRecord,
  context: RuleContext,
): RuleResult<AccountRecord> {
  const account = Object.freeze({ ...after, updatedAt: formatInstant(context.now) });
  return { result: account, changes: { account, statements: creditRows(before, account, context.now) } };
}

interface Particulars {
  readonly id: string;
  readonly email: string;
  readonly document?: string | undefined;
  readonly documentType?: string | undefined;
  readonly creditLimit: number;
  readonly tolerance: number;
}

/** A new open account. Opening writes no statement. */
export function newAccount(given: Particulars, now: number): AccountRecord {
  const { id, email, document, documentType, creditLimit, tolerance } = given;
  const moment = formatInstant(now);
  return Object.freeze({
    id,
    status: 'Open',
    ...(document === undefined ? {} : { document }),
    ...(documentType === undefined ? {} : { documentType }),
    email,
    creditLimit,
    tolerance,
    balance: 0,
    createdAt: moment,
    updatedAt: moment,
  });
}

/** The limit of an account that PUT creates without one. */
export const limitOfCreated = 100;

/** Opens an account; one that is open already is refused with code 1099. */
export function openAccount(
  existing: AccountRecord | undefined,
  opening: AccountOpening,
  { now }: RuleContext,
): RuleResult<AccountRecord> {
  if (existing !== undefined) return refused(accountAlreadyOpen());
  const { document, documentType, email } = opening;
  const creditLimit = decimal(opening.creditLimit);
  const tolerance = decimal(opening.tolerance ?? 0);
  const id = accountIdOf(document, documentType);
  const account = newAccount({ id, email, document, documentType, creditLimit, tolerance }, now);
  return { result: account, changes: { account } };
}

/** Replaces an account's data, or creates it, also under the id of a closed one; document fields left out are wiped. */
export function updateAccount(
  existing: AccountView | undefined,
  id: string,
  update: AccountUpdate,
  context: RuleContext,
): RuleResult<AccountRecord> {
  const { email, document, documentType } = update;
  const before = existing?.account;
  const creditLimit = decimal(update.creditLimit ?? before?.creditLimit ?? limitOfCreated);
  const tolerance = decimal(update.tolerance ?? before?.tolerance ?? 0);
  const account = newAccount({ id, email, document, documentType, creditLimit, tolerance }, context.now);
  if (before === undefined) return { result: account, changes: { account } };
  const same =
    email === before.email &&
    document === before.document &&
    documentType === before.documentType &&
    creditLimit === before.creditLimit &&
    tolerance === before.tolerance;
  if (same) return { result: before, changes: {} };
  return changed(before, { ...account, balance: before.balance, createdAt: before.createdAt }, context);
}

/** Closes an account whatever it owes: its data is deleted. */
export function closeAccount({ account }: AccountView, { now }: RuleContext): RuleResult<AccountRecord> {
  const closed: AccountRecord = Object.freeze({
    ...account,
    status: 'Closed',
    updatedAt: formatInstant(now),
  });
  return { result: closed, changes: { closedAccountId: account.id } };
}

/** Sets the limit; below what is used is allowed, available credit then goes negative. */
export function changeCreditLimit(
  { account }: AccountView,
  value: number,
  context: RuleContext,
): RuleResult<AccountRecord> {
  if (value === account.creditLimit) return { result: account, changes: {} };
  return changed(account, { ...account, creditLimit: decimal(value) }, context);
}

export function changeTolerance(
  { account }: AccountView,
  value: number,
  context: RuleContext,
): RuleResult<AccountRecord> {
  if (value === account.tolerance) return { result: account, changes: {} };
  return changed(account, { ...account, tolerance: decimal(value) }, context);
}

// VTEX answers with a decimal point even where there is nothing behind it: "-15.0".
const asDecimal = (value: number): string => (Number.isInteger(value) ? `${value}.0` : String(value));

/** A manual debit; the same id again with the same value changes nothing. */
export function decreaseBalance(
  { account }: AccountView,
  existing: StatementRecord | undefined,
  statementId: string,
  value: number,
  context: RuleContext,
): RuleResult<{ readonly value: string }> {
  const result = { value: asDecimal(value) };
  if (existing !== undefined) {
    if (existing.row.value === value) return { result, changes: {} };
    return refused(conflict(`The statement "${statementId}" exists with another value; use a new id.`));
  }
  const cents = toCents(value);
  const after = Object.freeze({
    ...account,
    balance: fromCents(toCents(account.balance) + cents),
    updatedAt: formatInstant(context.now),
  });
  const statements = [debitRow(statementId, cents, context.now, context.caller)];
  return { result, changes: { account: after, statements } };
}

import { accountIdOf } from '../../api/accounts/id.ts';
import type { Holder } from '../../api/accounts/types.ts';
import type { Invoice } from '../../api/invoices/types.ts';
import type { StoreConfigUpdate } from '../../api/store-config/types.ts';
import { ConfigurationError } from '../../errors/index.ts';
import type { Issue } from '../../errors/issue.ts';
import { seededHolder } from '../../ledger/holder.ts';
import { type DueDays, dueDateOf, invoiceIdOf } from '../../ledger/installment.ts';
import { seededHold } from '../../ledger/pre-authorization.ts';
import type { AccountRecord, StatementRecord, TransactionRecord } from '../../ledger/records.ts';
import { debitRow } from '../../ledger/statement.ts';
import { dateOrder, epochOf } from '../../values/date-order.ts';
import { addDays, DAY_IN_MILLISECONDS, formatInstant } from '../../values/instant.ts';
import { fromCents, toCents } from '../../values/money.ts';
import { StoredInvoice } from '../engine/stored-invoice.ts';
import { type CheckedAccount, type CheckedHold, type CheckedInvoice, checkSeed } from './seed-check.ts';
import type { Seed } from './seed-types.ts';

/** What is known of a store before a seed is put in. */
export interface SeedTarget {
  readonly now: number;
  readonly dueDays: DueDays;
  /** Who seeds: the name in the rows of debits. */
  readonly caller: string;
  /** The id of an account as the store has it, or nothing. */
  accountId(id: string): string | undefined;
  hasInvoice(creditAccountId: string, id: string): boolean;
  hasTransaction(creditAccountId: string, id: string): boolean;
  makeId(): string;
  nextSequence(): number;
}

/** An account with what comes with it. */
interface PreparedAccount {
  readonly record: AccountRecord;
  readonly statements: readonly StatementRecord[];
  readonly holders: readonly Holder[];
}

/** A seed that was read whole and is ready to be put in. */
export interface PreparedSeed {
  readonly accounts: readonly PreparedAccount[];
  /** In the order of the seed. */
  readonly invoices: readonly StoredInvoice[];
  readonly invoicesByAccount: ReadonlyMap<string, readonly StoredInvoice[]>;
  readonly holds: readonly TransactionRecord[];
  readonly storeConfig: StoreConfigUpdate | undefined;
  readonly dueDays: DueDays | undefined;
}

interface Context extends SeedTarget {
  readonly written: string;
  readonly issues: Issue[];
}

function statementsOf(seed: CheckedAccount, { now, written, caller, makeId }: Context): StatementRecord[] {
  const debits = (seed.debits ?? []).map(({ id, value, date, doneBy }) =>
    debitRow(id ?? makeId().toLowerCase(), toCents(value), epochOf(date ?? written) ?? now, doneBy ?? caller),
  );
  const rows = (seed.statements ?? []).map(
    ({ date = written, doneBy, metadata, ...row }): StatementRecord =>
      Object.freeze({
        row: Object.freeze({
          ...row,
          date,
          ...(doneBy ? { doneBy } : {}),
          ...(metadata ? { metadata: Object.freeze(metadata) } : {}),
        }),
      }),
  );
  return [...rows, ...debits].sort((a, b) => dateOrder(a.row.date, b.row.date));
}

function prepareAccount(seed: CheckedAccount, id: string, path: string, context: Context): PreparedAccount {
  const { document, documentType, email, creditLimit, tolerance = 0 } = seed;
  const createdAt = seed.createdAt ?? context.written;
  const balance = (seed.debits ?? []).reduce((sum, { value }) => sum + toCents(value), 0n);
  const record: AccountRecord = Object.freeze({
    id,
    status: 'Open',
    ...(document ? { document } : {}),
    ...(documentType ? { documentType } : {}),
    email,
    creditLimit,
    tolerance,
    balance: fromCents(balance),
    createdAt,
    updatedAt: seed.updatedAt ?? createdAt,
  });
  const holders: Holder[] = [];
  for (const [at, given] of (seed.dependents ?? []).entries()) {
    const dependent = typeof given === 'string' ? { email: given } : given;
    const holder = seededHolder(
      dependent.id ?? context.makeId().toLowerCase(),
      dependent.email,
      dependent.createdAt ?? createdAt,
    );
    const isTwice = holders.some(
      ({ id: other, claims }) =>
        other === holder.id || claims.email.toLowerCase() === dependent.email.toLowerCase(),
    );
    if (isTwice)
      context.issues.push({
        path: `${path}.dependents[${at}]`,
        expected: 'an e-mail and an id that no other dependent of the account has',
      });
    holders.push(holder);
  }
  const statements = statementsOf(seed, context);
  const debitIds = statements.flatMap(({ id: debit }) => debit ?? []);
  if (new Set(debitIds).size < debitIds.length)
    context.issues.push({ path: `${path}.debits`, expected: 'an id of its own for each debit' });
  return { record, statements, holders };
}

function prepareAccounts(seeds: readonly CheckedAccount[], context: Context): Map<string, PreparedAccount> {
  const accounts = new Map<string, PreparedAccount>();
  for (const [at, seed] of seeds.entries()) {
    const path = `seed.accounts[${at}]`;
    const { document, documentType } = seed;
    const id = seed.id ?? (document && documentType ? accountIdOf(document, documentType) : undefined);
    if (id === undefined) {
      context.issues.push({ path: `${path}.id`, expected: 'an id, or document and documentType' });
      continue;
    }
    if (accounts.has(id) || context.accountId(id) !== undefined)
      context.issues.push({ path: `${path}.id`, expected: 'an id that no other account has' });
    accounts.set(id, prepareAccount(seed, id, path, context));
  }
  return accounts;
}

/** The optional keys that were given something. */
function given(fields: Readonly<Record<string, string | null | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([key, value]) =>
      value === undefined || value === null ? [] : [[key, value]],
    ),
  );
}

interface DueDates {
  readonly createdAt: string;
  readonly dueDate: string;
}

/** When an invoice was made and is due; one that is called overdue is due in the past. */
function datesOf(seed: CheckedInvoice, path: string, { now, written, dueDays, issues }: Context): DueDates {
  const { installment = 1 } = seed;
  const isOverdue = seed.status === 'Overdue';
  const dueFrom = (created: string): string => dueDateOf(created, installment, dueDays);
  const told = seed.dueDate ?? seed.originalDueDate;
  if (!isOverdue) {
    const createdAt = seed.createdAt ?? written;
    return { createdAt, dueDate: told ?? dueFrom(createdAt) };
  }
  const yesterday = formatInstant(now - DAY_IN_MILLISECONDS);
  const dueDate = told ?? (seed.createdAt === undefined ? yesterday : dueFrom(seed.createdAt));
  if ((epochOf(dueDate) ?? now) >= now)
    issues.push({
      path: `${path}.${told === undefined && seed.createdAt !== undefined ? 'createdAt' : 'dueDate'}`,
      expected: `a date with which it is due before now, ${written}`,
    });
  const days = Math.round(
    ((epochOf(dueFrom(written)) ?? now) - (epochOf(written) ?? now)) / DAY_IN_MILLISECONDS,
  );
  return { createdAt: seed.createdAt ?? addDays(dueDate, -days), dueDate };
}

function invoiceOf(seed: CheckedInvoice, account: string, path: string, context: Context): Invoice {
  const { installment = 1, numberOfInstallments } = seed;
  const status = seed.status === undefined || seed.status === 'Overdue' ? 'Opened' : seed.status;
  const transactionId = seed.transactionId ?? seed.id?.replace(/-\d\d$/, '') ?? context.makeId();
  const { createdAt, dueDate } = datesOf(seed, path, context);
  const updatedAt = seed.updatedAt ?? createdAt;
  const resolvedAt = seed.resolvedAt ?? (status === 'Opened' ? undefined : updatedAt);
  const { friendlyId, paymentLink, orderId, observation } = seed;
  return Object.freeze({
    id: seed.id ?? invoiceIdOf(transactionId, installment),
    ...given({ friendlyId }),
    status,
    value: seed.value,
    accountId: account,
    creditValue: 0,
    createdAt,
    ...given({ resolvedAt }),
    updatedAt,
    ...given({ paymentLink }),
    originalDueDate: seed.originalDueDate ?? dueDate,
    dueDate,
    installment,
    ...given({ orderId, observation }),
    transactionId,
    ...(numberOfInstallments ? { numberOfInstallments } : {}),
    creditAccountId: account,
  });
}

/** An invoice with nothing to work out: what the API, or an export of the store, gave. */
type WholeInvoice = CheckedInvoice & Omit<Invoice, 'status'> & { readonly status: 'Opened' | 'Paid' };

const isGiven = (value: unknown): boolean => value !== null && value !== undefined;
const optionalFields = [
  'friendlyId',
  'resolvedAt',
  'numberOfInstallments',
  'orderId',
  'paymentLink',
  'observation',
] as const;

function isWhole(seed: CheckedInvoice): seed is WholeInvoice {
  return (
    seed.accountId === seed.creditAccountId &&
    seed.creditValue === 0 &&
    seed.status !== undefined &&
    seed.status !== 'Overdue' &&
    (seed.status === 'Opened' || isGiven(seed.resolvedAt)) &&
    seed.postponements === undefined &&
    seed.postponedDays === undefined &&
    seed.id !== undefined &&
    seed.transactionId !== undefined &&
    seed.createdAt !== undefined &&
    seed.updatedAt !== undefined &&
    seed.originalDueDate !== undefined &&
    seed.dueDate !== undefined &&
    seed.installment !== undefined &&
    optionalFields.every((key) => !(key in seed) || isGiven(seed[key]))
  );
}

/** A copy that shares the texts that are the same: of a million invoices that is a quarter of their memory. */
function copyOf(seed: WholeInvoice, account: string): Invoice {
  const { createdAt, updatedAt, originalDueDate, dueDate } = seed;
  return Object.freeze({
    ...seed,
    accountId: account,
    creditAccountId: account,
    updatedAt: updatedAt === createdAt ? createdAt : updatedAt,
    dueDate: dueDate === originalDueDate ? originalDueDate : dueDate,
  });
}

interface PreparedInvoices {
  readonly invoices: StoredInvoice[];
  readonly byAccount: Map<string, StoredInvoice[]>;
}

function prepareInvoices(
  seeds: readonly CheckedInvoice[],
  accounts: ReadonlyMap<string, PreparedAccount>,
  context: Context,
): PreparedInvoices {
  const { issues, nextSequence } = context;
  const invoices: StoredInvoice[] = [];
  const byAccount = new Map<string, StoredInvoice[]>();
  const ids = new Map<string, Set<string>>();
  for (const [at, seed] of seeds.entries()) {
    const { creditAccountId, postponements = 0, postponedDays = 0 } = seed;
    const account = accounts.get(creditAccountId)?.record.id ?? context.accountId(creditAccountId);
    if (account === undefined)
      issues.push({
        path: `seed.invoices[${at}].creditAccountId`,
        expected: 'the id of an account that is seeded or there already',
      });
    const invoice = isWhole(seed)
      ? copyOf(seed, account ?? creditAccountId)
      : invoiceOf(seed, account ?? creditAccountId, `seed.invoices[${at}]`, context);
    const record = new StoredInvoice({ invoice, postponements, postponedDays }, nextSequence());
    let others = byAccount.get(creditAccountId);
    let known = ids.get(creditAccountId);
    if (others === undefined || known === undefined) {
      others = [];
      known = new Set();
      byAccount.set(creditAccountId, others);
      ids.set(creditAccountId, known);
    }
    if (known.has(invoice.id) || context.hasInvoice(creditAccountId, invoice.id))
      issues.push({
        path: `seed.invoices[${at}].id`,
        expected: 'an id that no other invoice of the account has',
      });
    known.add(invoice.id);
    others.push(record);
    invoices.push(record);
  }
  return { invoices, byAccount };
}

function prepareHolds(
  seeds: readonly CheckedHold[],
  accounts: ReadonlyMap<string, PreparedAccount>,
  { byAccount }: PreparedInvoices,
  context: Context,
): TransactionRecord[] {
  const { issues, now } = context;
  const seen = new Set<string>();
  return seeds.flatMap((seed, at) => {
    const path = `seed.holds[${at}]`;
    const { creditAccountId, createdAt = context.written } = seed;
    const id = seed.transactionId ?? context.makeId().toLowerCase();
    if (!accounts.has(creditAccountId) && context.accountId(creditAccountId) === undefined)
      issues.push({
        path: `${path}.creditAccountId`,
        expected: 'the id of an account that is seeded or there already',
      });
    const key = `${creditAccountId}\n${id}`;
    const isTaken =
      seen.has(key) ||
      context.hasTransaction(creditAccountId, id) ||
      (byAccount.get(creditAccountId)?.some(({ invoice }) => invoice.transactionId === id) ?? false);
    if (isTaken)
      issues.push({
        path: `${path}.transactionId`,
        expected: 'an id that no other transaction of the account has',
      });
    seen.add(key);
    const hold = seededHold({ ...seed, id, createdAt }, now);
    if (hold !== undefined) return [hold];
    issues.push({
      path: `${path}.${seed.expirationDate === undefined ? 'createdAt' : 'expirationDate'}`,
      expected: 'a date with which the hold has not expired yet, before the year 10000',
    });
    return [];
  });
}

/** Reads a seed whole before anything of it is used; what is wrong is added to `issues`, each field by its name. */
export function prepareSeed(seed: Seed, target: SeedTarget): PreparedSeed {
  const issues: Issue[] = [];
  const checked = checkSeed(seed, issues);
  const dueDays = checked.dueDays && Object.freeze(checked.dueDays);
  const context: Context = {
    ...target,
    dueDays: dueDays ?? target.dueDays,
    written: formatInstant(target.now),
    issues,
  };
  // What depends on other fields is looked at only where each by itself is right.
  if (issues.length > 0) throw new ConfigurationError(issues);
  const accounts = prepareAccounts(checked.accounts, context);
  const invoices = prepareInvoices(checked.invoices, accounts, context);
  const holds = prepareHolds(checked.holds, accounts, invoices, context);
  if (issues.length > 0) throw new ConfigurationError(issues);
  return {
    accounts: [...accounts.values()],
    invoices: invoices.invoices,
    invoicesByAccount: invoices.byAccount,
    holds,
    storeConfig: checked.storeConfig,
    dueDays,
  };
}

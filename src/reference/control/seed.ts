import type { Holder } from '../../api/accounts/holder-types.ts';
import { accountIdOf } from '../../api/accounts/id.ts';
import type { StoreConfigUpdate } from '../../api/store-config/types.ts';
import { ConfigurationError } from '../../errors/index.ts';
import type { Issue } from '../../errors/issue.ts';
import { seededHolder } from '../../ledger/holder.ts';
import type { DueDays } from '../../ledger/installment.ts';
import { seededHold } from '../../ledger/pre-authorization.ts';
import type { AccountRecord, StatementRecord, TransactionRecord } from '../../ledger/records.ts';
import { debitRow } from '../../ledger/statement.ts';
import { dateOrder, epochOf } from '../../values/date-order.ts';
import { formatInstant } from '../../values/instant.ts';
import { fromCents, toCents } from '../../values/money.ts';
import type { StoredInvoice } from '../engine/stored-invoice.ts';
import { type CheckedAccount, type CheckedHold, checkSeed } from './seed-check.ts';
import type { SeedContext, SeedTarget } from './seed-context.ts';
import { type PreparedInvoices, prepareInvoices } from './seed-invoices.ts';
import type { Seed } from './seed-types.ts';

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
  readonly invoicesByAccount: PreparedInvoices['byAccount'];
  readonly holds: readonly TransactionRecord[];
  readonly storeConfig: StoreConfigUpdate | undefined;
  readonly dueDays: DueDays | undefined;
}

function statementsOf(
  seed: CheckedAccount,
  { now, written, caller, makeId }: SeedContext,
): StatementRecord[] {
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

function prepareAccount(
  seed: CheckedAccount,
  id: string,
  path: string,
  context: SeedContext,
): PreparedAccount {
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

function prepareAccounts(
  seeds: readonly CheckedAccount[],
  context: SeedContext,
): Map<string, PreparedAccount> {
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

function prepareHolds(
  seeds: readonly CheckedHold[],
  accounts: ReadonlyMap<string, PreparedAccount>,
  { byAccount }: PreparedInvoices,
  context: SeedContext,
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
      [...(byAccount.get(creditAccountId)?.invoices.values() ?? [])].some(
        ({ invoice }) => invoice.transactionId === id,
      );
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
  const context: SeedContext = {
    ...target,
    dueDays: dueDays ?? target.dueDays,
    written: formatInstant(target.now),
    issues,
  };
  // What depends on other fields is looked at only where each by itself is right.
  if (issues.length > 0) throw new ConfigurationError(issues);
  const accounts = prepareAccounts(checked.accounts, context);
  const seededId = (id: string): string | undefined => accounts.get(id)?.record.id;
  const invoices = prepareInvoices(checked.invoices, seededId, context);
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

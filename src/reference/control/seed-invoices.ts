import type { Invoice } from '../../api/invoices/types.ts';
import { dueDateOf, invoiceIdOf } from '../../ledger/installment.ts';
import { epochOf } from '../../values/date-order.ts';
import { addDays, DAY_IN_MILLISECONDS, formatInstant } from '../../values/instant.ts';
import { createIds } from '../engine/ids.ts';
import { StoredInvoice } from '../engine/stored-invoice.ts';
import { isNumbered } from '../engine/transactions.ts';
import type { CheckedInvoice } from './seed-check.ts';
import type { SeedContext } from './seed-context.ts';

function transactionIdIn({
  id,
  transactionId,
}: Pick<CheckedInvoice, 'id' | 'transactionId'>): string | undefined {
  return transactionId ?? id?.replace(/-\d\d$/, '');
}

/** The last instalment of a transaction in a seed; `undefined` for one that the seed does not name. */
type InstallmentsOf = (account: string, transactionId: string) => number | undefined;

/** Looks at the seed when somebody asks for the first time: most invoices tell it themselves. */
function installmentsIn(seeds: readonly CheckedInvoice[]): InstallmentsOf {
  let last: Map<string, number> | undefined;
  const keyOf = (account: string, transactionId: string): string => `${account}\n${transactionId}`;
  const counted = (): Map<string, number> => {
    const found = new Map<string, number>();
    for (const seed of seeds) {
      const transactionId = transactionIdIn(seed);
      if (transactionId === undefined) continue;
      const key = keyOf(seed.creditAccountId, transactionId);
      found.set(key, Math.max(found.get(key) ?? 1, seed.installment ?? 1));
    }
    return found;
  };
  return (account, transactionId) => {
    last ??= counted();
    return last.get(keyOf(account, transactionId));
  };
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
function datesOf(
  seed: CheckedInvoice,
  path: string,
  { now, written, dueDays, issues }: SeedContext,
): DueDates {
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

function invoiceOf(
  seed: CheckedInvoice,
  account: string,
  path: string,
  context: SeedContext,
  installmentsOf: InstallmentsOf,
): Invoice {
  const { installment = 1 } = seed;
  const status = seed.status === undefined || seed.status === 'Overdue' ? 'Opened' : seed.status;
  const transactionId = transactionIdIn(seed) ?? context.makeId();
  const { createdAt, dueDate } = datesOf(seed, path, context);
  const updatedAt = seed.updatedAt ?? createdAt;
  const resolvedAt = seed.resolvedAt ?? (status === 'Opened' ? undefined : updatedAt);
  // The same for all invoices of the transaction.
  const ids = createIds(`${account} ${transactionId}`);
  const {
    friendlyId = `${ids.friendlyId()}-${installment}`,
    orderId = ids.orderId(),
    numberOfInstallments = installmentsOf(account, transactionId) ?? installment,
    paymentLink,
    observation,
  } = seed;
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

export interface PreparedInvoices {
  /** In the order of the seed. */
  readonly invoices: readonly StoredInvoice[];
  /** By what the seed calls the account. */
  readonly byAccount: ReadonlyMap<string, InvoicesOfAccount>;
}

interface InvoicesOfAccount {
  /** By their ids. */
  readonly invoices: Map<string, StoredInvoice>;
  /** Transactions that cannot be found again by the ids of their invoices. */
  readonly unnumbered: Set<string>;
}

/** An account while its invoices are read. */
interface Filling extends InvoicesOfAccount {
  readonly id: string;
  /** Whether it was there before the seed, perhaps with invoices. */
  readonly wasThere: boolean;
}

/**
 * The invoices of a seed. What the API shows of every invoice and the seed leaves out is made up: `friendlyId`, `orderId`
 * and `numberOfInstallments`.
 */
export function prepareInvoices(
  seeds: readonly CheckedInvoice[],
  seededId: (id: string) => string | undefined,
  context: SeedContext,
): PreparedInvoices {
  const { issues, nextSequence } = context;
  const invoices: StoredInvoice[] = [];
  const byAccount = new Map<string, Filling>();
  const installmentsOf = installmentsIn(seeds);
  const begin = (named: string): Filling => {
    const seeded = seededId(named);
    const there = seeded === undefined ? context.accountId(named) : undefined;
    const filling: Filling = {
      ...{ id: seeded ?? there ?? '', wasThere: there !== undefined },
      ...{ invoices: new Map(), unnumbered: new Set() },
    };
    byAccount.set(named, filling);
    return filling;
  };
  for (const [at, seed] of seeds.entries()) {
    const { creditAccountId, postponements = 0, postponedDays = 0 } = seed;
    const account = byAccount.get(creditAccountId) ?? begin(creditAccountId);
    if (account.id === '')
      issues.push({
        path: `seed.invoices[${at}].creditAccountId`,
        expected: 'the id of an account that is seeded or there already',
      });
    // The same text for all of its invoices.
    const id = account.id || creditAccountId;
    const invoice = isWhole(seed)
      ? copyOf(seed, id)
      : invoiceOf(seed, id, `seed.invoices[${at}]`, context, installmentsOf);
    const record = new StoredInvoice({ invoice, postponements, postponedDays }, nextSequence());
    if (
      account.invoices.has(invoice.id) ||
      (account.wasThere && context.hasInvoice(creditAccountId, invoice.id))
    )
      issues.push({
        path: `seed.invoices[${at}].id`,
        expected: 'an id that no other invoice of the account has',
      });
    account.invoices.set(invoice.id, record);
    if (!isNumbered(invoice)) account.unnumbered.add(invoice.transactionId);
    invoices.push(record);
  }
  return { invoices, byAccount };
}

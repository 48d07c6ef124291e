import * as z from 'zod/mini';
import { accountIdOf } from '../../api/accounts/id.ts';
import { issuesOf } from '../../api/complaints.ts';
import { invoiceStatuses } from '../../api/invoices/names.ts';
import type { Invoice, KnownInvoiceStatus } from '../../api/invoices/types.ts';
import { amount, dateInput, filled, fraction, identifier, oneOf, text, whole } from '../../api/primitives.ts';
import { storeConfigUpdate } from '../../api/store-config/schema.ts';
import type { StoreConfigUpdate } from '../../api/store-config/types.ts';
import { ConfigurationError } from '../../errors/index.ts';
import type { Issue } from '../../errors/issue.ts';
import {
  type DueDays,
  dueDateOf,
  dueDaysExpected,
  invoiceIdOf,
  isDueDays,
} from '../../ledger/installment.ts';
import type { AccountRecord, InvoiceRecord, TransactionRecord } from '../../ledger/records.ts';
import { formatInstant } from '../../values/instant.ts';
import { mostInstallments } from '../../values/limits.ts';
import { fromCents, toCents } from '../../values/money.ts';
import type { CallerSeed } from '../engine/callers.ts';

/** An account to start with. */
export interface AccountSeed {
  /** Left out: `{document}_{documentType}`. */
  readonly id?: string | undefined;
  readonly document?: string | undefined;
  readonly documentType?: string | undefined;
  readonly email: string;
  /** Store currency. */
  readonly creditLimit: number;
  /** Decimal fraction; 0 unless given. */
  readonly tolerance?: number | undefined;
  readonly createdAt?: string | undefined;
  readonly updatedAt?: string | undefined;
}

/** An invoice to start with; a whole invoice of the API will do. */
export interface InvoiceSeed {
  /** Left out: `{transactionId}-{NN}`. */
  readonly id?: string | undefined;
  readonly creditAccountId: string;
  /** Left out: made from the seed of the ids. */
  readonly transactionId?: string | undefined;
  readonly friendlyId?: string | null | undefined;
  /** `Opened` unless given. */
  readonly status?: KnownInvoiceStatus | undefined;
  readonly value: number;
  readonly createdAt?: string | undefined;
  readonly updatedAt?: string | undefined;
  readonly resolvedAt?: string | null | undefined;
  readonly originalDueDate?: string | undefined;
  /** Left out: by the store's due days, 30 days after the creation for each instalment unless set. */
  readonly dueDate?: string | undefined;
  readonly installment?: number | undefined;
  readonly numberOfInstallments?: number | null | undefined;
  readonly orderId?: string | null | undefined;
  readonly paymentLink?: string | null | undefined;
  readonly observation?: string | null | undefined;
  /** How often and by how many days it was postponed before. */
  readonly postponements?: number | undefined;
  readonly postponedDays?: number | undefined;
}

/** What a store starts with. */
export interface Seed {
  readonly accounts?: readonly AccountSeed[] | undefined;
  readonly invoices?: readonly InvoiceSeed[] | undefined;
  readonly storeConfig?: StoreConfigUpdate | undefined;
  /** After how many days the instalments are due, also those seeded without a due date: every 30 days unless given. */
  readonly dueDays?: DueDays | undefined;
  /** Who may use the store; without any, whoever has credentials. */
  readonly callers?: readonly CallerSeed[] | undefined;
}

const note = z.optional(z.nullable(text()));
const date = z.optional(
  dateInput.check(
    z.refine((text) => Number(text.slice(0, 4)) < 9900, { error: 'a date before the year 9900' }),
  ),
);

const accountSeed = z.object({
  id: z.optional(identifier),
  document: z.optional(z.nullable(filled)),
  documentType: z.optional(z.nullable(filled)),
  email: text(),
  creditLimit: amount,
  tolerance: z.optional(fraction),
  createdAt: date,
  updatedAt: date,
});

const invoiceSeed = z.object({
  id: z.optional(identifier),
  creditAccountId: identifier,
  transactionId: z.optional(identifier),
  friendlyId: note,
  status: z.optional(oneOf(invoiceStatuses)),
  value: amount,
  createdAt: date,
  updatedAt: date,
  resolvedAt: z.optional(z.nullable(dateInput)),
  originalDueDate: date,
  dueDate: date,
  installment: z.optional(whole(1, mostInstallments)),
  numberOfInstallments: z.optional(z.nullable(whole(1, mostInstallments))),
  orderId: note,
  paymentLink: note,
  observation: note,
  postponements: z.optional(whole(0, Number.MAX_SAFE_INTEGER)),
  postponedDays: z.optional(whole(0, Number.MAX_SAFE_INTEGER)),
});

const seedSchema = z.strictObject({
  accounts: z.optional(z.array(accountSeed)),
  invoices: z.optional(z.array(invoiceSeed)),
  storeConfig: z.optional(storeConfigUpdate),
  dueDays: z.optional(
    z.array(z.number()).check(z.refine((days) => isDueDays(days), { error: dueDaysExpected })),
  ),
  // Each is looked at where it is named.
  callers: z.optional(z.array(z.unknown())),
});

type CheckedInvoice = z.output<typeof invoiceSeed>;
type CheckedAccount = z.output<typeof accountSeed>;

/** A seed that was read whole and is ready to be put in. */
export interface PreparedSeed {
  readonly accounts: readonly AccountRecord[];
  readonly invoices: readonly InvoiceRecord[];
  /** The settled transactions that the invoices must have come from. */
  readonly transactions: readonly TransactionRecord[];
  readonly storeConfig: StoreConfigUpdate | undefined;
  readonly dueDays: DueDays | undefined;
}

function toAccountRecord(seed: CheckedAccount, id: string, moment: string): AccountRecord {
  const { document, documentType, email, creditLimit, tolerance = 0, createdAt = moment } = seed;
  return Object.freeze({
    id,
    status: 'Open',
    ...(document ? { document } : {}),
    ...(documentType ? { documentType } : {}),
    email,
    creditLimit,
    tolerance,
    balance: 0,
    createdAt,
    updatedAt: seed.updatedAt ?? createdAt,
  });
}

/** The optional keys that were given something. */
function given(fields: Readonly<Record<string, string | null | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([key, value]) =>
      value === undefined || value === null ? [] : [[key, value]],
    ),
  );
}

function toInvoiceRecord(
  seed: CheckedInvoice,
  moment: string,
  { makeId, dueDays }: Pick<SeedTarget, 'makeId' | 'dueDays'>,
): InvoiceRecord {
  const {
    createdAt = moment,
    installment = 1,
    status = 'Opened',
    postponements = 0,
    postponedDays = 0,
  } = seed;
  const transactionId = seed.transactionId ?? seed.id?.replace(/-\d\d$/, '') ?? makeId();
  const dueDate = seed.dueDate ?? seed.originalDueDate ?? dueDateOf(createdAt, installment, dueDays);
  const resolvedAt = seed.resolvedAt ?? (status === 'Opened' ? undefined : (seed.updatedAt ?? createdAt));
  const { friendlyId, paymentLink, orderId, observation } = seed;
  const invoice: Invoice = Object.freeze({
    id: seed.id ?? invoiceIdOf(transactionId, installment),
    ...given({ friendlyId }),
    status,
    value: seed.value,
    accountId: seed.creditAccountId,
    creditValue: 0,
    createdAt,
    ...given({ resolvedAt }),
    updatedAt: seed.updatedAt ?? createdAt,
    ...given({ paymentLink }),
    originalDueDate: seed.originalDueDate ?? dueDate,
    dueDate,
    installment,
    ...given({ orderId, observation }),
    transactionId,
    ...(seed.numberOfInstallments ? { numberOfInstallments: seed.numberOfInstallments } : {}),
    creditAccountId: seed.creditAccountId,
  });
  return Object.freeze({ invoice, postponements, postponedDays });
}

/** What is known of a store before a seed is put in. */
export interface SeedTarget {
  readonly now: number;
  readonly dueDays: DueDays;
  hasAccount(id: string): boolean;
  hasInvoice(creditAccountId: string, id: string): boolean;
  makeId(): string;
}

function prepareAccounts(
  seeds: readonly CheckedAccount[],
  target: SeedTarget,
  issues: Issue[],
): AccountRecord[] {
  const moment = formatInstant(target.now);
  const ids = new Set<string>();
  return seeds.flatMap((seed, at) => {
    const path = `seed.accounts[${at}]`;
    const { document, documentType } = seed;
    const id = seed.id ?? (document && documentType ? accountIdOf(document, documentType) : undefined);
    if (id === undefined) {
      issues.push({ path: `${path}.id`, expected: 'an id, or document and documentType' });
      return [];
    }
    if (ids.has(id) || target.hasAccount(id)) {
      issues.push({ path: `${path}.id`, expected: 'an id that no other account has' });
    }
    ids.add(id);
    return [toAccountRecord(seed, id, moment)];
  });
}

function prepareInvoices(
  seeds: readonly CheckedInvoice[],
  accounts: readonly AccountRecord[],
  target: SeedTarget,
  issues: Issue[],
): InvoiceRecord[] {
  const moment = formatInstant(target.now);
  const accountIds = new Set(accounts.map(({ id }) => id));
  const seen = new Set<string>();
  return seeds.map((seed, at) => {
    const path = `seed.invoices[${at}]`;
    const record = toInvoiceRecord(seed, moment, target);
    const { id, creditAccountId } = record.invoice;
    if (!accountIds.has(creditAccountId) && !target.hasAccount(creditAccountId)) {
      issues.push({
        path: `${path}.creditAccountId`,
        expected: 'the id of an account that is seeded or there already',
      });
    }
    const key = JSON.stringify([creditAccountId, id]);
    if (seen.has(key) || target.hasInvoice(creditAccountId, id)) {
      issues.push({ path: `${path}.id`, expected: 'an id that no other invoice of the account has' });
    }
    seen.add(key);
    return record;
  });
}

/** Invoices come from settlements: what they are worth together was captured. */
function transactionsOf(invoices: readonly InvoiceRecord[]): TransactionRecord[] {
  const byTransaction = Map.groupBy(invoices, ({ invoice }) =>
    JSON.stringify([invoice.creditAccountId, invoice.transactionId]),
  );
  return [...byTransaction.values()].flatMap((records): TransactionRecord[] => {
    const first = records[0]?.invoice;
    if (first === undefined) return [];
    const standing = records.filter(({ invoice }) => invoice.status !== 'Cancelled');
    const worth = fromCents(standing.reduce((sum, { invoice }) => sum + toCents(invoice.value), 0n));
    return [
      Object.freeze({
        id: first.transactionId,
        creditAccountId: first.creditAccountId,
        state: 'captured',
        value: worth,
        originalValue: worth,
        settle: true,
        installments: records.length,
        expiresAt: first.createdAt,
        captured: worth,
        refunded: 0,
        issued: Math.max(...records.map(({ invoice }) => invoice.installment)),
        ...(first.orderId ? { orderId: first.orderId } : {}),
        createdAt: first.createdAt,
        updatedAt: first.updatedAt,
      }),
    ];
  });
}

/** Reads a seed whole before anything of it is used. Throws `ConfigurationError` naming every wrong field. */
export function prepareSeed(seed: Seed, target: SeedTarget): PreparedSeed {
  const parsed = z.safeParse(seedSchema, seed);
  if (parsed.error !== undefined) {
    throw new ConfigurationError(
      issuesOf(parsed.error, '').map(({ path, expected }) => ({
        path: path ? `seed.${path}` : 'seed',
        expected,
      })),
    );
  }
  const issues: Issue[] = [];
  const accounts = prepareAccounts(parsed.data.accounts ?? [], target, issues);
  const dueDays = parsed.data.dueDays && Object.freeze(parsed.data.dueDays);
  const invoices = prepareInvoices(
    parsed.data.invoices ?? [],
    accounts,
    { ...target, dueDays: dueDays ?? target.dueDays },
    issues,
  );
  if (issues.length > 0) throw new ConfigurationError(issues);
  return {
    accounts,
    invoices,
    transactions: transactionsOf(invoices),
    storeConfig: parsed.data.storeConfig,
    dueDays,
  };
}

import * as z from 'zod/mini';
import { statementOrigins } from '../../api/accounts/names.ts';
import { issuesOf } from '../../api/complaints.ts';
import { withField } from '../../api/fields.ts';
import { invoiceStatuses } from '../../api/invoices/names.ts';
import { shownStatusOf } from '../../api/invoices/status-names.ts';
import {
  amount,
  dateInput,
  debit,
  email,
  filled,
  fraction,
  identifier,
  oneOf,
  positiveAmount,
  text,
  whole,
} from '../../api/primitives.ts';
import { storeConfigUpdate } from '../../api/store-config/types.ts';
import type { Issue } from '../../errors/issue.ts';
import { withNearest } from '../../errors/unknown-field.ts';
import { dueDaysExpected, isDueDays } from '../../ledger/installment.ts';
import { epochOf } from '../../values/date-order.ts';
import { mostInstallments } from '../../values/limits.ts';
import { isRecord } from '../../values/record.ts';

const note = z.optional(z.nullable(text()));
const date = z.optional(
  dateInput.check(
    z.refine((text) => Number(text.slice(0, 4)) < 9900, { error: 'a date before the year 9900' }),
  ),
);
const count = z.optional(whole(0, Number.MAX_SAFE_INTEGER));
const installments = whole(1, mostInstallments);
/** What the API shows of an account or an invoice and the reference works out itself. */
const ignored = z.optional(z.unknown());

const dependent = z.union([email, z.strictObject({ email, id: z.optional(identifier), createdAt: date })]);
const debitSeed = z.strictObject({
  value: debit.check(z.refine((value) => typeof value === 'number', { error: 'a number below zero' })),
  id: z.optional(identifier),
  date,
  doneBy: z.optional(text()),
});
const statementSeed = z.strictObject({
  value: z.number().check(
    z.refine((value) => Math.round(value * 100) / 100 === value && Math.abs(value) < 1e12, {
      error: 'an amount with two decimals at most, below 10^12',
    }),
  ),
  date,
  origin: oneOf(statementOrigins),
  doneBy: note,
  metadata: z.optional(
    z.nullable(
      z.strictObject({
        transactionId: z.exactOptional(z.nullable(text())),
        orderId: z.exactOptional(z.nullable(text())),
        numberOfInstallments: z.exactOptional(z.nullable(z.number())),
        installment: z.exactOptional(z.nullable(z.number())),
      }),
    ),
  ),
});

const accountSeed = z.strictObject({
  id: z.optional(identifier),
  status: z.optional(oneOf(['Open'])),
  document: z.optional(z.nullable(filled)),
  documentType: z.optional(z.nullable(filled)),
  email: text(),
  creditLimit: amount,
  tolerance: z.optional(fraction),
  createdAt: date,
  updatedAt: date,
  dependents: z.optional(z.array(dependent)),
  debits: z.optional(z.array(debitSeed)),
  statements: z.optional(z.array(statementSeed)),
  balance: ignored,
  availableCredit: ignored,
  availableBalance: ignored,
  preAuthorizedCredit: ignored,
  description: ignored,
});

const invoiceSeed = z.strictObject({
  id: z.optional(identifier),
  creditAccountId: identifier,
  transactionId: z.optional(identifier),
  friendlyId: note,
  status: z.optional(oneOf([...invoiceStatuses, 'Overdue'])),
  value: amount,
  createdAt: date,
  updatedAt: date,
  resolvedAt: z.optional(z.nullable(dateInput)),
  originalDueDate: date,
  dueDate: date,
  installment: z.optional(installments),
  numberOfInstallments: z.optional(z.nullable(installments)),
  orderId: note,
  paymentLink: note,
  observation: note,
  postponements: count,
  postponedDays: count,
  accountId: ignored,
  creditValue: ignored,
});

const holdSeed = z.strictObject({
  creditAccountId: identifier,
  transactionId: z.optional(identifier),
  value: positiveAmount,
  settle: z.optional(z.boolean()),
  installments: z.optional(installments),
  expirationDate: date,
  orderId: z.optional(filled),
  createdAt: date,
});

export type CheckedAccount = z.output<typeof accountSeed>;
export type CheckedInvoice = z.output<typeof invoiceSeed>;
export type CheckedHold = z.output<typeof holdSeed>;

const frame = z.strictObject({
  accounts: z.optional(z.array(z.unknown())),
  invoices: z.optional(z.array(z.unknown())),
  holds: z.optional(z.array(z.unknown())),
  storeConfig: z.optional(storeConfigUpdate),
  dueDays: z.optional(
    z.array(z.number()).check(z.refine((days) => isDueDays(days), { error: dueDaysExpected })),
  ),
  // Each is looked at where it is named.
  callers: z.optional(z.array(z.unknown())),
});

/** A seed whose fields are right, each by itself. */
export interface CheckedSeed extends Pick<z.output<typeof frame>, 'storeConfig' | 'dueDays'> {
  readonly accounts: readonly CheckedAccount[];
  readonly invoices: readonly CheckedInvoice[];
  readonly holds: readonly CheckedHold[];
}

const statuses: readonly unknown[] = [...invoiceStatuses, 'Overdue'];
// biome-ignore lint/suspicious/noControlCharactersInRegex: an id has none.
const control = /[\u0000-\u001f\u007f]/;

const isId = (value: unknown): boolean =>
  typeof value === 'string' &&
  value.length > 3 &&
  value.length <= 200 &&
  !control.test(value) &&
  value.isWellFormed() &&
  !value.startsWith('%') &&
  !value.startsWith('.');
const isAmount = (value: unknown): boolean =>
  typeof value === 'number' && value >= 0 && value < 1e12 && Math.round(value * 100) / 100 === value;
/** The last date that was right: an invoice has most of its dates twice. */
let knownDate = '';
function isDate(value: unknown): boolean {
  if (value === knownDate) return true;
  if (typeof value !== 'string' || value >= '9900' || epochOf(value) === undefined) return false;
  knownDate = value;
  return true;
}
const isInstallment = (value: unknown): boolean =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= mostInstallments;
const isText = (value: unknown): boolean => typeof value === 'string';
const isAnything = (): boolean => true;

/** What makes a field of an invoice right without a doubt. */
const plainFields: Readonly<Record<keyof CheckedInvoice, (value: unknown) => boolean>> = {
  id: isId,
  creditAccountId: isId,
  transactionId: isId,
  friendlyId: isText,
  status: (value) => statuses.includes(value),
  value: isAmount,
  createdAt: isDate,
  updatedAt: isDate,
  resolvedAt: isDate,
  originalDueDate: isDate,
  dueDate: isDate,
  installment: isInstallment,
  numberOfInstallments: isInstallment,
  orderId: isText,
  paymentLink: isText,
  observation: isText,
  postponements: () => false,
  postponedDays: () => false,
  accountId: isAnything,
  creditValue: isAnything,
};
const plain = new Map<string, (value: unknown) => boolean>(Object.entries(plainFields));

/**
 * Whether an invoice is right without a doubt, as nearly all are: the schema takes ten times as long, and looks at the
 * others.
 */
export function isPlainInvoice(given: unknown): given is CheckedInvoice {
  if (!isRecord(given)) return false;
  for (const key of Object.keys(given)) {
    const isRight = plain.get(key);
    if (isRight === undefined || !isRight(given[key])) return false;
  }
  return given['creditAccountId'] !== undefined && given['value'] !== undefined;
}

/** An invoice whose status, if it is a word for one, is that of the API. */
const withStatus = (given: unknown): unknown =>
  withField(given, 'status', (status) =>
    typeof status === 'string' ? (shownStatusOf(status) ?? status) : status,
  );

function checkedEach<Value>(
  schema: z.ZodMiniType<Value> & { readonly shape: object },
  given: readonly unknown[],
  path: string,
  issues: Issue[],
  isPlain?: (each: unknown) => each is Value,
  spelled: (each: unknown) => unknown = (each) => each,
): Value[] {
  const names = Object.keys(schema.shape);
  const checked: Value[] = [];
  for (const [at, each] of given.entries()) {
    if (isPlain?.(each)) {
      checked.push(each);
      continue;
    }
    const parsed = z.safeParse(schema, spelled(each));
    if (parsed.error === undefined) checked.push(parsed.data);
    else issues.push(...named(withNearest(issuesOf(parsed.error, ''), names), `${path}[${at}]`));
  }
  return checked;
}

const named = (issues: readonly Issue[], root: string): Issue[] =>
  issues.map(({ path, expected }) => ({ path: path === '' ? root : `${root}.${path}`, expected }));

/** Checks each field of a seed by itself; what is wrong is added to `issues`. */
export function checkSeed(seed: unknown, issues: Issue[]): CheckedSeed {
  const parsed = z.safeParse(frame, seed);
  if (parsed.error !== undefined)
    issues.push(...named(withNearest(issuesOf(parsed.error, ''), Object.keys(frame.shape)), 'seed'));
  const given: Readonly<Record<string, unknown>> = isRecord(seed) ? seed : {};
  const list = (name: string): readonly unknown[] => {
    const value = given[name];
    return Array.isArray(value) ? value : [];
  };
  return {
    accounts: checkedEach(accountSeed, list('accounts'), 'seed.accounts', issues),
    invoices: checkedEach(
      ...([invoiceSeed, list('invoices'), 'seed.invoices', issues, isPlainInvoice, withStatus] as const),
    ),
    holds: checkedEach(holdSeed, list('holds'), 'seed.holds', issues),
    storeConfig: parsed.data?.storeConfig,
    dueDays: parsed.data?.dueDays,
  };
}

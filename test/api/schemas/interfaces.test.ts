import { describe, expect, test } from 'vitest';
import type {
  Account,
  Holder,
  Invoice,
  InvoiceSummary,
  PreAuthorization,
  Refund,
  Settlement,
  Statement,
  Statements,
  StoreConfig,
} from 'vtex-customer-credit';
import type { ZodMiniType } from 'zod/mini';
import { matches } from '../../../src/api/complaints.ts';
import { answers } from '../../../src/api/schemas.ts';

/**
 * Each key of an interface and whether it may be missing. The compiler holds it to the interface in both directions,
 * the tests hold it to the schema: so a key that only one of the two has is found.
 */
type Presence<Dto> = {
  readonly [Key in keyof Dto]-?: object extends Pick<Dto, Key> ? 'optional' : 'required';
};

const account: Presence<Account> = {
  id: 'required',
  status: 'required',
  document: 'optional',
  documentType: 'optional',
  email: 'required',
  balance: 'required',
  creditLimit: 'required',
  availableCredit: 'required',
  availableBalance: 'required',
  preAuthorizedCredit: 'required',
  tolerance: 'required',
  description: 'optional',
  createdAt: 'required',
  updatedAt: 'required',
};

const invoice: Presence<Invoice> = {
  id: 'required',
  friendlyId: 'optional',
  status: 'required',
  value: 'required',
  accountId: 'required',
  creditAccountId: 'required',
  creditValue: 'optional',
  createdAt: 'required',
  updatedAt: 'required',
  resolvedAt: 'optional',
  originalDueDate: 'required',
  dueDate: 'required',
  installment: 'required',
  numberOfInstallments: 'optional',
  orderId: 'optional',
  transactionId: 'required',
  paymentLink: 'optional',
  observation: 'optional',
};

const invoiceSummary: Presence<InvoiceSummary> = {
  total: 'optional',
  count: 'required',
  totalPaid: 'optional',
  totalCancelled: 'optional',
};

const holder: Presence<Holder> = {
  id: 'required',
  level: 'required',
  claims: 'required',
  createdAt: 'required',
};

const statement: Presence<Statement> = {
  value: 'required',
  date: 'required',
  origin: 'required',
  doneBy: 'optional',
  metadata: 'optional',
};

const statements: Presence<Statements> = {
  statements: 'required',
  currentBalance: 'required',
  intervalBalance: 'required',
  previousBalance: 'required',
};

const preAuthorization: Presence<PreAuthorization> = {
  id: 'required',
  value: 'required',
  installments: 'required',
  expirationDate: 'optional',
};

const settlement: Presence<Settlement> = { id: 'required', value: 'required' };
const refund: Presence<Refund> = { value: 'required' };

const storeConfig: Presence<StoreConfig> = {
  dailyInterestRate: 'required',
  invoicePostponementLimit: 'required',
  taxRate: 'required',
  maxPostponementDays: 'required',
  defaultCreditValue: 'required',
  postponementEnabled: 'required',
  automaticCheckingAccountCreationEnabled: 'required',
  toleranceEnabled: 'required',
  myCreditsEnabled: 'required',
  maxPreAuthorizationGrowthRate: 'required',
  notificationsSettings: 'optional',
};

const date = '2024-01-10T12:00:00.1234567Z';

/** Whole examples, by key; a key is looked up in whichever object has it. */
const values: Readonly<Record<string, unknown>> = {
  status: 'Opened',
  origin: 'Payment',
  claims: { email: 'a@example.com' },
  metadata: { transactionId: 'x' },
  statements: [],
  notificationsSettings: { daysPrior: [], daysAfter: [] },
};

const dates = [
  'createdAt',
  'updatedAt',
  'resolvedAt',
  'originalDueDate',
  'dueDate',
  'date',
  'expirationDate',
];
const texts = [
  ...['id', 'document', 'documentType', 'email', 'description', 'friendlyId', 'accountId', 'creditAccountId'],
  ...['orderId', 'transactionId', 'paymentLink', 'observation', 'doneBy'],
];
const flags = Object.keys(storeConfig).filter((key) => key.endsWith('Enabled'));

function exampleOf(name: string, key: string): unknown {
  if (name === 'account' && key === 'status') return 'Open';
  if (Object.hasOwn(values, key)) return values[key];
  if (dates.includes(key)) return date;
  if (flags.includes(key)) return true;
  return texts.includes(key) ? 'text' : 1;
}

const held = {
  account,
  invoice,
  invoiceSummary,
  holder,
  statement,
  statements,
  preAuthorization,
  settlement,
  refund,
  storeConfig,
};

describe.each(Object.entries(held))('%s', (name, presence) => {
  const found = Object.entries(answers).find(([answer]) => answer === name)?.[1];
  const whole = Object.fromEntries(Object.keys(presence).map((key) => [key, exampleOf(name, key)]));

  describe.each(['tolerant', 'strict'] as const)('%s', (strength) => {
    const schema: ZodMiniType | undefined = found?.[strength];
    const accepts = (value: unknown): boolean => schema !== undefined && matches(schema, value);
    const without = (key: string): object =>
      Object.fromEntries(Object.entries(whole).filter(([other]) => other !== key));

    test('knows the keys of the interface', () => {
      const def = schema?._zod.def;
      const shape: object =
        def !== undefined && 'shape' in def && typeof def.shape === 'object' ? (def.shape ?? {}) : {};
      expect(Object.keys(shape).toSorted()).toEqual(Object.keys(presence).toSorted());
      expect(accepts(whole)).toBe(true);
    });

    test.each(Object.entries(presence))('%s is %s', (key, expected) => {
      expect(accepts(without(key))).toBe(expected === 'optional');
      expect(accepts({ ...whole, [key]: null })).toBe(expected === 'optional');
      // Of no type that occurs.
      expect(accepts({ ...whole, [key]: Symbol('odd') })).toBe(false);
    });
  });
});

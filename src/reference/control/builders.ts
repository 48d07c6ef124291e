import { accountIdOf } from '../../api/accounts/id.ts';
import type { StoreConfigUpdate } from '../../api/store-config/types.ts';
import { ConfigurationError } from '../../errors/index.ts';
import { mostInstallments } from '../../values/limits.ts';
import { fromCents, splitCents, toCents } from '../../values/money.ts';
import { isRecord } from '../../values/record.ts';
import { createIds } from '../engine/ids.ts';
import type {
  AccountSeed,
  DebitSeed,
  DependentSeed,
  HoldSeed,
  InvoiceSeed,
  Seed,
  StatementSeed,
} from './seed-types.ts';

/** What may be told of an account that a builder makes; what is left out has a default. */
export type AccountFields = Partial<Omit<AccountSeed, 'dependents' | 'debits' | 'statements'>>;

/** What may be told of an invoice of a builder's account. */
export type InvoiceFields = Partial<Omit<InvoiceSeed, 'creditAccountId'>>;

/** What may be told of a hold of a builder's account. */
export type HoldFields = Partial<Omit<HoldSeed, 'creditAccountId'>>;

/** What may be told of an order: fields that all its invoices share, and its whole value. */
export type OrderFields = Omit<InvoiceFields, 'id' | 'installment' | 'numberOfInstallments'>;

/** The same fields for each, or a function of the position, counted from 1. */
export type Each<Fields> = Fields | ((position: number) => Fields);

/**
 * A seed of one account with what belongs to it. Each method gives a new builder and leaves the old one as it is, so
 * that tests can share a beginning. A builder is a `Seed`: the option `seed` and `control.seed` take it as it is.
 */
export interface AccountBuilder extends Seed {
  /** The account's id, for calls. */
  readonly id: string;
  readonly accounts: readonly AccountSeed[];
  readonly invoices: readonly InvoiceSeed[];
  readonly holds: readonly HoldSeed[];
  /** Adds invoices that have nothing to do with one another: of 100 each and open, unless told otherwise. */
  withInvoices(count: number, fields?: Each<InvoiceFields>): AccountBuilder;
  /**
   * Adds one order in instalments, as a settlement makes them: `count` invoices (1 to 99) of one transaction, whose
   * values are split to the cent. `value` is that of the whole order: 100 for each instalment unless given.
   */
  withOrder(count: number, fields?: OrderFields): AccountBuilder;
  /** Adds holds (pre-authorizations): of 100 each, unless told otherwise. */
  withHolds(count: number, fields?: Each<HoldFields>): AccountBuilder;
  /** Adds dependents, who share the credit. */
  withDependents(...dependents: readonly DependentSeed[]): AccountBuilder;
  /** Adds manual debits, each below zero: a bare number, or more of it. */
  withDebits(...debits: ReadonlyArray<number | DebitSeed>): AccountBuilder;
  /** Adds rows to the statements that change nothing else. */
  withStatements(...statements: readonly StatementSeed[]): AccountBuilder;
}

const standardValue = 100;
const standardDocument = '11111111111';
const standardDocumentType = 'CPF';
export const standardLimit = 10_000;

function checkCount(count: unknown, least: number, most: number): void {
  if (typeof count === 'number' && Number.isInteger(count) && count >= least && count <= most) return;
  throw new ConfigurationError([{ path: 'count', expected: `a whole number from ${least} to ${most}` }]);
}

const amountExpected = 'an amount with two decimals at most, below 10^12';
const isAmount = (value: unknown): value is number =>
  typeof value === 'number' && value >= 0 && value < 1e12 && Math.round(value * 100) / 100 === value;

function checkFields(fields: unknown, path: string): void {
  if (isRecord(fields) && !Array.isArray(fields)) return;
  throw new ConfigurationError([{ path, expected: 'an object with fields of the seed' }]);
}

function listOf<Fields extends object>(count: number, fields: Each<Fields>): Fields[] {
  checkCount(count, 0, 1_000_000);
  return Array.from({ length: count }, (_, at) => {
    const own = typeof fields === 'function' ? fields(at + 1) : fields;
    checkFields(own, 'fields');
    return own;
  });
}

type Parts = Pick<AccountBuilder, 'invoices' | 'holds'> & { readonly account: AccountSeed };

// A class, since a seed has only fields that seeds have: methods of a prototype are none.
class Builder implements AccountBuilder {
  readonly accounts: readonly [AccountSeed];
  readonly invoices: readonly InvoiceSeed[];
  readonly holds: readonly HoldSeed[];
  readonly #id: string;

  constructor({ account, invoices, holds }: Parts, id: string) {
    this.#id = id;
    this.accounts = Object.freeze([Object.freeze(account)] as const);
    this.invoices = Object.freeze(invoices);
    this.holds = Object.freeze(holds);
    Object.freeze(this);
  }

  get id(): string {
    return this.#id;
  }

  withInvoices(count: number, fields: Each<InvoiceFields> = {}): AccountBuilder {
    const creditAccountId = this.#id;
    const more = listOf(count, fields).map((own) => ({ value: standardValue, ...own, creditAccountId }));
    return this.#with({ invoices: [...this.invoices, ...more] });
  }

  withOrder(count: number, fields: OrderFields = {}): AccountBuilder {
    checkCount(count, 1, mostInstallments);
    checkFields(fields, 'fields');
    const creditAccountId = this.#id;
    const { value = standardValue * count } = fields;
    if (!isAmount(value)) throw new ConfigurationError([{ path: 'fields.value', expected: amountExpected }]);
    // The same for the same account and place.
    const ids = createIds(`${creditAccountId} ${this.invoices.length}`);
    const transactionId = ids.transactionId().toUpperCase();
    const orderId = ids.orderId();
    const more = splitCents(toCents(value), count).map((cents, at) => ({
      transactionId,
      orderId,
      ...fields,
      creditAccountId,
      value: fromCents(cents),
      installment: at + 1,
      numberOfInstallments: count,
    }));
    return this.#with({ invoices: [...this.invoices, ...more] });
  }

  withHolds(count: number, fields: Each<HoldFields> = {}): AccountBuilder {
    const creditAccountId = this.#id;
    const more = listOf(count, fields).map((own) => ({ value: standardValue, ...own, creditAccountId }));
    return this.#with({ holds: [...this.holds, ...more] });
  }

  withDependents(...dependents: readonly DependentSeed[]): AccountBuilder {
    const { dependents: before = [], ...account } = this.accounts[0];
    return this.#with({ account: { ...account, dependents: [...before, ...dependents] } });
  }

  withDebits(...debits: ReadonlyArray<number | DebitSeed>): AccountBuilder {
    const { debits: before = [], ...account } = this.accounts[0];
    const more = debits.map((debit) => (typeof debit === 'number' ? { value: debit } : debit));
    return this.#with({ account: { ...account, debits: [...before, ...more] } });
  }

  withStatements(...statements: readonly StatementSeed[]): AccountBuilder {
    const { statements: before = [], ...account } = this.accounts[0];
    return this.#with({ account: { ...account, statements: [...before, ...statements] } });
  }

  #with(parts: Partial<Parts>): AccountBuilder {
    const { invoices, holds } = this;
    return new Builder({ account: this.accounts[0], invoices, holds, ...parts }, this.#id);
  }
}

/**
 * Begins a seed of one account: document 11111111111 of type CPF, an e-mail made of it and a limit of 10,000, unless
 * told otherwise. Two accounts of one store need documents, or ids, of their own.
 *
 * ```ts
 * const buyer = anAccount({ creditLimit: 500 }).withInvoices(3, { status: 'Overdue' }).withDependents('b@example.com');
 * const { client } = createInMemoryCustomerCredit({ seed: buyer });
 * await client.invoices.listByAccount(buyer.id);
 * ```
 *
 * @throws ConfigurationError for what are no fields; what is wrong in a field is named when the seed is used.
 */
export function anAccount(fields: AccountFields = {}): AccountBuilder {
  checkFields(fields, 'fields');
  const document = fields.document ?? standardDocument;
  const documentType = fields.documentType ?? standardDocumentType;
  const id = fields.id ?? accountIdOf(document, documentType);
  const account = {
    email: `${document}@example.com`,
    creditLimit: standardLimit,
    ...fields,
    id,
    ...(fields.document === null ? {} : { document }),
    ...(fields.documentType === null ? {} : { documentType }),
  };
  return new Builder({ account, invoices: [], holds: [] }, id);
}

function merged(configs: readonly StoreConfigUpdate[]): StoreConfigUpdate {
  const all: StoreConfigUpdate = {};
  for (const config of configs) Object.assign(all, config);
  return all;
}

/**
 * One seed of several, builders and plain ones: lists one after the other; of the rest, later ones add to earlier ones,
 * field by field for the configuration.
 *
 * ```ts
 * const seed = aStore(anAccount({ document: '1' }), anAccount({ document: '2' }), { storeConfig: { taxRate: 0 } });
 * ```
 */
export function aStore(...seeds: readonly Seed[]): Seed {
  for (const [at, seed] of seeds.entries()) checkFields(seed, `seeds[${at}]`);
  const configs = seeds.flatMap(({ storeConfig }) => storeConfig ?? []);
  const callers = seeds.flatMap(({ callers }) => callers ?? []);
  const dueDays = seeds.findLast((seed) => seed.dueDays !== undefined)?.dueDays;
  return {
    accounts: seeds.flatMap(({ accounts }) => accounts ?? []),
    invoices: seeds.flatMap(({ invoices }) => invoices ?? []),
    holds: seeds.flatMap(({ holds }) => holds ?? []),
    ...(configs.length === 0 ? {} : { storeConfig: merged(configs) }),
    ...(dueDays === undefined ? {} : { dueDays }),
    ...(callers.length === 0 ? {} : { callers }),
  };
}

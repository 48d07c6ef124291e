import type { Holder } from '../../src/api/accounts/holder-types.ts';
import { accountIdOf } from '../../src/api/accounts/id.ts';
import type { Invoice } from '../../src/api/invoices/types.ts';
import type { StoreConfig } from '../../src/api/store-config/types.ts';
import { openAccount } from '../../src/ledger/account.ts';
import { type DueDays, standardDueDays } from '../../src/ledger/installment.ts';
import { isHeld } from '../../src/ledger/pre-authorization.ts';
import type {
  AccountRecord,
  AccountView,
  Changes,
  InvoiceRecord,
  Refusal,
  RuleContext,
  RuleResult,
  StatementRecord,
  TransactionRecord,
} from '../../src/ledger/records.ts';
import { freshStoreConfig } from '../../src/ledger/store-config.ts';
import { formatInstant } from '../../src/values/instant.ts';
import { toCents } from '../../src/values/money.ts';

export const day = 86_400_000;
const start = Date.parse('2024-05-08T12:00:00Z');

/** One account, kept the plainest way: sums are added up anew at each look, by other means than the engine's. */
export class TestLedger {
  now = start;
  config: StoreConfig;
  dueDays: DueDays = standardDueDays;
  account: AccountRecord | undefined;
  readonly invoices = new Map<string, InvoiceRecord>();
  readonly transactions = new Map<string, TransactionRecord>();
  readonly statements: StatementRecord[] = [];
  readonly holders = new Map<string, Holder>();
  #ids = 0;

  constructor(config: Partial<StoreConfig> = {}) {
    this.config = { ...freshStoreConfig, ...config };
  }

  get context(): RuleContext {
    const next = (length: number) => (): string => {
      this.#ids += 1;
      return this.#ids.toString(16).padStart(length, '0');
    };
    const ids = {
      transactionId: next(32),
      friendlyId: next(8),
      holderId: next(32),
      orderId: () => `${next(13)()}-01`,
    };
    const { now, config, dueDays } = this;
    return { now, config, dueDays, caller: 'tester', ids };
  }

  get open(): bigint {
    return this.all
      .filter(({ status }) => status === 'Opened')
      .reduce((sum, { value }) => sum + toCents(value), 0n);
  }

  get held(): bigint {
    return [...this.transactions.values()]
      .filter((transaction) => isHeld(transaction, this.now))
      .reduce((sum, { value }) => sum + toCents(value), 0n);
  }

  get view(): AccountView {
    if (this.account === undefined) throw new Error('no account');
    return { account: this.account, open: this.open, held: this.held };
  }

  get all(): Invoice[] {
    return [...this.invoices.values()].map(({ invoice }) => invoice);
  }

  /** The invoices of a transaction in order of their instalment. */
  of(transactionId: string): InvoiceRecord[] {
    return [...this.invoices.values()]
      .filter(({ invoice }) => invoice.transactionId === transactionId)
      .sort((a, b) => a.invoice.installment - b.invoice.installment);
  }

  /** The statement rows as origin and value. */
  get rows(): Array<readonly [string, number]> {
    return this.statements.map(({ row }) => [row.origin, row.value]);
  }

  apply(changes: Changes): void {
    if (changes.account !== undefined) this.account = changes.account;
    for (const record of changes.invoices ?? []) this.invoices.set(record.invoice.id, record);
    if (changes.transaction !== undefined) this.transactions.set(changes.transaction.id, changes.transaction);
    this.statements.push(...(changes.statements ?? []));
    if (changes.addedHolder !== undefined) this.holders.set(changes.addedHolder.id, changes.addedHolder);
    if (changes.deletedHolderId !== undefined) this.holders.delete(changes.deletedHolderId);
    if (changes.config !== undefined) this.config = changes.config;
    if (changes.closedAccountId === undefined) return;
    this.account = undefined;
    for (const kept of [this.invoices, this.transactions, this.holders]) kept.clear();
    this.statements.length = 0;
  }

  /** Applies what a rule granted and gives its result; a refusal is an error of the test. */
  do<Result>(ruled: RuleResult<Result>): Result {
    if (ruled.refusal !== undefined) throw new Error(ruled.refusal.message);
    this.apply(ruled.changes);
    return ruled.result;
  }

  /** Applies what a rule granted; gives back its refusal. */
  try(ruled: RuleResult<unknown>): Refusal | undefined {
    if (ruled.refusal === undefined) this.apply(ruled.changes);
    return ruled.refusal;
  }
}

/** The refusal of a rule that must refuse. */
export function refusalOf(ruled: RuleResult<unknown>): Refusal {
  if (ruled.refusal === undefined) throw new Error('expected a refusal');
  return ruled.refusal;
}

/** The changes of a rule that must not refuse. */
export function changesOf(ruled: RuleResult<unknown>): Changes {
  if (ruled.refusal !== undefined) throw new Error(ruled.refusal.message);
  return ruled.changes;
}

/** A ledger with one open account. */
export function ledgerWith(
  account: { readonly creditLimit: number; readonly tolerance?: number },
  config: Partial<StoreConfig> = {},
): TestLedger {
  const ledger = new TestLedger(config);
  const opening = { document: '11111111111', documentType: 'CPF', email: 'buyer@example.com', ...account };
  ledger.do(openAccount(undefined, opening, ledger.context));
  return ledger;
}

export const accountId = accountIdOf('11111111111', 'CPF');

/** The invoice of the guide "Managing a Customer Credit invoice". */
export function guideInvoice(changed: Partial<Invoice> = {}): InvoiceRecord {
  return {
    postponements: 0,
    postponedDays: 0,
    invoice: Object.freeze({
      id: '7583E36F101C461094AB6CA68FA8EE2C-01',
      friendlyId: 'IBjuAsrJ-1',
      status: 'Opened',
      value: 9.63,
      accountId,
      creditValue: 0,
      createdAt: '2024-03-03T06:52:53.1314379Z',
      updatedAt: '2024-04-05T06:52:56.2329924Z',
      originalDueDate: '2024-05-20T06:52:53.1314379Z',
      dueDate: '2024-05-20T06:52:53.1314379Z',
      installment: 1,
      orderId: '1413870513134-01',
      transactionId: '7583E36F101C461094AB6CA68FA8EE2C',
      numberOfInstallments: 1,
      creditAccountId: accountId,
      ...changed,
    }),
  };
}

export const formattedNow = (ledger: TestLedger): string => formatInstant(ledger.now);

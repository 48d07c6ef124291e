import type { Holder } from '../../api/accounts/holder-types.ts';
import type { StoreConfig } from '../../api/store-config/types.ts';
import { type DueDays, invoiceIdOf, standardDueDays } from '../../ledger/installment.ts';
import type {
  AccountRecord,
  AccountView,
  Changes,
  InvoiceRecord,
  StatementRecord,
  TransactionRecord,
} from '../../ledger/records.ts';
import { freshStoreConfig } from '../../ledger/store-config.ts';
import { Holds } from './holds.ts';
import { uniqueId } from './ids.ts';
import { InvoiceIndex } from './invoice-index.ts';
import { Lookup } from './lookup.ts';
import { SortedList } from './sorted-list.ts';
import { StoredInvoice } from './stored-invoice.ts';
import { allTransactions, transactionOf } from './transactions.ts';

/** One account and everything that goes with it when it is closed. */
export interface AccountState {
  record: AccountRecord;
  readonly sequence: number;
  invoices: Map<string, StoredInvoice>;
  /** Those that are kept: see `transaction`. */
  readonly transactions: Map<string, TransactionRecord>;
  readonly statements: StatementRecord[];
  readonly statementsById: Map<string, StatementRecord>;
  readonly holders: Map<string, Holder>;
  readonly holds: Holds;
  /** Sum of the opened invoices, in cents. */
  open: bigint;
}

/** Invoices of an account by their ids. */
export type Batch = readonly [state: AccountState, invoices: Map<string, StoredInvoice>];

/** The state of one store. It knows no rule: it keeps what the ledger decided, and finds it again. */
export class Store {
  config: StoreConfig = freshStoreConfig;
  dueDays: DueDays = standardDueDays;
  readonly index = new InvoiceIndex();
  readonly accounts = new Map<string, AccountState>();
  readonly ordered = new SortedList<AccountState>((a, b) => a.sequence - b.sequence);
  /** By the e-mail in lower case. */
  readonly byEmail = new Lookup<AccountState>();
  readonly byDocument = new Lookup<AccountState>();
  #sequence = 0;
  #dataId: string | undefined;

  /**
   * Names this very data: that of no other store, nor of this one after a reset or in another process. `kept`: it is that
   * of another process, and goes on.
   */
  dataId(kept?: string): string {
    this.#dataId = kept ?? this.#dataId ?? uniqueId();
    return this.#dataId;
  }

  /** The account as the rules look at it. */
  view(state: AccountState, now: number): AccountView {
    return { account: state.record, open: state.open, held: state.holds.sum(now) };
  }

  /** A transaction of an account, that of seeded invoices included. */
  transaction({ transactions, invoices }: AccountState, id: string): TransactionRecord | undefined {
    return transactionOf(transactions, invoices, id);
  }

  /** The invoices a transaction was settled into, in order of their number. */
  invoicesOf(state: AccountState, { id, issued }: TransactionRecord): InvoiceRecord[] {
    const found: InvoiceRecord[] = [];
    for (let number = 1; number <= issued; number += 1) {
      const invoice = state.invoices.get(invoiceIdOf(id, number));
      if (invoice !== undefined) found.push(invoice);
    }
    return found;
  }

  /** The account of which an e-mail is a dependent's, and the customer of none; the one opened first. */
  ofDependent(email: string): AccountState | undefined {
    const wanted = email.toLowerCase();
    if (this.byEmail.find(wanted).length > 0) return undefined;
    const isDependent = ({ holders }: AccountState): boolean =>
      [...holders.values()].some(({ claims }) => claims.email.toLowerCase() === wanted);
    return [...this.accounts.values()].find(isDependent);
  }

  /** Writes the changes of one rule. Synchronous, so that nobody sees half of it. */
  commit(accountId: string | undefined, changes: Changes): void {
    if (changes.config !== undefined) this.config = changes.config;
    if (changes.closedAccountId !== undefined) this.#remove(changes.closedAccountId);
    if (changes.account !== undefined) this.#putAccount(changes.account);
    const state = accountId === undefined ? undefined : this.accounts.get(accountId);
    if (state === undefined) return;
    for (const { invoice } of changes.invoices ?? []) this.#keepTransaction(state, invoice.transactionId);
    for (const invoice of changes.invoices ?? []) this.putInvoice(state, invoice);
    if (changes.transaction !== undefined) this.putTransaction(state, changes.transaction);
    for (const statement of changes.statements ?? []) this.putStatement(state, statement);
    if (changes.addedHolder !== undefined) state.holders.set(changes.addedHolder.id, changes.addedHolder);
    if (changes.deletedHolderId !== undefined) state.holders.delete(changes.deletedHolderId);
  }

  addAccount(record: AccountRecord): AccountState {
    const state: AccountState = {
      record,
      sequence: this.next(),
      invoices: new Map(),
      transactions: new Map(),
      statements: [],
      statementsById: new Map(),
      holders: new Map(),
      holds: new Holds(),
      open: 0n,
    };
    this.accounts.set(record.id, state);
    this.ordered.insert(state);
    this.#index(state);
    return state;
  }

  putInvoice(state: AccountState, record: InvoiceRecord): void {
    const before = state.invoices.get(record.invoice.id);
    const sequence = before === undefined ? this.next() : StoredInvoice.sequenceOf(before);
    const after = new StoredInvoice(record, sequence);
    if (before !== undefined) {
      this.index.delete(before);
      state.open -= StoredInvoice.openCentsOf(before);
    }
    this.index.add(after);
    state.invoices.set(record.invoice.id, after);
    state.open += StoredInvoice.openCentsOf(after);
  }

  /** Adds invoices that are new to their accounts, all at once. The maps are the store's from then on. */
  addInvoices(batches: Iterable<Batch>): void {
    const all: StoredInvoice[] = [];
    for (const [state, invoices] of batches) {
      for (const each of invoices.values()) {
        state.open += StoredInvoice.openCentsOf(each);
        this.#sequence = Math.max(this.#sequence, StoredInvoice.sequenceOf(each));
        all.push(each);
      }
      if (state.invoices.size === 0) state.invoices = invoices;
      else for (const [id, each] of invoices) state.invoices.set(id, each);
    }
    this.index.addAll(all);
  }

  putTransaction(state: AccountState, transaction: TransactionRecord): void {
    state.transactions.set(transaction.id, transaction);
    state.holds.put(transaction);
  }

  putStatement(state: AccountState, statement: StatementRecord): void {
    state.statements.push(statement);
    if (statement.id !== undefined) state.statementsById.set(statement.id, statement);
  }

  /** Keeps transactions of seeded invoices: those that cannot be found again by the ids of these. */
  keepUnnumbered(state: AccountState, ids: ReadonlySet<string>): void {
    if (ids.size === 0) return;
    const records = [...state.invoices.values()].filter(({ invoice }) => ids.has(invoice.transactionId));
    for (const transaction of allTransactions([], records))
      if (!state.transactions.has(transaction.id)) state.transactions.set(transaction.id, transaction);
  }

  /** The number of what comes next. */
  next(): number {
    this.#sequence += 1;
    return this.#sequence;
  }

  /** Before its invoices change, the transaction that follows from them is written down. */
  #keepTransaction(state: AccountState, id: string): void {
    if (state.transactions.has(id)) return;
    const transaction = this.transaction(state, id);
    if (transaction !== undefined) state.transactions.set(id, transaction);
  }

  #putAccount(record: AccountRecord): void {
    const state = this.accounts.get(record.id);
    if (state === undefined) {
      this.addAccount(record);
      return;
    }
    this.#unindex(state);
    state.record = record;
    this.#index(state);
  }

  #remove(id: string): void {
    const state = this.accounts.get(id);
    if (state === undefined) return;
    for (const invoice of state.invoices.values()) this.index.delete(invoice);
    this.#unindex(state);
    this.ordered.delete(state);
    this.accounts.delete(id);
  }

  #index(state: AccountState): void {
    this.byEmail.add(state.record.email.toLowerCase(), state);
    this.byDocument.add(state.record.document, state);
  }

  #unindex(state: AccountState): void {
    this.byEmail.delete(state.record.email.toLowerCase(), state);
    this.byDocument.delete(state.record.document, state);
  }
}

import type { Account } from '../api/accounts/types.ts';
import type { OpenUnion } from '../api/common.ts';
import type { Invoice } from '../api/invoices/types.ts';
import type { CustomerCredit } from '../client/base-client.ts';
import type { ErrorCode } from '../errors/index.ts';
import type { DecimalMark, Separator } from './csv/format/locale.ts';
import type { UnknownColumn } from './csv/format/unknown-columns.ts';

/** A client that has invoices: a whole one, or one that is composed of them. */
export type InvoicesClient = Pick<CustomerCredit, 'invoices'>;

/** A client that has accounts: a whole one, or one that is composed of them. */
export type AccountsClient = Pick<CustomerCredit, 'accounts'>;

/** A CSV as bytes or text, whole or in pieces of any size. */
export type CsvContent =
  | string
  | Uint8Array
  | ReadableStream<Uint8Array | string>
  | AsyncIterable<Uint8Array | string>
  | Iterable<Uint8Array | string>;

/**
 * A CSV that can be read again: each call gives it from the beginning. A plan reads it once to look for damage and for
 * repeated rows, and once more to plan.
 */
export type CsvSource = () => CsvContent | Promise<CsvContent>;

/** How a CSV is read. What is left out is found out from the file. */
export interface ReadOptions {
  /** Found out from the header unless given. */
  readonly separator?: Separator | undefined;
  /**
   * Found out from each number unless given; one that could be either, such as `1.000`, is then a problem of its row.
   */
  readonly decimalMark?: DecimalMark | undefined;
  /** `utf-8` unless given, or `utf-16` where the file begins so. What Excel saves as plain "CSV" in Portuguese and Spanish is `windows-1252`. */
  readonly encoding?: 'utf-8' | 'windows-1252' | 'utf-16le' | 'utf-16be' | undefined;
  /** How many characters one row may have: 1,048,576 unless given, 16,777,216 at most. */
  readonly maxRowLength?: number | undefined;
}

export interface PlanOptions extends ReadOptions {
  /** How many rows are read from the store at a time: 1 to 256, 8 unless given. */
  readonly concurrency?: number | undefined;
  /** How often a read that failed in a way that may pass is tried: 1 to 100, 3 unless given. */
  readonly attempts?: number | undefined;
  /** Ends the walk, which then throws the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

export interface InvoicePlanOptions extends PlanOptions {
  /**
   * Whether `Open` in the status column reopens a paid invoice. Otherwise such a row is impossible: most often the
   * invoice was paid after the file was exported.
   */
  readonly reopen?: boolean | undefined;
}

/** Why a row cannot be. */
export type ProblemCode =
  /** A cell that is needed is empty. */
  | 'missing'
  /** A cell cannot be read. */
  | 'not_understood'
  /** The row has more cells than the header. */
  | 'too_many_cells'
  /** Another row has the same invoice or account and says something else. */
  | 'contradicted'
  /** An earlier row says the same. */
  | 'repeated'
  /** The invoice is paid, and what is paid cannot be cancelled. */
  | 'paid'
  /** The invoice is cancelled, and stays so. */
  | 'cancelled'
  /** The invoice is paid, and the plan was not asked to reopen. */
  | 'reopening_not_asked'
  /** The invoice has a status that this version does not know. */
  | 'unknown_status'
  /** There is an account whose document differs only by zeros in front, mask or invisible characters. */
  | 'same_document'
  /** Accounts are not closed by CSV. */
  | 'closing_not_offered'
  /** It was so when a stopped run was resumed: this run may have done it before, or somebody else. */
  | 'after_stop'
  /** The log tells of the row, but an emulator that could not be asked is to say whether it still has the log's data. */
  | 'store_not_asked'
  /** The store could not be read, or said no: the code of the client's error. */
  | ErrorCode;

/** What stands in the way of a row. Values of the file are never part of it. */
export interface RowProblem {
  readonly code: OpenUnion<ProblemCode>;
  /** The column as the file names it, cut to 60 characters. */
  readonly column?: string | undefined;
  /** A sentence for people. */
  readonly message: string;
}

/** What there is to say about a row that may be as it is. */
export type RowNoteCode =
  /** A cell is what a spreadsheet makes of the present value, which stays as it is. */
  | 'retyped'
  /** The check digits of a CPF or CNPJ do not fit. */
  | 'check_digits';

/** Something to know about a row. Values of the file are never part of it. */
export interface RowNote {
  readonly code: OpenUnion<RowNoteCode>;
  /** The column as the file names it, cut to 60 characters. */
  readonly column?: string | undefined;
  /** A sentence for people. */
  readonly message: string;
}

export type InvoiceChangeKind = 'pay' | 'cancel' | 'reopen' | 'observation' | 'payment_link';
export type AccountChangeKind = 'open' | 'credit_limit' | 'tolerance' | 'email' | 'document';

/** One thing that a row changes. */
export interface RowChange<Kind extends string> {
  readonly kind: Kind;
  /** What the store says now; `''` for nothing. */
  readonly from: string;
  readonly to: string;
}

/** What a row is about, as far as it can be read. */
export interface RowSubject {
  readonly creditAccountId?: string | undefined;
  readonly invoiceId?: string | undefined;
}

export interface PlannedRow<Kind extends string, Present> extends RowSubject {
  /** As a spreadsheet counts: the header is row 1, empty rows count. */
  readonly row: number;
  /**
   * `unchanged`: the row needs nothing, as the store or an earlier row says so. `unread`: the store could not be asked,
   * `problems` says why; such a row may be good.
   */
  readonly verdict: 'change' | 'unchanged' | 'impossible' | 'unread';
  /** Everything that will change, from what to what; empty unless the verdict is `change`. */
  readonly changes: ReadonlyArray<RowChange<Kind>>;
  /** Why it is impossible or unread; for `unchanged` at most that an earlier row says the same. */
  readonly problems: readonly RowProblem[];
  /** What there is to know about the row besides. */
  readonly notes: readonly RowNote[];
  /** What the store said when the row was planned. */
  readonly present?: Present | undefined;
}

export type PlannedInvoice = PlannedRow<InvoiceChangeKind, Invoice>;
export type PlannedAccount = PlannedRow<AccountChangeKind, Account>;

export interface PlanCounts<Kind extends string> {
  /** All rows of the file that are not empty, without the header; 0 before they were counted. */
  readonly total: number;
  readonly change: number;
  readonly unchanged: number;
  readonly impossible: number;
  readonly unread: number;
  /** How many rows have each kind of change. */
  readonly kinds: Readonly<Partial<Record<Kind, number>>>;
  /** Exact sum of the values of the invoices that will be paid, in the store's currency; 0 for accounts. */
  readonly valueToPay: number;
  /** The columns of the file that hold something and are none that is known: nothing is done about them. */
  readonly unknownColumns: readonly UnknownColumn[];
}

/** How a row ended. */
export type RowResult = 'done' | 'unchanged' | 'refused' | 'not-sent' | 'unknown';

export interface RowOutcome extends RowSubject {
  readonly row: number;
  /**
   * `done`: changed by this run. `unchanged`: the row needed nothing. `refused`: nothing changed, `problem` says why.
   * `not-sent`: nothing was sent that changes something, since the store could not be reached or read, or since the
   * run had stopped. `unknown`: an answer was lost and reading back did not help; planning the same file again tells.
   */
  readonly outcome: RowResult;
  /** What was changed, or was about to be. */
  readonly changes: readonly string[];
  readonly problem?: RowProblem | undefined;
}

export interface Progress {
  /** All rows; `undefined` where nobody can know. */
  readonly total: number | undefined;
  readonly processed: number;
  readonly done: number;
  readonly unchanged: number;
  readonly refused: number;
  readonly notSent: number;
  readonly unknown: number;
  /** How many of the processed rows were finished before, by the run that was stopped. */
  readonly resumed: number;
  /** Rows per second since this run began, without the resumed ones; `undefined` without a clock. */
  readonly rate: number | undefined;
  /** Milliseconds until the end at this rate; `undefined` where nobody can know. */
  readonly timeLeft: number | undefined;
  /** Why nothing more is sent, once the run has stopped by itself; the rest then comes out as `not-sent`. */
  readonly stopped: RowProblem | undefined;
}

/**
 * Where a run writes how each row ended, so that it can go on after a stop. A line has no line break in it. After a
 * crash the last line may be torn, and lines at the end may be lost.
 */
export interface RunLog {
  /** Adds a line at the end. An empty one as well: it ends a torn line. */
  append(line: string): Promise<void> | void;
  /**
   * Makes what was appended outlast a crash of the machine, as `fsync` does. Called for the head, and after each 64
   * lines. With it a resumed run knows of all but some hundred rows that they were not sent before the stop; without
   * it, which lines a crash took away cannot be known, and any row may have been sent.
   */
  sync?(): Promise<void> | void;
  /** The lines there are, from the first. Read to its end before anything is appended. */
  lines(): AsyncIterable<string> | Iterable<string>;
}

export interface RunOptions {
  /**
   * Lets the run be stopped and go on later. Bound to the file, to how it is read and to the store: the log of another
   * one is refused, that of an emulator's earlier data as well.
   */
  readonly log?: RunLog | undefined;
  /**
   * Names the store for the log. Needed only for a client of your own making: those of this package tell the address
   * that they send to and the VTEX account.
   */
  readonly store?: string | undefined;
  /** How many rows are under way at a time: 1 to 256; the plan's own unless given. */
  readonly concurrency?: number | undefined;
  /** How often a row that failed in a way that may pass is tried: 1 to 100; the plan's own unless given. */
  readonly attempts?: number | undefined;
  /**
   * Ends the run and its calls at once; it then throws the signal's reason. To let the calls under way come to their
   * end, leave the loop by `break` instead.
   */
  readonly signal?: AbortSignal | undefined;
  /** Told after each row. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** The clock for `rate` and `timeLeft`: milliseconds from whatever moment. */
  readonly now?: (() => number) | undefined;
}

/**
 * What a CSV would change. Each walk reads the file and the store anew, in constant memory and in the order of the
 * file, and sends nothing but reads.
 */
export interface Plan<Kind extends string, Present> extends AsyncIterable<PlannedRow<Kind, Present>> {
  /** The counts of the walk that was begun last: complete once it has ended. */
  counts(): PlanCounts<Kind>;
  /**
   * Makes the changes: each row is planned against the present state once more and then sent, in one request. Gives
   * one outcome for each row, in the order of the file; one bad row never stops the others. Runs only as far as its
   * outcomes are read, and a few rows ahead. It stops by itself at the first failed authentication, after three rows
   * in succession that could not be sent, and after nine attempts in succession that failed otherwise: what is left
   * comes out as `not-sent`,
   * and the log lets the run be resumed from there.
   * @throws InvalidInputError when the file changed since the plan was read, and when the log belongs to another file or
   * store.
   */
  run(options?: RunOptions): AsyncGenerator<RowOutcome, void, void>;
}

export type InvoicePlan = Plan<InvoiceChangeKind, Invoice>;
export type AccountPlan = Plan<AccountChangeKind, Account>;

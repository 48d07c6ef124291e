import { InvalidInputError } from '../../errors/index.ts';
import { printable } from '../../text/printable.ts';
import { isRecord } from '../../values/record.ts';
import { checksum } from '../checksum.ts';
import type { RowOutcome, RunLog } from '../types.ts';

/** What a log begins with, again at each start. */
export interface LogHead {
  readonly kind: 'invoices' | 'accounts';
  readonly fingerprint: string;
  /** The options that say what the cells of the file mean. */
  readonly cellOptions: CellOptions;
  /** The store that is changed. */
  readonly store: string;
}

/** The options of a plan on which the meaning of its file hangs. */
export type CellOptions = Readonly<
  Partial<Record<'separator' | 'decimalMark' | 'encoding' | 'reopen', unknown>>
>;

/** What is said anew at each start. */
export interface LogStart {
  /** How many rows that are sent may have no line: after a stop their outcome is unknown. `Infinity` where any may. */
  readonly window: number;
  /** Which data an emulator has there; `undefined` where none has told. */
  readonly data: string | undefined;
}

const results: ReadonlySet<unknown> = new Set<RowOutcome['outcome']>([
  'done',
  'unchanged',
  'refused',
  'not-sent',
  'unknown',
]);

const isText = (value: unknown): value is string => typeof value === 'string';

/** A head as it stands in a log; JSON has no `Infinity`. */
interface WrittenHead extends LogHead {
  readonly window: number | null;
  readonly data?: string | undefined;
}

function isHead(value: unknown): value is WrittenHead {
  if (!isRecord(value)) return false;
  const { v, kind, fingerprint, cellOptions, store, window, data } = value;
  const isKind = kind === 'invoices' || kind === 'accounts';
  const isWindow = window === null || typeof window === 'number';
  const isStore = isText(store) && (data === undefined || isText(data));
  return v === 2 && isKind && isText(fingerprint) && isRecord(cellOptions) && isStore && isWindow;
}

// Codes and kinds are read as any text: a later version may know more of them.
function isProblem(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { code, column, message } = value;
  return isText(code) && isText(message) && (column === undefined || isText(column));
}

function isOutcome(value: unknown): value is LoggedOutcome {
  if (!isRecord(value)) return false;
  const { row, outcome, changes, problem } = value;
  return (
    typeof row === 'number' &&
    results.has(outcome) &&
    Array.isArray(changes) &&
    changes.every(isText) &&
    (problem === undefined || isProblem(problem))
  );
}

const headOf = ({ kind, fingerprint, cellOptions, store }: LogHead, { window, data }: LogStart): object => ({
  v: 2,
  kind,
  fingerprint,
  cellOptions,
  store,
  window: Number.isFinite(window) ? window : null,
  data,
});

const longestName = 200;

const refused = (expected: string): InvalidInputError => new InvalidInputError([{ path: 'log', expected }]);

const another = 'give another log, or delete this one';
const ofThisData = `the log of a run on these very data, which are new at each start or reset of an emulator: ${another}`;

const broken = (line: number): InvalidInputError =>
  refused(
    `the lines as the run wrote them; line ${line}, or one before it, was changed, moved or taken away`,
  );

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** Whether a line is what a stop left of a head, whatever its window was. */
function isTornHead(line: string, head: LogHead): boolean {
  const [lasting = ''] = JSON.stringify(headOf(head, { window: 0, data: undefined })).split('"window"');
  return lasting.startsWith(line) || line.startsWith(lasting);
}

const sealed = /^(\{.*),"sum":"([0-9a-f]{16})"\}$/;

/** What a log tells of a row that was finished. */
type LoggedOutcome = Omit<RowOutcome, 'creditAccountId' | 'invoiceId'>;

/** Why a head is of a run on something else; `undefined` where it is not. Nothing hangs on it before a row follows. */
function otherRun({ store, cellOptions }: WrittenHead, head: LogHead): string | undefined {
  if (store !== head.store)
    return `the log of a run on ${head.store}; this one is of ${printable(store).slice(0, longestName)}: ${another}`;
  if (JSON.stringify(cellOptions) !== JSON.stringify(head.cellOptions))
    return `the log of a run with the same separator, decimalMark, encoding and reopen: ${another}`;
  return undefined;
}

/**
 * The lines of a log. Each carries a checksum over itself and the one before, so that a line that was changed, moved,
 * added or taken away in between is found. What is missing at the end does no harm.
 */
export class LogChain {
  readonly #head: LogHead;
  #sum = '';

  constructor(head: LogHead) {
    this.#head = head;
  }

  headText(start: LogStart): string {
    return this.#seal(headOf(this.#head, start));
  }

  /** A row's line: its number and end. What the row is about stands in the file. */
  outcomeText({ row, outcome, changes, problem }: RowOutcome): string {
    return this.#seal({ row, outcome, changes, problem });
  }

  /**
   * Reads the log of a run that was stopped: the rows that were finished, in the order of the file. Returns how many
   * rows behind them may have an unknown outcome, `undefined` for an empty log. A torn line, which a stop left, is left
   * out where nothing stands behind it but a new start. `isSame` tells whether the store has the data that a head names.
   * @throws InvalidInputError when the log is none, belongs to another file, store or data, or was changed.
   */
  async *read(
    log: RunLog,
    isSame: (data: string | undefined) => Promise<boolean>,
  ): AsyncGenerator<LoggedOutcome, number | undefined, void> {
    const head = this.#head;
    let begun: WrittenHead | undefined;
    let other: string | undefined;
    let isChecked = false;
    let window: number | undefined;
    let torn = false;
    let number = 0;
    for await (const line of log.lines()) {
      number += 1;
      if (line.trim() === '') continue;
      const value = parsed(line);
      if (value === undefined && (begun !== undefined || isTornHead(line, head))) {
        // A start that was torn, too.
        if (torn && !isTornHead(line, head)) throw broken(number);
        torn = true;
        continue;
      }
      const start = isHead(value) ? value : undefined;
      if (start === undefined && begun === undefined)
        throw refused('a log of a run by this version, or an empty one');
      if (start !== undefined && (start.kind !== head.kind || start.fingerprint !== head.fingerprint))
        throw refused('the log of a run of this very file; for another file give another log');
      // Behind a torn line only a new start can stand.
      if (!this.#takes(line) || (torn && start === undefined)) throw broken(number);
      torn = false;
      if (start !== undefined) {
        begun = start;
        other = otherRun(start, head);
        isChecked = false;
        if (other === undefined) window = Math.max(window ?? 0, start.window ?? Number.POSITIVE_INFINITY);
        continue;
      }
      if (!isOutcome(value)) throw broken(number);
      if (!isChecked) other ??= (await isSame(begun?.data)) ? undefined : ofThisData;
      if (other !== undefined) throw refused(other);
      isChecked = true;
      const { row, outcome, changes, problem } = value;
      yield { row, outcome, changes, ...(problem === undefined ? {} : { problem }) };
    }
    return begun === undefined && !torn ? undefined : (window ?? 0);
  }

  #seal(fields: object): string {
    const text = JSON.stringify(fields);
    this.#sum = checksum(this.#sum + text);
    return `${text.slice(0, -1)},"sum":"${this.#sum}"}`;
  }

  /** Whether a line is the one that follows, as it was written. */
  #takes(line: string): boolean {
    const [, body, sum] = sealed.exec(line) ?? [];
    if (body === undefined || sum !== checksum(`${this.#sum}${body}}`)) return false;
    this.#sum = sum;
    return true;
  }
}

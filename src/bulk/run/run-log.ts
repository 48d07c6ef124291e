import { InvalidInputError } from '../../errors/index.ts';
import { isRecord } from '../../values/record.ts';
import { checksum } from '../checksum.ts';
import type { RowOutcome, RunLog } from '../types.ts';

/** What a log begins with, again at each start. */
export interface LogHead {
  readonly kind: 'invoices' | 'accounts';
  readonly fingerprint: string;
  /** How many rows may be under way: the outcome of so many may be unknown after a stop. */
  readonly window: number;
}

const results: ReadonlySet<unknown> = new Set<RowOutcome['outcome']>([
  'done',
  'unchanged',
  'refused',
  'not-sent',
  'unknown',
]);

const isText = (value: unknown): value is string => typeof value === 'string';

function isHead(value: unknown): value is LogHead {
  if (!isRecord(value)) return false;
  const { v, kind, fingerprint, window } = value;
  const isKind = kind === 'invoices' || kind === 'accounts';
  return v === 1 && isKind && isText(fingerprint) && typeof window === 'number';
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

const headOf = ({ kind, fingerprint, window }: LogHead): object => ({ v: 1, kind, fingerprint, window });

const refused = (expected: string): InvalidInputError => new InvalidInputError([{ path: 'log', expected }]);

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
  const [lasting = ''] = JSON.stringify(headOf(head)).split('"window"');
  return lasting.startsWith(line) || line.startsWith(lasting);
}

const sealed = /^(\{.*),"sum":"([0-9a-f]{16})"\}$/;

/** What a log tells of a row that was finished. */
type LoggedOutcome = Omit<RowOutcome, 'creditAccountId' | 'invoiceId'>;

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

  headText(): string {
    return this.#seal(headOf(this.#head));
  }

  /** A row's line: its number and end. What the row is about stands in the file. */
  outcomeText({ row, outcome, changes, problem }: RowOutcome): string {
    return this.#seal({ row, outcome, changes, problem });
  }

  /**
   * Reads the log of a run that was stopped: the rows that were finished, in the order of the file. Returns how many
   * rows behind them may have an unknown outcome, `undefined` for an empty log. A torn line, which a stop left, is left
   * out where nothing stands behind it but a new start.
   * @throws InvalidInputError when the log is none, belongs to another file, or was changed.
   */
  async *read(log: RunLog): AsyncGenerator<LoggedOutcome, number | undefined, void> {
    const head = this.#head;
    let window: number | undefined;
    let torn = false;
    let number = 0;
    for await (const line of log.lines()) {
      number += 1;
      if (line.trim() === '') continue;
      const value = parsed(line);
      if (value === undefined && (window !== undefined || isTornHead(line, head))) {
        // A start that was torn, too.
        if (torn && !isTornHead(line, head)) throw broken(number);
        torn = true;
        continue;
      }
      const begun = isHead(value) ? value : undefined;
      if (begun === undefined && window === undefined) throw refused('a log of a run, or an empty one');
      if (begun !== undefined && (begun.kind !== head.kind || begun.fingerprint !== head.fingerprint))
        throw refused('the log of a run of this very file; for another file give another log');
      // Behind a torn line only a new start can stand.
      if (!this.#takes(line) || (torn && begun === undefined)) throw broken(number);
      torn = false;
      if (begun !== undefined) {
        window = Math.max(window ?? 0, begun.window);
        continue;
      }
      if (!isOutcome(value)) throw broken(number);
      const { row, outcome, changes, problem } = value;
      yield { row, outcome, changes, ...(problem === undefined ? {} : { problem }) };
    }
    return window ?? (torn ? 0 : undefined);
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

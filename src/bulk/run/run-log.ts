import * as z from 'zod/mini';
import { InvalidInputError } from '../../errors/index.ts';
import type { RowOutcome, RunLog } from '../types.ts';

/** What a log begins with, again at each start. */
export interface LogHead {
  readonly kind: 'invoices' | 'accounts';
  readonly fingerprint: string;
  /** How many rows may be under way: the outcome of so many may be unknown after a stop. */
  readonly window: number;
}

const headLine = z.object({
  v: z.literal(1),
  kind: z.enum(['invoices', 'accounts']),
  fingerprint: z.string(),
  window: z.number(),
});

// Codes and kinds are read as any text: a later version may know more of them.
const outcomeLine = z.object({
  row: z.number(),
  outcome: z.enum(['done', 'unchanged', 'refused', 'unknown']),
  changes: z.array(z.string()),
  problem: z.optional(z.object({ code: z.string(), column: z.optional(z.string()), message: z.string() })),
});

export const headText = ({ kind, fingerprint, window }: LogHead): string =>
  JSON.stringify({ v: 1, kind, fingerprint, window });

/** A row's line: its number and end. What the row is about stands in the file. */
export const outcomeText = ({ row, outcome, changes, problem }: RowOutcome): string =>
  JSON.stringify({ row, outcome, changes, problem });

const refused = (expected: string): InvalidInputError => new InvalidInputError([{ path: 'log', expected }]);

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** Whether a line is what a stop left of a head, whatever its window was. */
function isTornHead(line: string, head: LogHead): boolean {
  const [lasting = ''] = headText(head).split('"window"');
  return lasting.startsWith(line) || line.startsWith(lasting);
}

/** What a log tells of a row that was finished. */
type LoggedOutcome = Omit<RowOutcome, 'creditAccountId' | 'invoiceId'>;

/**
 * Reads the log of a run that was stopped: the rows that were finished, in the order of the file. Returns how many
 * rows behind them may have an unknown outcome, `undefined` for an empty log. Torn lines are left out.
 * @throws InvalidInputError when the log is none, or belongs to another file.
 */
export async function* readLog(
  log: RunLog,
  head: LogHead,
): AsyncGenerator<LoggedOutcome, number | undefined, void> {
  let window: number | undefined;
  let torn = false;
  for await (const line of log.lines()) {
    if (line.trim() === '') continue;
    const value = parsed(line);
    const begun = headLine.safeParse(value);
    if (begun.success) {
      if (begun.data.kind !== head.kind || begun.data.fingerprint !== head.fingerprint)
        throw refused('the log of a run of this very file; for another file begin another log');
      window = Math.max(window ?? 0, begun.data.window);
      continue;
    }
    if (window === undefined) {
      if (isTornHead(line, head)) {
        torn = true;
        continue;
      }
      throw refused('a log of a run, or an empty one');
    }
    const ended = outcomeLine.safeParse(value);
    if (ended.success) yield ended.data;
  }
  return window ?? (torn ? 0 : undefined);
}

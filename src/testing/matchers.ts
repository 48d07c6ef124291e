import type { Invoice } from '../api/invoices/types.ts';
import type { OperationId } from '../api/table.ts';
import { InvalidInputError } from '../errors/index.ts';
import { isOverdue } from '../ledger/overdue.ts';
import type { JournalEntry } from '../reference/control/journal.ts';
import { isRecord } from '../values/record.ts';
import { type Awaitable, after, type MatcherContext, type MatcherResult } from './context.ts';
import { journalIn, timeIn } from './received.ts';
import { hasSubset } from './subset.ts';

type Judged = Awaitable<MatcherResult>;

const not = ({ isNot }: MatcherContext): string => (isNot === true ? ' not' : '');

function told({ input, status, fault }: JournalEntry, at: number): string {
  const answered = status === undefined ? 'no answer' : `status ${status}`;
  const struck = fault === undefined ? '' : `, fault ${fault}`;
  return `  ${at + 1}. ${JSON.stringify(input)}: ${answered}${struck}`;
}

/** What was asked so far of an operation, as lines below a message. */
function calledSoFar(operation: string, calls: readonly JournalEntry[]): string {
  if (calls.length === 0) return 'It was never called.';
  return [`Calls of ${operation}:`, ...calls.map(told)].join('\n');
}

const withInput = (context: MatcherContext, wanted: readonly unknown[]): string =>
  wanted.length === 0 ? '' : ` with ${context.utils.printExpected(wanted[0])}`;

function fitting(calls: readonly JournalEntry[], wanted: readonly unknown[]): readonly JournalEntry[] {
  return wanted.length === 0 ? calls : calls.filter(({ input }) => hasSubset(input, wanted[0]));
}

interface WithStatus {
  readonly status: string;
}

function isWithStatus(value: unknown): value is WithStatus {
  return isRecord(value) && typeof value['status'] === 'string';
}

function toHaveStatus(
  context: MatcherContext,
  received: unknown,
  word: string,
  statuses: readonly string[],
): MatcherResult {
  const pass = isWithStatus(received) && statuses.includes(received.status.toLowerCase());
  return {
    pass,
    message: () =>
      `Expected it${not(context)} to be ${word}, by a status of ${statuses.join(' or ')}: ${context.utils.printReceived(received)}`,
  };
}

function isInvoiceLike(value: unknown): value is Pick<Invoice, 'status' | 'dueDate'> {
  return isWithStatus(value) && isRecord(value) && typeof value['dueDate'] === 'string';
}

/** The matchers of both runners; what they check stands at `CustomerCreditMatchers`. */
export const matchers = {
  toHaveCalled(
    this: MatcherContext,
    received: unknown,
    operation: OperationId,
    ...wanted: readonly unknown[]
  ): Judged {
    return after(journalIn(received).calls(operation), (calls) => ({
      pass: fitting(calls, wanted).length > 0,
      message: () =>
        `Expected${not(this)} a call of ${operation}${withInput(this, wanted)}.\n${calledSoFar(operation, calls)}`,
    }));
  },
  toHaveCalledTimes(
    this: MatcherContext,
    received: unknown,
    operation: OperationId,
    times: number,
    ...wanted: readonly unknown[]
  ): Judged {
    if (!Number.isInteger(times) || times < 0)
      throw new InvalidInputError([{ path: 'times', expected: 'a whole number from 0' }]);
    return after(journalIn(received).calls(operation), (calls) => {
      const found = fitting(calls, wanted).length;
      return {
        pass: found === times,
        message: () =>
          `Expected${not(this)} ${times} calls of ${operation}${withInput(this, wanted)}, and there were ${found}.\n${calledSoFar(operation, calls)}`,
      };
    });
  },
  toBePaid(this: MatcherContext, received: unknown): MatcherResult {
    return toHaveStatus(this, received, 'paid', ['paid']);
  },
  toBeOpen(this: MatcherContext, received: unknown): MatcherResult {
    return toHaveStatus(this, received, 'open', ['opened', 'open']);
  },
  toBeCancelled(this: MatcherContext, received: unknown): MatcherResult {
    return toHaveStatus(this, received, 'cancelled', ['cancelled']);
  },
  toBeClosed(this: MatcherContext, received: unknown): MatcherResult {
    return toHaveStatus(this, received, 'closed', ['closed']);
  },
  toBeOverdue(this: MatcherContext, received: unknown, at: unknown): Judged {
    const time = timeIn(at);
    if (time === undefined)
      throw new InvalidInputError([
        { path: 'at', expected: 'a time, or the control whose clock says what is overdue' },
      ]);
    return after(time, (now) => {
      if (!Number.isFinite(now))
        throw new InvalidInputError([{ path: 'at', expected: 'an ISO 8601 date or epoch milliseconds' }]);
      return {
        pass: isInvoiceLike(received) && isOverdue(received, now),
        message: () =>
          `Expected it${not(this)} to be opened and due before ${new Date(now).toISOString()}: ${this.utils.printReceived(received)}`,
      };
    });
  },
  toHaveAvailableCredit(this: MatcherContext, received: unknown, amount: number): MatcherResult {
    const credit = isRecord(received) ? received['availableCredit'] : undefined;
    return {
      pass: Object.is(credit, amount),
      message: () =>
        `Expected${not(this)} an account with ${this.utils.printExpected(amount)} available: ${this.utils.printReceived(isRecord(received) && 'availableCredit' in received ? credit : received)}`,
    };
  },
};

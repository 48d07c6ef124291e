import type { OperationId } from '../api/table.ts';
import { InvalidInputError } from '../errors/index.ts';
import type { JournalEntry } from '../reference/control/journal.ts';
import { fieldOf, isRecord } from '../values/record.ts';
import type { Awaitable } from './context.ts';

/** A journal, here or behind HTTP. */
export interface JournalReader {
  calls(operation: OperationId): Awaitable<readonly JournalEntry[]>;
}

interface TimeTeller {
  now(): Awaitable<number>;
}

function isJournal(value: unknown): value is JournalReader {
  return isRecord(value) && typeof value['calls'] === 'function';
}

function isClock(value: unknown): value is TimeTeller {
  return isRecord(value) && typeof value['now'] === 'function';
}

/** The control itself, or that of a store or an emulator. */
const controlIn = (value: unknown): unknown => fieldOf(value, 'control') ?? value;

/** Throws `InvalidInputError` for what has no journal. */
export function journalIn(received: unknown): JournalReader {
  const journal = fieldOf(controlIn(received), 'journal') ?? received;
  if (isJournal(journal)) return journal;
  throw new InvalidInputError([
    { path: 'received', expected: 'a control, its journal, or a store or an emulator that has one' },
  ]);
}

/** Epoch milliseconds of a time, or of the clock of a control; `undefined` for what is neither. */
export function timeIn(at: unknown): Awaitable<number> | undefined {
  if (typeof at === 'number') return at;
  if (typeof at === 'string') return Date.parse(at);
  if (Object.prototype.toString.call(at) === '[object Date]') return Number(at);
  const clock = fieldOf(controlIn(at), 'clock') ?? at;
  return isClock(clock) ? clock.now() : undefined;
}

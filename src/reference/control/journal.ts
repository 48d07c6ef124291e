import type { Operation } from '../../api/operation.ts';
import { isOperationId, type OperationId, operationIds, type operationsById } from '../../api/table.ts';
import { InvalidInputError } from '../../errors/index.ts';
import { nearest } from '../../text/nearest.ts';
import { redacted } from '../../text/redact.ts';

/** What a call of an operation was given: path parameters, query and body, as the table has them. */
export type InputOf<Id extends OperationId> =
  (typeof operationsById)[Id] extends Operation<infer Input, infer _> ? Input : never;

/** One request that reached the reference. */
export interface JournalEntry {
  /** Counted from 1. */
  readonly number: number;
  /** The reference's time at its arrival, ISO 8601. */
  readonly at: string;
  /** `undefined` for a request that reached no operation. */
  readonly operation: OperationId | undefined;
  readonly method: string;
  /** The path template; the path itself for a request that reached no operation. */
  readonly path: string;
  /** The operation that was probably meant, such as `GET /invoices`, for a path that is none. */
  readonly near: string | undefined;
  /** What was asked for, credentials taken out and long texts cut; `undefined` when it was not understood. */
  readonly input: unknown;
  /** The name of the caller; `undefined` for one that is not known. */
  readonly caller: string | undefined;
  readonly requestId: string;
  /** `undefined` while there is no answer, and when it was lost. */
  readonly status: number | undefined;
  /** Whether the work was done, whatever the caller got to know of it. */
  readonly done: boolean;
  /** The fault that struck, such as `after drop`. */
  readonly fault: string | undefined;
}

/** An entry of one operation. */
export interface JournalCall<Id extends OperationId> extends JournalEntry {
  readonly operation: Id;
  readonly input: InputOf<Id> | undefined;
}

/** Every request that reached the reference, in order, refused and failed ones too. It holds no credentials. */
export interface Journal {
  /** All entries, or those of one operation. Throws `InvalidInputError` for an operation that there is not. */
  calls(): readonly JournalEntry[];
  calls<Id extends OperationId>(operation: Id): ReadonlyArray<JournalCall<Id>>;
  /** Requests that reached no operation: a path or a method that the API does not have. */
  misses(): readonly JournalEntry[];
  /** How many entries were let go because the journal was full. */
  readonly dropped: number;
  clear(): void;
}

type Beginning = Pick<JournalEntry, 'operation' | 'method' | 'path' | 'caller' | 'requestId'> &
  Partial<Pick<JournalEntry, 'near' | 'status'>>;

/** An entry that is still being written. */
export type Note = { -readonly [Key in keyof JournalEntry]: JournalEntry[Key] };

export const standardJournalSize = 10_000;

function refuseOperation(name: unknown): never {
  const near = typeof name === 'string' ? nearest(name, operationIds) : undefined;
  const expected =
    near === undefined
      ? 'an operation such as invoices.markAsPaid'
      : `no such operation; did you mean ${near}?`;
  throw new InvalidInputError([{ path: 'operation', expected }]);
}

/** The last requests, up to a number: older ones are let go. */
export class JournalBook implements Journal {
  readonly #size: number;
  readonly #iso: () => string;
  #notes: Note[] = [];
  #count = 0;
  #dropped = 0;

  constructor(size: number, iso: () => string) {
    this.#size = size;
    this.#iso = iso;
  }

  get dropped(): number {
    return this.#dropped;
  }

  calls(): readonly JournalEntry[];
  calls<Id extends OperationId>(operation: Id): ReadonlyArray<JournalCall<Id>>;
  calls(operation?: OperationId): readonly JournalEntry[] {
    if (operation !== undefined && !isOperationId(operation)) refuseOperation(operation);
    return this.#kept()
      .filter((note) => operation === undefined || note.operation === operation)
      .map((note) => ({ ...note }));
  }

  misses(): readonly JournalEntry[] {
    return this.calls().filter((entry) => entry.operation === undefined);
  }

  clear(): void {
    this.#notes = [];
    this.#dropped = 0;
  }

  /** Clears it and counts from 1 again. */
  restart(): void {
    this.clear();
    this.#count = 0;
  }

  begin(beginning: Beginning): Note {
    this.#count += 1;
    const note: Note = {
      number: this.#count,
      at: this.#iso(),
      near: undefined,
      input: undefined,
      status: undefined,
      done: false,
      fault: undefined,
      ...beginning,
    };
    this.#notes.push(note);
    // Let go in large steps, so that a full journal costs no more than an empty one.
    if (this.#notes.length >= this.#size * 2 + 1) this.#trim();
    return note;
  }

  /** A request that reached no operation. */
  miss(missed: Pick<JournalEntry, 'method' | 'path' | 'near' | 'requestId' | 'status'>): void {
    this.begin({ operation: undefined, caller: undefined, ...missed });
  }

  #trim(): void {
    const over = Math.max(0, this.#notes.length - this.#size);
    this.#dropped += over;
    if (over > 0) this.#notes = this.#notes.slice(over);
  }

  #kept(): readonly Note[] {
    this.#trim();
    return this.#notes;
  }
}

/** Longer texts are cut in the journal: ten thousand notes of a megabyte each would be ten gigabytes. */
const longestText = 2000;

const shortened = (text: string): string =>
  text.length > longestText ? `${text.slice(0, longestText)}… (${text.length} characters)` : text;

/** A copy of plain data with secrets taken out of every text, so that later changes and credentials stay outside. */
export function redactedCopy(value: unknown, secrets: readonly string[]): unknown {
  if (typeof value === 'string') return shortened(redacted(value, secrets));
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => redactedCopy(item, secrets));
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(value))
    if (key !== '__proto__') copy[key] = redactedCopy(Reflect.get(value, key), secrets);
  return copy;
}

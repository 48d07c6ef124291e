import { InvalidInputError } from '../../../errors/index.ts';
import type { SheetEnd } from '../format/sheet.ts';
import type { UnknownColumn } from '../format/unknown-columns.ts';
import type { ReadRow } from './job.ts';
import { Sightings } from './sightings.ts';

/** What stands in a file more than once. */
export interface Repeat {
  /** The first row of the thing. */
  readonly first: number;
  /** A row that wishes something else for it than the first one, if there is one. */
  readonly contradiction: number | undefined;
}

export interface Scan {
  readonly total: number;
  readonly fingerprint: string;
  readonly unknownColumns: readonly UnknownColumn[];
  readonly repeats: ReadonlyMap<string, Repeat>;
}

/** The rows of a file from the beginning, many at a time; the return value tells what the file is. */
export type ReadRows<Wish> = () => AsyncGenerator<ReadonlyArray<ReadRow<Wish>>, SheetEnd, void>;

/** How many things may stand in a file more than once, and how much text may be held to compare their rows. */
const mostRepeats = 50_000;
const mostHeld = 64 * 1_048_576;
/** How many rows that look repeated are compared in one reading. */
const suspectsInOnePass = 50_000;

/** Reads to the end. Throws what `see` throws, and for another fingerprint than the one before. */
async function readAll<Wish>(
  read: ReadRows<Wish>,
  before: string | undefined,
  signal: AbortSignal | undefined,
  see: (row: ReadRow<Wish>) => void,
): Promise<SheetEnd> {
  const readings = read();
  try {
    while (true) {
      const next = await readings.next();
      if (next.done) {
        if (before !== undefined && next.value.fingerprint !== before) throw changedBetween();
        return next.value;
      }
      signal?.throwIfAborted();
      for (const row of next.value) see(row);
    }
  } finally {
    await readings.return({ fingerprint: '', unknownColumns: [] });
  }
}

export const changedBetween = (): InvalidInputError =>
  new InvalidInputError([{ path: 'source', expected: 'the same content at each reading' }]);

const tooManyRepeats = (): InvalidInputError =>
  new InvalidInputError([
    { path: 'source', expected: `at most ${mostRepeats} things that stand in more than one row` },
  ]);

interface Held {
  readonly first: number;
  readonly wish: string;
  repeated: boolean;
  contradiction: number | undefined;
}

/**
 * Reads a file once, and again for the rows that look repeated: a bit table of fixed size finds those, and comparing
 * them exactly tells which really are. The more of them there are, the more often the file is read; memory is bounded.
 * @throws InvalidInputError where the file is damaged, and for too many repeated rows to be held.
 */
export async function scan<Wish>(
  read: ReadRows<Wish>,
  keyOf: (wish: Wish) => string,
  signal: AbortSignal | undefined,
  sightings: Sightings = new Sightings(),
): Promise<Scan> {
  let total = 0;
  const { fingerprint, unknownColumns } = await readAll(read, undefined, signal, ({ wish }) => {
    total += 1;
    if (wish !== undefined) sightings.add(keyOf(wish));
  });
  const repeats = new Map<string, Repeat>();
  const parts = Math.ceil(sightings.suspects / suspectsInOnePass);
  for (let part = 0; part < parts; part += 1) {
    const held = new Map<string, Held>();
    let heldLength = 0;
    let found = repeats.size;
    await readAll(read, fingerprint, signal, ({ row, wish }) => {
      if (wish === undefined) return;
      const key = keyOf(wish);
      if (!sightings.mayRepeat(key) || sightings.partOf(key, parts) !== part) return;
      const text = JSON.stringify(wish);
      const other = held.get(key);
      if (other === undefined) {
        heldLength += key.length + text.length;
        if (heldLength > mostHeld) throw tooManyRepeats();
        held.set(key, { first: row, wish: text, repeated: false, contradiction: undefined });
        return;
      }
      if (!other.repeated) found += 1;
      if (found > mostRepeats) throw tooManyRepeats();
      other.repeated = true;
      if (other.wish !== text) other.contradiction ??= row;
    });
    for (const [key, { first, repeated, contradiction }] of held)
      if (repeated) repeats.set(key, { first, contradiction });
  }
  return { total, fingerprint, unknownColumns, repeats };
}

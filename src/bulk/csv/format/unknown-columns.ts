import { type ColumnNames, namesOf } from './columns.ts';
import { fold } from './words.ts';

/** A column that holds something, and whose header is none that is known. */
export interface UnknownColumn {
  /** The header, cut to 60 characters; where there is none, the place of the column as in `column 5`. */
  readonly title: string;
  /** The header that may have been meant. */
  readonly meant?: string | undefined;
}

/** How many letters have to be changed to make one word of the other, where it is few. */
function distance(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let before = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let at = 0; at < one.length; at += 1) {
    const row = [at + 1];
    for (let to = 0; to < other.length; to += 1) {
      const changed = (before[to] ?? 0) + (one[at] === other[to] ? 0 : 1);
      row.push(Math.min(changed, (before[to + 1] ?? 0) + 1, (row[to] ?? 0) + 1));
    }
    before = row;
  }
  return before[other.length] ?? 0;
}

const shortestBeginning = 4;

/** How far a header is from a name: 0 where it is garbled or cut, else by the letters that differ. */
function farness(title: string, name: string): number {
  const [given, known] = [fold(title), fold(name)];
  const garbled = fold(new TextDecoder('windows-1252').decode(new TextEncoder().encode(name)));
  if (given === garbled) return 0;
  if (given.length >= shortestBeginning && known.startsWith(given)) return 0;
  const most = Math.floor(known.length / 5) + 1;
  const far = distance(given, known, most);
  return far <= most && known.length >= shortestBeginning ? far : Number.POSITIVE_INFINITY;
}

/** The column as it is told, with the header that it may stand for. */
export function unknownColumn(
  title: string,
  columns: ReadonlyArray<readonly [string, ColumnNames]>,
): UnknownColumn {
  let meant: string | undefined;
  let nearest = Number.POSITIVE_INFINITY;
  for (const name of columns.flatMap(([, names]) => namesOf(names))) {
    const far = farness(title, name);
    if (far < nearest) [nearest, meant] = [far, name];
  }
  return meant === undefined ? { title } : { title, meant };
}

import { absent, type Deviation, declared, type Said, various } from './deviations/deviation.ts';
import type { Fact, Facts } from './facts.ts';

/** One fact that the two files tell differently. */
export interface Difference {
  readonly place: string;
  /** The name of the fact; `declared` when one file lacks the place. */
  readonly fact: string;
  readonly official: Fact | undefined;
  readonly here: Fact | undefined;
}

const isSame = (a: Fact | undefined, b: Fact | undefined): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Everything that two files tell differently. */
export function differences(official: Facts, here: Facts): readonly Difference[] {
  const places = new Set([...Object.keys(official), ...Object.keys(here)]);
  return [...places].flatMap((place): Difference[] => {
    const [theirs, ours] = [official[place], here[place]];
    if (theirs === undefined || ours === undefined)
      return [{ place, fact: declared, official: theirs !== undefined, here: ours !== undefined }];
    const facts = new Set([...Object.keys(theirs), ...Object.keys(ours)]);
    return [...facts]
      .filter((fact) => !isSame(theirs[fact], ours[fact]))
      .map((fact) => ({ place, fact, official: theirs[fact], here: ours[fact] }));
  });
}

const signs: Readonly<Record<string, string>> = { '*': '.*', '{': '(?:', '}': ')', ',': '|' };

/** No place has a comma, a brace or an asterisk of its own. */
function patternOf(place: string): RegExp {
  const pattern = place.replace(/[.()[\]]/g, '\\$&').replace(/[*{},]/g, (sign) => signs[sign] ?? sign);
  return new RegExp(`^${pattern}$`);
}

const rowOf = (said: Deviation['here']): Said =>
  typeof said === 'string' ? { [declared]: said !== absent } : said;

/** The names of the facts that a deviation is about. */
export function factsIn({ official, here }: Deviation): readonly string[] {
  return [...new Set([...Object.keys(rowOf(official)), ...Object.keys(rowOf(here))])];
}

/** Whether a deviation tells of a difference, with the very values. */
export function tellsOf(deviation: Deviation, { place, fact, official, here }: Difference): boolean {
  if (!factsIn(deviation).includes(fact) || !patternOf(deviation.place).test(place)) return false;
  const [theirs, ours] = [rowOf(deviation.official)[fact], rowOf(deviation.here)[fact]];
  return (theirs === various || isSame(theirs, official)) && (ours === various || isSame(ours, here));
}

import { isSameDate } from './date-readings.ts';
import { visibleText } from './invisible.ts';
import { isSameNumber, numberReadings } from './number-readings.ts';
import { isRetypable, isSpreadsheetError } from './retypable.ts';
import { withOneLineEnd } from './text.ts';

const booleans: ReadonlyArray<ReadonlySet<string>> = [
  new Set(['true', 'verdadeiro', 'verdadero', '1']),
  new Set(['false', 'falso', '0']),
];

/** What a cell of Excel holds at most. */
const longestCell = 32_767;

/** The value of a fraction such as `1 1/2`; `undefined` for what is none. */
function fractionOf(text: string): string | undefined {
  const found = /^(?:(\d{1,6})\s+)?(\d{1,6})\s?\/\s?(\d{1,6})$/.exec(text);
  if (found === null || Number(found[3]) === 0) return undefined;
  return String(Number(found[1] ?? 0) + Number(found[2]) / Number(found[3]));
}

function isSameValue(before: string, after: string): boolean {
  const [low, lowAfter] = [before.toLowerCase(), after.toLowerCase()];
  if (booleans.some((words) => words.has(low) && words.has(lowAfter))) return true;
  const was = [...numberReadings(before), ...numberReadings(fractionOf(before) ?? '')];
  const is = [...numberReadings(after), ...numberReadings(fractionOf(after) ?? '')];
  return was.some((one) => is.some((other) => isSameNumber(one, other))) || isSameDate(before, after);
}

/** Windows-1252 has these characters besides Latin-1. */
const besidesLatin1 = '€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ';
const beyond = (characters: string): RegExp => new RegExp(`[^\\0-\\u00ff${characters}]`, 'gu');
const missingThere = /* @__PURE__ */ beyond(besidesLatin1);

/** Whether a text is what plain CSV, which has 256 characters, leaves of another: `?` for each one it lacks. */
function isNarrowed(before: string, after: string): boolean {
  if (!after.includes('?') || before.length > longestCell) return false;
  const byCharacter = before.replace(missingThere, '?');
  return (
    byCharacter !== before &&
    (byCharacter === after || before.replace(missingThere, (char) => '?'.repeat(char.length)) === after)
  );
}

/** What UTF-8 looks like when it is read as Windows-1252. */
function garbledText(text: string): string | undefined {
  if (!/[^\0-\x7f]/.test(text) || text.length > longestCell) return undefined;
  return new TextDecoder('windows-1252').decode(new TextEncoder().encode(text));
}

/** A text as it is compared: without what cannot be seen, in one form, with one kind of line ends. */
const comparable = (text: string): string =>
  withOneLineEnd(text).split('\n').map(visibleText).join('\n').trim().normalize('NFC');

// A spreadsheet shows long numbers so, and saves what it shows.
const shortened = /^[-+]?\d(?:[.,]\d+)?e\+\d+$/i;

/**
 * Whether a cell is what a spreadsheet makes of a text: it drops zeros, rounds long numbers, writes dates, fractions
 * and booleans in its own language, takes away spaces at the ends and an apostrophe in front, puts `?` for characters
 * that plain CSV lacks, and cuts after 32,767 characters.
 */
export function isRetypingOf(before: string, cell: string): boolean {
  if (before === cell) return true;
  const [was, is] = [comparable(before), comparable(cell)];
  if (is === '' || was === '') return was === is;
  if (was === is) return true;
  if (was.replace(/^'/, '') === is.replace(/^'/, '')) return true;
  // A guard that was left in front, and quotes that were put behind it.
  const [bare, value] = [was.replace(/^'+/, ''), is.replace(/^'*("?)(.*)\1$/s, '$2')];
  if ((isRetypable(bare) || shortened.test(value)) && isSameValue(bare, value)) return true;
  if (/^["']*[=+\-@＝＋－＠]/.test(before) && isSpreadsheetError(is)) return true;
  if (cell.length >= longestCell && before.length > cell.length && before.startsWith(cell)) return true;
  return isNarrowed(before, cell) || garbledText(was) === is;
}

/** What is left of a value that a spreadsheet has not kept: why it cannot be meant; `undefined` where it may be. */
export function lostBySpreadsheet(text: string): string | undefined {
  const cell = text.trim();
  if (shortened.test(cell))
    return 'A spreadsheet has shortened this number: make the column text, and write all digits.';
  if (isSpreadsheetError(cell) && cell.length <= 20)
    return 'A spreadsheet wrote this in place of a value that it could not work out or show.';
  return undefined;
}

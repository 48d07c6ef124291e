import Papa from 'papaparse';
import type { Separator } from './locale.ts';

// A spreadsheet runs what begins so. Apostrophes in front count as well, else one of the text's own would be lost on
// the way back.
const formula = /^'*[=+\-@\t\r]/;
const disarmed = /^'+[=+\-@\t\r]/;
const negativeNumber = /^-\d+(?:[.,]\d+)?$/;

/** Puts an apostrophe in front of what a spreadsheet would run as a formula. Negative plain numbers stay. */
function disarm(text: string): string {
  return formula.test(text) && !negativeNumber.test(text) ? `'${text}` : text;
}

/** Takes that apostrophe away again. */
export function rearm(text: string): string {
  return disarmed.test(text) ? text.slice(1) : text;
}

/**
 * A text as a CSV can hold it: half characters become U+FFFD, since UTF-8 has none, and NUL becomes U+2400, since
 * readers stop at it.
 */
export function storable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\u2400');
}

/** A text as it is compared: spreadsheets write each line end within a cell anew, in their own way. */
export const withOneLineEnd = (text: string): string => text.replace(/\r*\n|\r/g, '\n');

// Both separators, whichever is in use: a spreadsheet of another language splits at the other one.
const needsQuotes = /[",;\t\r\n]|^\s|\s$/;
const decimal = /^-?\d+[.,]\d+$/;

/** A line of a CSV, RFC 4180, with its end. */
export function lineOf(texts: readonly string[], separator: Separator): string {
  const quotes = (text: string): boolean =>
    needsQuotes.test(text) && !(decimal.test(text) && !text.includes(separator));
  const cells = texts.map((text) => disarm(storable(text)));
  return `${Papa.unparse([cells], { delimiter: separator, quotes })}\r\n`;
}

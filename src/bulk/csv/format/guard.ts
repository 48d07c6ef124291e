import { isRetypable } from './retypable.ts';

// A spreadsheet runs what begins so, in either width. Apostrophes and quotes in front count as well, else one of the
// text's own would be lost on the way back.
const formula = /^["']*[=+\-@＝＋－＠]/;
const broken = /^'*[\t\r\n]/;
const apostrophes = /^'+/;
// Where a spreadsheet of another language, which splits at another separator and knows no quote within a cell, sees
// the beginning of a cell: behind either separator, a tab or a line end.
const mayBegin = /[,;\t\r\n]["']*[=+\-@＝＋－＠]/;
const inner = /([,;\t\r\n])(?=["']*[=+\-@＝＋－＠])/g;
const innerGuarded = /([,;\t\r\n])'(?=["']*[=+\-@＝＋－＠])/g;
const negativeNumber = /^-[1-9]\d{0,10}$/;

/** Whether a spreadsheet would run a text as a formula, or make something else of it. */
export function isUnsafe(text: string): boolean {
  // Letters and digits begin no formula.
  const first = text.charCodeAt(0);
  if ((first > 0x40 && first < 0x7f) || (first >= 0x30 && first < 0x3a)) return isRetypable(text);
  if (negativeNumber.test(text)) return false;
  return formula.test(text) || broken.test(text) || isRetypable(text.replace(apostrophes, ''));
}

/**
 * Puts an apostrophe in front of what a spreadsheet would run as a formula or retype, and behind each separator where
 * one of another language would see a formula. Plain numbers that stay as they are get none.
 */
export function guardedCell(text: string): string {
  const first = isUnsafe(text) ? "'" : '';
  return first + (mayBegin.test(text) ? text.replace(inner, "$1'") : text);
}

/** Takes those apostrophes away again. */
export function unguarded(cell: string): string {
  if (!cell.includes("'")) return cell;
  const text = cell.replace(innerGuarded, '$1');
  if (!text.startsWith("'")) return text;
  const rest = text.slice(1);
  return formula.test(rest) || broken.test(rest) || isRetypable(rest.replace(apostrophes, '')) ? rest : text;
}

/**
 * What a spreadsheet takes for something else than text when it opens a CSV, whatever its language of English,
 * Portuguese and Spanish: numbers that it would write in another way, dates, times, fractions, booleans and errors.
 */

const booleans = ['true', 'verdadeiro', 'verdadero', 'false', 'falso'] as const;

/** The months by their names and usual short forms. */
export const monthNames: ReadonlyArray<readonly string[]> = [
  ['january', 'janeiro', 'enero', 'jan', 'ene'],
  ['february', 'fevereiro', 'febrero', 'feb', 'fev'],
  ['march', 'março', 'marco', 'marzo', 'mar'],
  ['april', 'abril', 'apr', 'abr'],
  ['may', 'maio', 'mayo', 'mai'],
  ['june', 'junho', 'junio', 'jun'],
  ['july', 'julho', 'julio', 'jul'],
  ['august', 'agosto', 'aug', 'ago'],
  ['september', 'setembro', 'septiembre', 'setiembre', 'sept', 'sep', 'set'],
  ['october', 'outubro', 'octubre', 'oct', 'out'],
  ['november', 'novembro', 'noviembre', 'nov'],
  ['december', 'dezembro', 'diciembre', 'dec', 'dez', 'dic'],
];

// Longer names first, else `mar` would end the search for `março`.
const months = /* @__PURE__ */ monthNames.flat().sort((a, b) => b.length - a.length);
const days =
  'monday|mon|tuesday|tue|wednesday|wed|thursday|thu|friday|fri|saturday|sat|sunday|sun|segunda|seg|terça|ter|quarta|qua|quinta|qui|sexta|sex|sábado|sáb|domingo|dom|lunes|lun|martes|miércoles|mié|jueves|jue|viernes|vie';

const currency = '(?:r\\$|us\\$|u\\$s|mx\\$|[$€£¥]|brl|usd|eur|mxn|ars)';
const time =
  '\\d{1,4}:\\d{1,2}(?::\\d{1,2}(?:[.,]\\d+)?)?(?:\\s*[ap]\\.?\\s?m?\\.?)?(?:z|[+-]\\d\\d:?\\d\\d)?';

const inAnyCase = /* @__NO_SIDE_EFFECTS__ */ (pattern: () => string): RegExp => new RegExp(pattern(), 'i');

const plainInteger = /^-?(?:0|[1-9]\d{0,10})$/;
const numberLike = inAnyCase(
  () =>
    `^[-+(]{0,2}\\s?${currency}?\\s?[-+(]?(?:\\d|[.,]\\d)[\\d\\s.,'’]*(?:e[-+]?\\d+\\s?)?(?:%|${currency})?\\)?[-+]?$`,
);
const dateLike = inAnyCase(
  () => `^(?:\\d{1,3}\\s+)?\\d{1,6}(?:\\s?[-/.]\\s?\\d{1,6}){1,2}\\.?(?:[\\s,t]+${time})?$`,
);
const timeLike = inAnyCase(() => `^(?:${time}|\\d{1,2}\\s*[ap]\\.?\\s?m\\.?|\\d{1,2}\\s[ap])$`);
const monthLike = inAnyCase(
  () =>
    `^(?:(?:${days})\\.?,?\\s)?(?:[\\s\\d.,/:-]|de\\s|del\\s|(?:${months.join('|')})(?![a-zç]))+(?:\\s?[ap]\\.?m\\.?)?$`,
);
const hasMonth = inAnyCase(() => `(?:${months.join('|')})`);
const wordLike = inAnyCase(() => `^(?:${booleans.join('|')})$`);
const errorLike = /^#(?:[\p{Lu}\d/¡!¿?]+[!?]|N\/[AD]|N\/A!?|#+)$/iu;

/** Whether a text is what a spreadsheet shows in place of a value that it could not work out. */
export const isSpreadsheetError = (text: string): boolean => errorLike.test(text);

const allOf = /* @__NO_SIDE_EFFECTS__ */ (words: () => readonly string[]): ReadonlySet<string> =>
  new Set(words());

// Most texts end at their first word: it is no month, day, boolean, currency, exponent or part of a time.
const firstWords: ReadonlySet<string> = allOf(() => [
  ...booleans,
  ...months,
  ...days.split('|'),
  ...['r', 'us', 'u', 'mx', 'brl', 'usd', 'eur', 'mxn', 'ars', 'e', 'a', 'p', 'am', 'pm', 't', 'z', 'de'],
]);
const longestFirstWord = 10;

const isDigit = (unit: number): boolean => unit >= 0x30 && unit <= 0x39;
const isLetter = (unit: number): boolean =>
  (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x41 && unit <= 0x5a) || (unit >= 0xc0 && unit < 0x250);

/** What a text may be to a spreadsheet, as far as its beginning up to its first word tells. */
function kindOf(text: string): 'digits' | 'words' | undefined {
  let at = 0;
  let digits = false;
  for (; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (isLetter(unit)) break;
    digits ||= isDigit(unit);
  }
  if (at === text.length) return digits ? 'digits' : undefined;
  let end = at + 1;
  while (end < text.length && isLetter(text.charCodeAt(end))) end += 1;
  const known = end - at <= longestFirstWord && firstWords.has(text.slice(at, end).toLowerCase());
  return known ? 'words' : undefined;
}

// Without a digit a word is a boolean or just a word.
const hasDigit = /\d/;

// No number has a dash among its digits, and no date has so many digits in front of one: an order id.
const longestBeforeDash = 12;

/** Whether a text without letters is a value that a spreadsheet would write in another way. */
function isDigitsValue(text: string, given: string): boolean {
  const dash = text.indexOf('-', 1);
  if (dash > longestBeforeDash && dash < text.length - 1) return false;
  if (plainInteger.test(text)) return text !== given;
  return numberLike.test(text) || dateLike.test(text) || (text.includes(':') && timeLike.test(text));
}

/** Whether a spreadsheet would make something else of a text than the text itself. */
export function isRetypable(given: string): boolean {
  if (given.charCodeAt(0) === 0x23) return isSpreadsheetError(given.trim());
  const kind = kindOf(given);
  if (kind === undefined) return false;
  const text = given.trim();
  if (kind === 'digits') return isDigitsValue(text, given);
  if (!hasDigit.test(text)) return text.length <= longestFirstWord && wordLike.test(text);
  return (
    numberLike.test(text) ||
    dateLike.test(text) ||
    timeLike.test(text) ||
    (text.length <= 40 && monthLike.test(text) && hasMonth.test(text))
  );
}

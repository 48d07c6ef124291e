/** A number as it is written: its digits without zeros at the ends, and where the point stands behind them. */
export interface WrittenNumber {
  readonly negative: boolean;
  /** Without zeros at either end; `''` for zero. */
  readonly digits: string;
  /** The value is `0.digits` times ten to this power; 0 for zero. */
  readonly power: number;
  /** How many digits are written, and whether with an exponent. */
  readonly written: number;
  readonly shortened: boolean;
}

const around = /[\s$€£¥'’]|r\$|us\$|u\$s|mx\$|brl|usd|eur|mxn|ars/gi;
const shape = /^([-+]?)(\d*)(?:[.](\d*))?(?:e([-+]?\d{1,4}))?$/i;

function numberOf(text: string, negative: boolean, percent: boolean): WrittenNumber | undefined {
  const found = shape.exec(text);
  if (found === null) return undefined;
  const [, sign = '', whole = '', fraction = '', exponent] = found;
  const all = whole + fraction;
  if (all === '') return undefined;
  const lead = all.length - all.replace(/^0+/, '').length;
  const digits = all.slice(lead).replace(/0+$/, '');
  const power = whole.length - lead + Number(exponent ?? 0) - (percent ? 2 : 0);
  return {
    negative: digits !== '' && (negative || sign === '-'),
    digits,
    power: digits === '' ? 0 : power,
    written: all.length - lead,
    shortened: exponent !== undefined,
  };
}

const thousands = { '.': /^[-+]?\d{1,3}(?:\.\d{3})+(?:,|e|$)/i, ',': /^[-+]?\d{1,3}(?:,\d{3})+(?:\.|e|$)/i };

/** What number a text may be, read with the one decimal mark and with the other; without currency and percent. */
export function numberReadings(given: string): WrittenNumber[] {
  if (given.length > 400 || !/\d/.test(given)) return [];
  let text = given.replace(around, '');
  const negative = /^\(.*\)$/.test(text) || /\d-$/.test(text);
  if (negative) text = text.replace(/^\(|\)$|-$/g, '');
  const percent = text.endsWith('%');
  if (percent) text = text.slice(0, -1);
  const readings: WrittenNumber[] = [];
  for (const mark of ['.', ','] as const) {
    const other = mark === '.' ? ',' : '.';
    const parted = text.includes(other);
    if (parted && !thousands[other].test(text)) continue;
    const plain = parted ? text.replaceAll(other, '') : text;
    const found = numberOf(mark === ',' ? plain.replace(',', '.') : plain, negative, percent);
    if (found !== undefined) readings.push(found);
  }
  return readings;
}

/** The first digits of a number, rounded; with what that adds in front. */
function rounded(digits: string, count: number): { readonly digits: string; readonly carried: number } {
  if (digits.length <= count) return { digits, carried: 0 };
  const up = (digits[count] ?? '0') >= '5';
  const head = up ? String(BigInt(digits.slice(0, count)) + 1n) : digits.slice(0, count);
  return { digits: head.replace(/0+$/, ''), carried: head.length - count };
}

/** So many digits does a spreadsheet keep of a number, and at least so many does it show of a long one. */
const keptDigits = 15;
const shownDigits = 9;

/** Whether a number has the digits of another one, cut or rounded after so many. */
function isCut(before: WrittenNumber, after: WrittenNumber, count: number): boolean {
  const head = rounded(before.digits, count);
  if (head.digits === after.digits && before.power + head.carried === after.power) return true;
  if (before.power !== after.power) return false;
  const cut = before.digits.slice(0, count);
  if (cut.replace(/0+$/, '') === after.digits) return true;
  // Binary fractions round the last of many digits either way.
  const differs = count >= shownDigits ? BigInt(cut) - BigInt(after.digits.padEnd(count, '0')) : 2n;
  return differs === 1n || differs === -1n;
}

/** Whether a spreadsheet that took one text for a number may have written the other. */
export function isSameNumber(before: WrittenNumber, after: WrittenNumber): boolean {
  if (before.negative !== after.negative) return false;
  if (before.digits === after.digits) return before.power === after.power;
  if (before.digits.length <= after.digits.length) return false;
  if (after.shortened) return isCut(before, after, after.written);
  if (before.digits.length > keptDigits && isCut(before, after, keptDigits)) return true;
  // Decimals are rounded to the width of the cell; of whole numbers no digit is left out, nor a zero at their end.
  const fraction = before.digits.length > before.power;
  const shown = Math.max(after.digits.length, after.power);
  return fraction && shown >= shownDigits && isCut(before, after, shown);
}

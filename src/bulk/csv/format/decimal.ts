import type { DecimalMark } from './locale.ts';

// One mark and three digits: a thousand to some, one and no thousandths to others.
const ambiguous = /^-?[1-9]\d{0,2}[.,]\d{3}$/;

/** Digits without an exponent. */
function plain(value: number): string {
  const text = String(value);
  if (!text.includes('e')) return text;
  const [mantissa = '', exponent = ''] = text.split('e');
  if (Number(exponent) > 0) return BigInt(value).toString();
  const digits = mantissa.replace(/[-.]/g, '');
  return `${value < 0 ? '-' : ''}0.${'0'.repeat(-Number(exponent) - 1)}${digits}`;
}

/** A number for a cell. Where it could be read in two ways it gets one zero more; what is no number gives `''`. */
export function decimalText(value: number, mark: DecimalMark): string {
  if (Number.isSafeInteger(value)) return String(value);
  if (!Number.isFinite(value)) return '';
  const text = plain(value);
  const thousandth = text.charCodeAt(text.length - 4) === 0x2e;
  const clear = thousandth && ambiguous.test(text) ? `${text}0` : text;
  return mark === '.' ? clear : clear.replace('.', ',');
}

const shapes: Readonly<Record<DecimalMark, { readonly shape: RegExp; readonly groups: RegExp }>> = {
  '.': { shape: /^-?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?$/, groups: /,/g },
  ',': { shape: /^-?(?:\d+|\d{1,3}(?:\.\d{3})+)(?:,\d+)?$/, groups: /\./g },
};

/** Which mark a number uses for its decimals, as it stands. */
function markOf(text: string): DecimalMark {
  const point = text.lastIndexOf('.');
  const comma = text.lastIndexOf(',');
  if (point !== -1 && comma !== -1) return point > comma ? '.' : ',';
  const only = point === -1 ? ',' : '.';
  // One that stands there twice can only part thousands.
  const twice = text.indexOf(only) !== text.lastIndexOf(only);
  if (!twice) return only;
  return only === '.' ? ',' : '.';
}

/**
 * Reads a number of a cell into plain digits with a point. Thousands may be parted. Without a mark the number itself
 * tells: `'ambiguous'` when it does not, `undefined` when it is no number.
 */
export function readDecimal(text: string, mark?: DecimalMark): string | undefined {
  const trimmed = text.trim();
  if (trimmed.length > 40) return undefined;
  if (mark === undefined && ambiguous.test(trimmed)) return 'ambiguous';
  const used = mark ?? markOf(trimmed);
  const { shape, groups } = shapes[used];
  if (!shape.test(trimmed)) return undefined;
  const plainText = trimmed.replace(groups, '').replace(',', '.');
  return plainText
    .replace(/^(-?)0+(?=\d)/, '$1')
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '');
}

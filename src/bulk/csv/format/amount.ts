import type { Locale } from '../../../text/locale.ts';

// Spanish groups four digits as well here: columns of amounts are to stand under each other.
const amounts = { minimumFractionDigits: 2, maximumFractionDigits: 10, useGrouping: 'always' } as const;
const formats: Partial<Record<Locale, Intl.NumberFormat>> = {};

/** An amount for people: thousands apart, two decimals at least; `''` for what is no number. */
export function amountText(value: number, locale: Locale): string {
  if (!Number.isFinite(value)) return '';
  formats[locale] ??= new Intl.NumberFormat(locale === 'pt' ? 'pt-BR' : locale, amounts);
  return formats[locale].format(value);
}

import type { Locale } from '../../../text/locale.ts';

// Spanish groups four digits as well here: columns of amounts are to stand under each other.
const amounts = { minimumFractionDigits: 2, maximumFractionDigits: 10, useGrouping: 'always' } as const;
const formats: Readonly<Record<Locale, Intl.NumberFormat>> = {
  en: new Intl.NumberFormat('en', amounts),
  pt: new Intl.NumberFormat('pt-BR', amounts),
  es: new Intl.NumberFormat('es', amounts),
};

/** An amount for people: thousands apart, two decimals at least; `''` for what is no number. */
export const amountText = (value: number, locale: Locale): string =>
  Number.isFinite(value) ? formats[locale].format(value) : '';

import type { Locale } from '../../../text/locale.ts';

/** What stands between two cells. */
export type Separator = ',' | ';' | '\t';
/** What stands before the decimals of a number. */
export type DecimalMark = '.' | ',';

/** How a spreadsheet of a language writes. */
interface SheetForm {
  readonly separator: Separator;
  readonly decimalMark: DecimalMark;
}

/** What Excel writes in each language. */
export const sheetForms: Readonly<Record<Locale, SheetForm>> = {
  en: { separator: ',', decimalMark: '.' },
  pt: { separator: ';', decimalMark: ',' },
  es: { separator: ';', decimalMark: ',' },
};

export const separators = [',', ';', '\t'] as const satisfies readonly Separator[];
export const decimalMarks = ['.', ','] as const satisfies readonly DecimalMark[];

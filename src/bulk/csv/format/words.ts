import { plainWord, shownStatusOf, statusWords } from '../../../api/invoices/status-names.ts';
import type { KnownInvoiceStatus } from '../../../api/invoices/types.ts';
import type { Locale } from '../../../text/locale.ts';
import { visibleText } from './invisible.ts';

/** A header as it is compared: without case, accents, spaces and punctuation. */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

/** A word as it is compared: without case, accents and what cannot be seen. All else belongs to it. */
export const wordOf = (text: string): string => plainWord(visibleText(text));

/** The status that a whole word in any of the languages means; overdue means opened. */
export function statusOf(text: string): KnownInvoiceStatus | undefined {
  const shown = shownStatusOf(text) ?? shownStatusOf(visibleText(text));
  return shown === 'Overdue' ? 'Opened' : shown;
}

/** Of an account, which is feminine. Only open ones are listed; another status stays as it is. */
const openAccount: Readonly<Record<Locale, string>> = { en: 'Open', pt: 'Aberta', es: 'Abierta' };

export const accountStatus = (status: string, locale: Locale): string =>
  status === 'Open' ? openAccount[locale] : status;

/** Whether a word says that an account is open. */
export const meansOpen = (text: string): boolean => statusWords.Opened.includes(wordOf(text));

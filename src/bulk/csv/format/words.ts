import type { KnownInvoiceStatus } from '../../../api/invoices/types.ts';
import type { Locale } from './locale.ts';

/** What an invoice is shown as: the statuses of the wire, and overdue, which is an opened one past its due date. */
type ShownStatus = KnownInvoiceStatus | 'Overdue';

export const statusNames: Readonly<Record<Locale, Readonly<Record<ShownStatus, string>>>> = {
  en: { Opened: 'Open', Paid: 'Paid', Overdue: 'Overdue', Cancelled: 'Canceled' },
  pt: { Opened: 'Aberto', Paid: 'Pago', Overdue: 'Vencido', Cancelled: 'Cancelado' },
  es: { Opened: 'Abierto', Paid: 'Pagado', Overdue: 'Vencido', Cancelled: 'Cancelado' },
};

/** A word as it is compared: without case, accents, spaces and punctuation. */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

const statusWords: Readonly<Record<KnownInvoiceStatus, readonly string[]>> = {
  Opened: [
    ...['open', 'opened', 'overdue', 'expired'],
    ...['aberto', 'aberta', 'emaberto', 'abierto', 'abierta', 'vencido', 'vencida'],
  ],
  Paid: ['paid', 'pago', 'paga', 'pagado', 'pagada'],
  Cancelled: ['cancelled', 'canceled', 'cancelado', 'cancelada'],
};

const statusByWord: ReadonlyMap<string, KnownInvoiceStatus> = new Map([
  ...statusWords.Opened.map((word) => [word, 'Opened'] as const),
  ...statusWords.Paid.map((word) => [word, 'Paid'] as const),
  ...statusWords.Cancelled.map((word) => [word, 'Cancelled'] as const),
]);

/** The status that a word in any of the languages means; overdue means opened. */
export function statusOf(text: string): KnownInvoiceStatus | undefined {
  return statusByWord.get(fold(text));
}

/** Of an account, which is feminine. Only open ones are listed; another status stays as it is. */
const openAccount: Readonly<Record<Locale, string>> = { en: 'Open', pt: 'Aberta', es: 'Abierta' };

export const accountStatus = (status: string, locale: Locale): string =>
  status === 'Open' ? openAccount[locale] : status;

const openWords: ReadonlySet<string> = new Set(statusWords.Opened);

/** Whether a word says that an account is open. */
export const meansOpen = (text: string): boolean => openWords.has(fold(text));

import type { KnownInvoiceStatus } from '../../../api/invoices/types.ts';
import { visibleText } from './invisible.ts';
import type { Locale } from './locale.ts';

/** What an invoice is shown as: the statuses of the wire, and overdue, which is an opened one past its due date. */
type ShownStatus = KnownInvoiceStatus | 'Overdue';

export const statusNames: Readonly<Record<Locale, Readonly<Record<ShownStatus, string>>>> = {
  en: { Opened: 'Open', Paid: 'Paid', Overdue: 'Overdue', Cancelled: 'Canceled' },
  pt: { Opened: 'Aberto', Paid: 'Pago', Overdue: 'Vencido', Cancelled: 'Cancelado' },
  es: { Opened: 'Abierto', Paid: 'Pagado', Overdue: 'Vencido', Cancelled: 'Cancelado' },
};

/** A header as it is compared: without case, accents, spaces and punctuation. */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

// Accents only: a stroke through a letter means that it does not count.
const accents = /[\u0300-\u0304\u0306-\u030c\u0327\u0328]/g;

/** A word as it is compared: without case, accents and what cannot be seen. All else belongs to it. */
export const wordOf = (text: string): string =>
  visibleText(text).toLowerCase().normalize('NFD').replace(accents, '');

const openOnes = ['open', 'opened', 'aberto', 'aberta', 'em aberto', 'abierto', 'abierta'] as const;
const overdueOnes = [
  ...['overdue', 'expired', 'past due', 'vencido', 'vencida', 'em atraso', 'atrasado', 'atrasada'],
  ...['expirado', 'expirada'],
] as const;

const statusWords: Readonly<Record<KnownInvoiceStatus, readonly string[]>> = {
  Opened: [...openOnes, ...overdueOnes],
  Paid: ['paid', 'pago', 'paga', 'pagado', 'pagada'],
  Cancelled: ['cancelled', 'canceled', 'cancelado', 'cancelada'],
};

const statusByWord: ReadonlyMap<string, KnownInvoiceStatus> = new Map([
  // As the wire spells them, so that those need no folding.
  ...(['Opened', 'Paid', 'Cancelled'] as const).map((status) => [status, status] as const),
  ...statusWords.Opened.map((word) => [word, 'Opened'] as const),
  ...statusWords.Paid.map((word) => [word, 'Paid'] as const),
  ...statusWords.Cancelled.map((word) => [word, 'Cancelled'] as const),
]);

/** The status that a whole word in any of the languages means; overdue means opened. */
export function statusOf(text: string): KnownInvoiceStatus | undefined {
  return statusByWord.get(text) ?? statusByWord.get(wordOf(text));
}

/** Of an account, which is feminine. Only open ones are listed; another status stays as it is. */
const openAccount: Readonly<Record<Locale, string>> = { en: 'Open', pt: 'Aberta', es: 'Abierta' };

export const accountStatus = (status: string, locale: Locale): string =>
  status === 'Open' ? openAccount[locale] : status;

const openWords: ReadonlySet<string> = new Set(openOnes);

/** Whether a word says that an account is open. */
export const meansOpen = (text: string): boolean => openWords.has(wordOf(text));

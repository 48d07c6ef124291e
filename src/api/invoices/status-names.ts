import type { Locale } from '../../text/locale.ts';
import type { KnownInvoiceStatus } from './types.ts';

/** What an invoice is shown as: the statuses of the wire, and overdue, which is an opened one past its due date. */
export type ShownStatus = KnownInvoiceStatus | 'Overdue';

export const statusNames: Readonly<Record<Locale, Readonly<Record<ShownStatus, string>>>> = {
  en: { Opened: 'Open', Paid: 'Paid', Overdue: 'Overdue', Cancelled: 'Canceled' },
  pt: { Opened: 'Aberto', Paid: 'Pago', Overdue: 'Vencido', Cancelled: 'Cancelado' },
  es: { Opened: 'Abierto', Paid: 'Pagado', Overdue: 'Vencido', Cancelled: 'Cancelado' },
};

/** Every word for a status, in English, Portuguese and Spanish, without accents. The one table of them. */
export const statusWords: Readonly<Record<ShownStatus, readonly string[]>> = {
  Opened: ['open', 'opened', 'aberto', 'aberta', 'em aberto', 'abierto', 'abierta'],
  Overdue: [
    ...['overdue', 'expired', 'past due', 'vencido', 'vencida', 'em atraso', 'atrasado', 'atrasada'],
    ...['expirado', 'expirada'],
  ],
  Paid: ['paid', 'pago', 'paga', 'pagado', 'pagada'],
  Cancelled: ['cancelled', 'canceled', 'cancelado', 'cancelada'],
};

let statuses: ReadonlyMap<string, ShownStatus> | undefined;

/** Every word with what it means; made when the first word is read. */
function statusByWord(): ReadonlyMap<string, ShownStatus> {
  statuses ??= new Map([
    // As the wire spells them: a million rows need no folding.
    ...(['Opened', 'Paid', 'Cancelled', 'Overdue'] as const).map((status) => [status, status] as const),
    ...statusWords.Opened.map((word) => [word, 'Opened'] as const),
    ...statusWords.Overdue.map((word) => [word, 'Overdue'] as const),
    ...statusWords.Paid.map((word) => [word, 'Paid'] as const),
    ...statusWords.Cancelled.map((word) => [word, 'Cancelled'] as const),
  ]);
  return statuses;
}

// Accents only: a stroke through a letter means that it does not count.
const accents = /[\u0300-\u0304\u0306-\u030c\u0327\u0328]/g;

/** A word as it is compared: without case and accents. All else belongs to it. */
export const plainWord = (text: string): string => text.toLowerCase().normalize('NFD').replace(accents, '');

/** What a whole word in any of the languages means, in any case. */
export const shownStatusOf = (text: string): ShownStatus | undefined =>
  statusByWord().get(text) ?? statusByWord().get(plainWord(text));

/** What invoices can be asked for: a status as it is shown, or those that are open and not overdue. */
export type AskedStatus = ShownStatus | 'NotYetDue';

/** Words for what is open and not overdue. */
const notYetDueWords: readonly string[] = [
  ...[
    'not yet due',
    'notyetdue',
    'not due',
    'not overdue',
    'open not overdue',
    'open and not overdue',
    'current',
  ],
  ...['a vencer', 'nao vencido', 'nao vencida', 'aberto e nao vencido'],
  ...['por vencer', 'no vencido', 'no vencida', 'abierto y no vencido'],
];

/** What a word asks for, in any of the languages and any case; `-` and `_` are spaces. */
export function askedStatusOf(text: string): AskedStatus | undefined {
  const word = plainWord(text)
    .replace(/[-_\s]+/g, ' ')
    .trim();
  return shownStatusOf(word) ?? (notYetDueWords.includes(word) ? 'NotYetDue' : undefined);
}

/** For a message: what can be asked for, with the words of the other languages. */
export const askedStatusExpected =
  "Opened, Paid, Cancelled, Overdue (open and past its due date) or NotYetDue (open and not overdue); or a word for one: Expired, Pago, Vencido, 'a vencer', …";

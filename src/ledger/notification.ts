import type { Invoice } from '../api/invoices/types.ts';
import type { NotificationTrigger, StoreConfig } from '../api/store-config/types.ts';
import { DAY_IN_MILLISECONDS, formatInstant, toEpochMilliseconds } from '../values/instant.ts';

/** A message to the customer that is due by now (its shape is assumed). */
export interface Notification {
  readonly creditAccountId: string;
  readonly invoiceId: string;
  readonly kind: 'daysPrior' | 'daysAfter';
  /** Days before or after the due date. */
  readonly days: number;
  readonly dueAt: string;
}

function atTimeOfDay(day: number, timeOfDay: string): number {
  const [hours = '0', minutes = '0', seconds = '0'] = timeOfDay.split(':');
  const midnight = day - (((day % DAY_IN_MILLISECONDS) + DAY_IN_MILLISECONDS) % DAY_IN_MILLISECONDS);
  return midnight + (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000;
}

function* notificationsOf(invoice: Invoice, config: StoreConfig, now: number): Generator<Notification> {
  const due = toEpochMilliseconds(invoice.dueDate);
  const created = toEpochMilliseconds(invoice.createdAt);
  if (invoice.status !== 'Opened' || due === undefined || created === undefined) return;
  const triggers: ReadonlyArray<readonly [Notification['kind'], number, readonly NotificationTrigger[]]> = [
    ['daysPrior', -1, config.notificationsSettings?.daysPrior ?? []],
    ['daysAfter', 1, config.notificationsSettings?.daysAfter ?? []],
  ];
  for (const [kind, sign, list] of triggers) {
    for (const { days, timeOfDay } of list) {
      const at = atTimeOfDay(due + sign * days * DAY_IN_MILLISECONDS, timeOfDay);
      // Nothing is announced of the time before the invoice was made.
      if (at > now || at < created) continue;
      yield {
        creditAccountId: invoice.creditAccountId,
        invoiceId: invoice.id,
        kind,
        days,
        dueAt: formatInstant(at),
      };
    }
  }
}

/** The notifications due by now for invoices that are still open, derived anew at each look; earliest first. */
export function dueNotifications(
  invoices: Iterable<Invoice>,
  config: StoreConfig,
  now: number,
): readonly Notification[] {
  const due: Notification[] = [];
  for (const invoice of invoices) due.push(...notificationsOf(invoice, config, now));
  return [...due].sort((a, b) => (toEpochMilliseconds(a.dueAt) ?? 0) - (toEpochMilliseconds(b.dueAt) ?? 0));
}

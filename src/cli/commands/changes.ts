import { complaints } from '../../api/complaints.ts';
import { invoiceUpdate, postponement } from '../../api/invoices/types.ts';
import { InvalidInputError, type Invoice, type InvoiceUpdate, toEpochMilliseconds } from '../../index.ts';
import { DAY_IN_MILLISECONDS } from '../../values/instant.ts';
import type { Session } from '../session.ts';
import type { Change } from './change.ts';
import { findInvoice, type InvoiceChoice, nameOf, refOf } from './find.ts';
import { summaryText } from './show.ts';

/** What is to be done to an invoice that has been found. */
type InvoiceChange = (session: Session, invoice: Invoice, name: string, dryRun: boolean) => Promise<Part>;

type Part = Pick<Change, 'action' | 'words' | 'unchanged' | 'obstacles' | 'notes'> & {
  /** Resolves with the changed invoice where the API answers with it. */
  readonly send: () => Promise<Invoice | undefined>;
};

/** A change of one invoice; what cannot be sent at all is refused before anything is asked. */
export interface InvoiceChanger {
  readonly check?: () => void;
  readonly change: InvoiceChange;
}

/** Throws what the client throws for a body that cannot be sent. */
function checkBody(
  operation: string,
  schema: typeof invoiceUpdate | typeof postponement,
  body: object,
): void {
  const issues = complaints(schema, body, '');
  if (issues.length > 0) throw new InvalidInputError(issues, { operation });
}

/** The change of the invoice that is meant. */
export async function invoiceChange(
  session: Session,
  { check, change }: InvoiceChanger,
  choice: InvoiceChoice,
  dryRun: boolean,
): Promise<Change> {
  check?.();
  const { client, signal } = session;
  const invoice = await findInvoice(session, choice);
  const { send, ...part } = await change(session, invoice, nameOf(invoice), dryRun);
  return {
    ...part,
    ids: refOf(invoice),
    present: { invoice },
    shown: summaryText(invoice, session, true),
    make: async () => {
      const answered = await send();
      // The change is made even when the invoice cannot be read.
      const now = answered ?? (await client.invoices.get(invoice, { signal }).catch(() => invoice));
      return { invoice: now };
    },
  };
}

export const pay: InvoiceChanger = {
  change: async ({ client, signal }, invoice, name) => ({
    action: 'pay',
    words: `mark ${name} as paid`,
    unchanged: invoice.status === 'Paid' ? `${name} is paid already` : undefined,
    obstacles: invoice.status === 'Cancelled' ? [`${name} is canceled: it can no longer be paid`] : [],
    send: () => client.invoices.markAsPaid(invoice, { signal }),
  }),
};

export const cancel: InvoiceChanger = {
  change: async ({ client, signal }, invoice, name) => ({
    action: 'cancel',
    words: `cancel ${name}`,
    unchanged: invoice.status === 'Cancelled' ? `${name} is canceled already` : undefined,
    obstacles: invoice.status === 'Paid' ? [`${name} is paid: it can no longer be canceled`] : [],
    send: async () => {
      await client.invoices.cancel(invoice, { signal });
      return undefined;
    },
  }),
};

/** By how many days the due date was moved so far. */
function daysMoved({ dueDate, originalDueDate }: Invoice): number {
  const moved = (toEpochMilliseconds(dueDate) ?? 0) - (toEpochMilliseconds(originalDueDate) ?? 0);
  return Math.max(0, Math.round(moved / DAY_IN_MILLISECONDS));
}

/** Why the store's configuration refuses a postponement, for sure. */
async function postponementObstacles(
  { client, signal }: Session,
  invoice: Invoice,
  dueDays: number,
): Promise<string[]> {
  const { postponementEnabled, invoicePostponementLimit, maxPostponementDays } = await client.storeConfig.get(
    { signal },
  );
  const moved = daysMoved(invoice);
  return [
    ...(postponementEnabled ? [] : ['the store has postponementEnabled=false']),
    ...(invoicePostponementLimit > 0 ? [] : ['the store has invoicePostponementLimit=0']),
    ...(invoicePostponementLimit === 1 && moved > 0
      ? ['it was postponed before, and the store has invoicePostponementLimit=1']
      : []),
    ...(moved + dueDays > maxPostponementDays
      ? [
          `${dueDays} days${moved > 0 ? ` on top of ${moved}` : ''} are more than maxPostponementDays, which is ${maxPostponementDays}`,
        ]
      : []),
  ];
}

export const postpone = (dueDays: number): InvoiceChanger => ({
  check: () => checkBody('invoices.postpone', postponement, { dueDays }),
  change: async (session, invoice, name, dryRun) => {
    const { client, signal } = session;
    const { status } = invoice;
    const closed =
      status === 'Paid' || status === 'Cancelled'
        ? [`${name} is ${status === 'Paid' ? 'paid' : 'canceled'}: only an open invoice can be postponed`]
        : [];
    return {
      action: 'postpone',
      words: `postpone ${name} by ${dueDays} ${dueDays === 1 ? 'day' : 'days'}`,
      obstacles: dryRun ? [...closed, ...(await postponementObstacles(session, invoice, dueDays))] : closed,
      send: async () => {
        await client.invoices.postpone(invoice, { dueDays }, { signal });
        return undefined;
      },
    };
  },
});

/** Sets a text of an invoice; `''` takes it away. */
function setting(
  action: 'link' | 'note',
  field: 'paymentLink' | 'observation',
  text: string,
  words: { readonly set: string; readonly remove: string; readonly same: string },
  notes: (session: Session) => Promise<string[]> = async () => [],
): InvoiceChanger {
  const update: InvoiceUpdate = { [field]: text };
  return {
    check: () => checkBody('invoices.update', invoiceUpdate, update),
    change: async (session, invoice, name, dryRun) => ({
      action,
      words: `${text === '' ? words.remove : words.set} ${name}`,
      unchanged: (invoice[field] ?? '') === text ? `${name} has ${words.same} already` : undefined,
      obstacles: [],
      notes: dryRun && text !== '' ? await notes(session) : [],
      send: async () => {
        await session.client.invoices.update(invoice, update, { signal: session.signal });
        return undefined;
      },
    }),
  };
}

/** Sets the payment link; `''` removes it. */
export const link = (paymentLink: string): InvoiceChanger =>
  setting(
    'link',
    'paymentLink',
    paymentLink,
    { set: 'set the payment link of', remove: 'take the payment link off', same: 'this payment link' },
    async ({ client, signal }) => {
      const { myCreditsEnabled } = await client.storeConfig.get({ signal });
      return myCreditsEnabled ? [] : ['the store has myCreditsEnabled=false, so that no customer sees Pay'];
    },
  );

/** Sets the observation; `''` removes it. */
export const note = (observation: string): InvoiceChanger =>
  setting('note', 'observation', observation, {
    set: 'set the observation of',
    remove: 'take the observation off',
    same: 'this observation',
  });

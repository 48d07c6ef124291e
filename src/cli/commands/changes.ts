import { complaints } from '../../api/complaints.ts';
import { invoiceUpdate, postponement } from '../../api/invoices/schema.ts';
import { InvalidInputError } from '../../errors/index.ts';
import type { Change } from './change.ts';

/** Throws what the client throws for a body that cannot be sent. */
function checkBody(
  operation: string,
  schema: typeof invoiceUpdate | typeof postponement,
  body: object,
): void {
  const issues = complaints(schema, body, '');
  if (issues.length > 0) throw new InvalidInputError(issues, { operation });
}

/** The changes of one invoice that there are. */
export const pay: Change = {
  action: 'pay',
  words: (name) => `mark ${name} as paid`,
  already: ({ status }, name) => (status === 'Paid' ? `${name} is paid already` : undefined),
  obstacle: ({ status }, name) =>
    status === 'Cancelled' ? `${name} is canceled: it can no longer be paid` : undefined,
  carryOut: ({ client, signal }, invoice) => client.invoices.markAsPaid(invoice, { signal }),
};

export const cancel: Change = {
  action: 'cancel',
  words: (name) => `cancel ${name}`,
  already: ({ status }, name) => (status === 'Cancelled' ? `${name} is canceled already` : undefined),
  obstacle: ({ status }, name) =>
    status === 'Paid' ? `${name} is paid: it can no longer be canceled` : undefined,
  carryOut: async ({ client, signal }, invoice) => {
    await client.invoices.cancel(invoice, { signal });
    return undefined;
  },
};

export const postpone = (dueDays: number): Change => ({
  action: 'postpone',
  words: (name) => `postpone ${name} by ${dueDays} ${dueDays === 1 ? 'day' : 'days'}`,
  already: () => undefined,
  obstacle: ({ status }, name) => {
    if (status !== 'Paid' && status !== 'Cancelled') return undefined;
    return `${name} is ${status === 'Paid' ? 'paid' : 'canceled'}: only an open invoice can be postponed`;
  },
  check: () => checkBody('invoices.postpone', postponement, { dueDays }),
  carryOut: async ({ client, signal }, invoice) => {
    await client.invoices.postpone(invoice, { dueDays }, { signal });
    return undefined;
  },
});

/** Sets the payment link; `''` removes it. */
export const link = (paymentLink: string): Change => ({
  action: 'link',
  words: (name) =>
    paymentLink === '' ? `take the payment link off ${name}` : `set the payment link of ${name}`,
  already: (invoice, name) =>
    (invoice.paymentLink ?? '') === paymentLink ? `${name} has this payment link already` : undefined,
  obstacle: () => undefined,
  check: () => checkBody('invoices.update', invoiceUpdate, { paymentLink }),
  carryOut: async ({ client, signal }, invoice) => {
    await client.invoices.update(invoice, { paymentLink }, { signal });
    return undefined;
  },
});

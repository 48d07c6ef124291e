import type { Change } from './change.ts';

/** The changes of one invoice that there are. */
export const pay: Change = {
  action: 'pay',
  words: (name) => `mark ${name} as paid`,
  already: ({ status }, name) => (status === 'Paid' ? `${name} is paid already` : undefined),
  carryOut: ({ client, signal }, invoice) => client.invoices.markAsPaid(invoice, { signal }),
};

export const cancel: Change = {
  action: 'cancel',
  words: (name) => `cancel ${name}`,
  already: ({ status }, name) => (status === 'Cancelled' ? `${name} is canceled already` : undefined),
  carryOut: async ({ client, signal }, invoice) => {
    await client.invoices.cancel(invoice, { signal });
    return undefined;
  },
};

export const postpone = (dueDays: number): Change => ({
  action: 'postpone',
  words: (name) => `postpone ${name} by ${dueDays} ${dueDays === 1 ? 'day' : 'days'}`,
  already: () => undefined,
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
  carryOut: async ({ client, signal }, invoice) => {
    await client.invoices.update(invoice, { paymentLink }, { signal });
    return undefined;
  },
});

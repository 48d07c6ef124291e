import { type Areas, sources } from './behaviour.ts';

const { api, texts, help, ours } = sources;

/** What the reference does with holds, settlements and refunds. */
export const transactions = {
  hold: [
    ['lowers', 'documented', 'A hold lowers available credit and writes no statement.', api],
    ['settle-true', 'documented', 'With settle: true it may be settled for 30 days.', api],
    ['settle-true.expires', 'assumed', 'After those 30 days it falls off.', ours],
    [
      'settle-false',
      'observed',
      'With settle: false it expires at expirationDate, after one day unless given.',
      'API text of 2019',
    ],
    [
      'expiry',
      'assumed',
      'A hold expires with the millisecond of its date, by the clock alone; a date in the past, or after the year 9999, is refused.',
      ours,
    ],
    ['update', 'documented', 'Only a hold neither settled nor cancelled nor expired can be changed.', api],
    [
      'update.growth',
      'documented',
      'It may grow to its first value × (1 + maxPreAuthorizationGrowthRate).',
      api,
    ],
    [
      'update.shrink',
      'assumed',
      'Making a hold smaller always works, also above a cap that was lowered.',
      ours,
    ],
    ['update.growth.zero', 'assumed', 'A rate of 0 is no cap.', ours],
    [
      'update.creates',
      'assumed',
      'Updating an unknown id creates the hold under it.',
      `${ours}; the operation is called "create using id"`,
    ],
    ['cancel', 'documented', 'Only a hold made with settle: false can be cancelled.', api],
    ['cancel.twice', 'assumed', 'Cancelling a cancelled hold changes nothing.', ours],
    [
      'born',
      'assumed',
      'With automaticCheckingAccountCreationEnabled a hold on an unknown account creates it with defaultCreditValue.',
      `${ours}; documented for checkout`,
    ],
  ],
  settlement: [
    [
      'invoices',
      'documented',
      'A settlement makes one invoice per instalment, {transactionId}-01 and on.',
      help,
    ],
    ['due', 'documented', 'Instalment k is due 30·k days after its creation, unless due days are set.', api],
    [
      'due.set',
      'assumed',
      'Due days of payment conditions, such as 15, 30 and 45, come by seed, option or control; beyond the list they go on in its last step.',
      `${ours}; the help centre says that they come from the store's payment conditions`,
    ],
    [
      'split',
      'assumed',
      'Values are split to the cent; the first instalments take the odd cents; no invoice is below a cent.',
      ours,
    ],
    ['less-than-hold', 'assumed', 'Settling less than the hold releases the rest.', ours],
    ['more-than-hold', 'assumed', 'Settling more must fit under the cap.', ours],
    ['again-less', 'documented', 'Settling again with less shrinks the invoices to the new value.', texts],
    [
      'again-less.order',
      'assumed',
      'The last instalment shrinks first; an invoice brought to 0 is cancelled; what is paid cannot shrink.',
      ours,
    ],
    ['again-more', 'documented', 'Settling again with more makes new invoices for the difference.', texts],
    [
      'again-more.numbers',
      'assumed',
      'They are numbered on, as many as the instalments, due from then.',
      ours,
    ],
    ['again-same', 'assumed', 'Settling again with the same value changes nothing.', ours],
    ['expired', 'assumed', 'An expired or cancelled hold cannot be settled.', ours],
    [
      'order',
      'assumed',
      'A settlement gives its transaction an order number such as 1413870513134-01, the same on all instalments, unless seed or control gave one.',
      `${ours}; every invoice of the official file has one, and no public call sets it`,
    ],
  ],
  refund: [
    ['limit', 'documented', 'A refund is at most what was settled less what was refunded.', api],
    [
      'order',
      'assumed',
      'It comes off the open invoices, the last instalment first; an invoice brought to 0 is cancelled.',
      ours,
    ],
    ['paid', 'assumed', 'What is paid already is refunded without touching its invoice.', ours],
  ],
} as const satisfies Areas;

/**
 * How far a behaviour of the reference can be trusted. `documented`: an official text or example says so. `observed`:
 * seen in real payloads or in public code. `assumed`: nobody published it; it is our choice.
 */
export type Mark = 'documented' | 'observed' | 'assumed';

/** One behaviour of the reference, and where it is known from. */
export interface Behaviour {
  /** Area and rule, such as `invoice.cancel.paid`. */
  readonly id: string;
  readonly mark: Mark;
  readonly says: string;
  readonly source: string;
}

const api = 'official OpenAPI file of 2025-08';
const guide = 'guide "Managing a Customer Credit invoice"';
const texts = 'official texts (account guide, help centre)';
const help = 'help centre, track "Customer Credit - Getting started"';
const payloads = 'payloads in the official file and in public code';
const code = 'public code that calls the API';
const ours = 'our choice';

type Row = readonly [rule: string, mark: Mark, says: string, source: string];

const areas: Readonly<Record<string, readonly Row[]>> = {
  credit: [
    [
      'available',
      'documented',
      'availableCredit and availableBalance are creditLimit − preAuthorizedCredit − open invoices.',
      `${texts}; 19 of 20 official payloads fit limit and holds`,
    ],
    ['available.no-tolerance', 'observed', 'Tolerance is no part of availableCredit.', payloads],
    ['available.no-debits', 'observed', 'Manual debits (balance) are no part of availableCredit.', payloads],
    [
      'cap',
      'documented',
      'A hold must fit into creditLimit, or creditLimit × (1 + tolerance) with toleranceEnabled, less holds and open invoices: limit 1,000 and tolerance 10 % take 1,100 and refuse 1,250.',
      texts,
    ],
    ['cap.exact', 'assumed', 'The comparison with the cap is exact, without rounding.', ours],
    ['limit.absolute', 'documented', 'Credit limit and tolerance are set to the value given.', api],
    [
      'limit.below-use',
      'assumed',
      'A limit below what is used is allowed; available credit then is negative.',
      ours,
    ],
    ['balance', 'documented', 'balance is the sum of the manual debits: −15 after a debit of 15.', api],
  ],
  statement: [
    [
      'credit',
      'documented',
      'A change of creditLimit × (1 + tolerance) writes a Credit row with the difference.',
      api,
    ],
    ['credit.rounding', 'assumed', 'That difference is rounded half away from zero to the cent.', ours],
    [
      'invoice',
      'documented',
      'A settlement writes an Invoice row with the negative value, transactionId, orderId and numberOfInstallments.',
      api,
    ],
    [
      'payment',
      'documented',
      'A payment writes a Payment row with the value, transactionId and installment.',
      api,
    ],
    ['debit', 'documented', 'A manual debit writes a Statement row with doneBy.', api],
    ['none', 'documented', 'Opening an account and holds write no row.', api],
    [
      'cancelled',
      'assumed',
      'A cancelled invoice, a smaller settlement and a refund write a positive Invoice row.',
      ours,
    ],
    ['reopened', 'assumed', 'Reopening a paid invoice writes a negative Payment row.', ours],
    [
      'balances',
      'assumed',
      'currentBalance is the balance, intervalBalance the sum of the rows, previousBalance 0; rows are ascending.',
      `${ours}; the official example disagrees with its own sum`,
    ],
  ],
  account: [
    ['open.id', 'documented', 'Opening gives the id {document}_{documentType} and the status Open.', api],
    [
      'open.twice',
      'documented',
      'Opening an account that is open is refused with code 1099.',
      'VTEX known issue 906509',
    ],
    ['update.unknown', 'observed', 'PUT of an unknown id creates the account.', code],
    [
      'update.unknown.limit',
      'assumed',
      'An account created by PUT has limit and tolerance 0 unless given.',
      ours,
    ],
    ['update.wipes', 'documented', 'PUT without document fields wipes them.', texts],
    [
      'close',
      'documented',
      'Closing answers with status Closed once; the account, its invoices, statements and holders are gone.',
      texts,
    ],
    ['close.debts', 'documented', 'An account with open invoices or holds can be closed.', texts],
    ['close.reopen', 'documented', 'The same e-mail and document may open a new account afterwards.', texts],
    [
      'debit.same-id',
      'assumed',
      'The same statement id with the same value debits once; with another value it is refused.',
      ours,
    ],
    ['debit.answer', 'documented', 'The answer is the amount as a string: "-15.0".', api],
    ['no-change', 'assumed', 'A command that changes nothing moves no updatedAt and writes no row.', ours],
  ],
  holder: [
    ['level', 'documented', 'A dependent has level 2.', api],
    ['twice', 'assumed', 'The same e-mail twice on one account is refused, whatever its case.', ours],
  ],
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
      'A hold expires with the millisecond of its date, by the clock alone; a date in the past is refused.',
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
    ['due', 'documented', 'Instalment k is due 30·k days after its creation.', api],
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
    ['order', 'assumed', 'The orderId comes from outside the API: seed or control.', ours],
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
  invoice: [
    ['open.pay', 'documented', 'Paying sets resolvedAt and gives the credit back.', guide],
    ['open.cancel', 'documented', 'Cancelling sets resolvedAt and gives the credit back.', guide],
    ['paid.cancel', 'documented', 'A paid invoice cannot be cancelled.', guide],
    ['paid.pay', 'assumed', 'A paid invoice cannot be paid again, by POST or PUT.', ours],
    ['paid.reopen', 'observed', 'PUT Opened reopens a paid invoice and removes resolvedAt.', code],
    ['paid.reopen.cap', 'assumed', 'Reopening uses the credit again even above the cap.', ours],
    [
      'cancelled',
      'assumed',
      'A cancelled invoice can become neither Opened nor Paid; cancelling it again changes nothing.',
      ours,
    ],
    [
      'update.subset',
      'documented',
      'PUT may carry any subset of status, observation and paymentLink, on an invoice of any status.',
      help,
    ],
    ['updated', 'observed', 'updatedAt moves on every change.', payloads],
    [
      'overdue',
      'documented',
      'Overdue is an opened invoice past its due date; on the wire its status stays Opened.',
      help,
    ],
    ['overdue.boundary', 'assumed', 'It is overdue from the first moment after the due date.', ours],
  ],
  postponement: [
    ['enabled', 'documented', 'Needs postponementEnabled and invoicePostponementLimit above 0.', api],
    [
      'limits',
      'documented',
      'At most invoicePostponementLimit times and maxPostponementDays days in total for one invoice.',
      guide,
    ],
    ['moves', 'documented', 'dueDate moves from where it is; originalDueDate stays.', guide],
    ['opened', 'assumed', 'Only an opened invoice can be postponed, overdue or not.', ours],
    ['days', 'assumed', 'dueDays is a whole number from 1 to 36,500.', ours],
  ],
  config: [
    [
      'fresh',
      'documented',
      'A fresh store has rates and limits 0, flags false, defaultCreditValue 2000, and notifications 5, 1 and 0 days before and 3 after, at noon.',
      api,
    ],
    ['merge', 'documented', 'PUT keeps what is left out.', guide],
    [
      'merge.notifications',
      'assumed',
      'Each list of notificationsSettings is replaced only when given.',
      ours,
    ],
    ['triggers', 'documented', 'At most three notifications on each side.', texts],
    [
      'outbox',
      'assumed',
      'Due notifications are derived from clock and open invoices; times of day are UTC.',
      ours,
    ],
  ],
  list: [
    ['first', 'documented', 'Without positions the first 20 items are shown.', api],
    ['positions', 'documented', 'from and to are inclusive positions.', api],
    [
      'positions.one-based',
      'assumed',
      'They count from 1; to before from is refused.',
      `${ours}; the official example is from=1`,
    ],
    [
      'totals',
      'observed',
      'total, totalPaid and totalCancelled are sums over the returned page.',
      'VTEX known issue 432587 and payloads',
    ],
    ['count', 'observed', 'count is the number of all matches.', payloads],
    ['filters', 'documented', 'Filters combine with AND, with op=or with OR.', api],
    [
      'filters.exact',
      'assumed',
      'friendlyId, observation and value match exactly; e-mails in any case; with op=or the two ends of a date are one filter.',
      ours,
    ],
    [
      'filters.dates',
      'assumed',
      'Both ends of a date filter are included; a bare date is its midnight in UTC.',
      ours,
    ],
    [
      'order',
      'assumed',
      'Items come in order of creation, or of the due date when filtered by it.',
      `${ours}; VTEX promises none`,
    ],
    ['closed', 'documented', 'Closed accounts leave the lists.', texts],
  ],
  access: [
    [
      'permission',
      'documented',
      "A caller without the operation's License Manager resource gets 403 and nothing changes; Main Access grants every one.",
      api,
    ],
    [
      'none',
      'assumed',
      'Missing or unknown credentials get 401; while no callers are named, any credentials will do.',
      ours,
    ],
  ],
  wire: [
    [
      'success',
      'documented',
      'Success is 200; changing, cancelling and postponing an invoice and cancelling a hold answer with an empty body.',
      api,
    ],
    [
      'errors',
      'assumed',
      'Errors are {code, message} with 400, 401, 403, 404, 405, 409 or 413; a code other than 1099 repeats the status.',
      ours,
    ],
    ['slash', 'observed', 'A trailing slash in the path makes no difference.', guide],
    [
      'dates',
      'observed',
      'Dates are ISO 8601 in UTC without trailing zeros; expirationDate has no offset.',
      payloads,
    ],
    ['unknown-fields', 'assumed', 'Unknown fields and parameters of a request are ignored.', ours],
  ],
};

/** Every behaviour of the reference, with its mark and source. */
export const behaviours: readonly Behaviour[] = Object.entries(areas).flatMap(([area, rows]) =>
  rows.map(([rule, mark, says, source]) => ({ id: `${area}.${rule}`, mark, says, source })),
);

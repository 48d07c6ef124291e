import { type Areas, sources } from './behaviour.ts';

const { api, guide, texts, payloads, ours } = sources;

/** What the reference does with configuration, lists, access and the wire. */
export const store = {
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
    [
      'triggers',
      'documented',
      'At most three notifications on each side, each within 10 days of the due date, at times of day in UTC; [] switches a side off.',
      texts,
    ],
    ['outbox', 'assumed', 'Due notifications are derived from clock and open invoices.', ours],
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
      'filters.document',
      'assumed',
      'Accounts are filtered by document, exactly.',
      `${ours}; public code sends it, and to ignore it would answer with another customer's account`,
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
      'transaction',
      'observed',
      'The path /transaction is the same as /transactions.',
      'official OpenAPI file until 2023, public code',
    ],
    [
      'dates',
      'observed',
      'Dates are ISO 8601 in UTC without trailing zeros; expirationDate has no offset.',
      payloads,
    ],
    ['unknown-fields', 'assumed', 'Unknown fields and parameters of a request are ignored.', ours],
  ],
} as const satisfies Areas;

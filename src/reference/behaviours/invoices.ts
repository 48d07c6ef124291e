import { type Areas, sources } from './behaviour.ts';

const { api, guide, help, payloads, code, ours } = sources;

/** What the reference does with invoices and their postponement. */
export const invoices = {
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
    [
      'update.empty',
      'assumed',
      'PUT with {} is 200 and changes nothing; the client asks for at least one field.',
      `${ours}; all three fields are "(optional)"`,
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
} as const satisfies Areas;

import { type Areas, sources } from './behaviour.ts';

const { api, api2020, texts, help, payloads, code, ours } = sources;

/** What the reference does with accounts, their credit, statements and holders. */
export const accounts = {
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
    ['credit.rounding', 'assumed', 'Both values are rounded half away from zero to the cent first.', ours],
    [
      'invoice',
      'documented',
      'A settlement writes an Invoice row with the negative value, transactionId and numberOfInstallments.',
      api,
    ],
    ['invoice.order', 'assumed', 'That row has the orderId as well, where there is one.', ours],
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
      'documented',
      'An account created by PUT has a limit of 100 unless one is given.',
      api2020,
    ],
    ['update.unknown.tolerance', 'assumed', 'Its tolerance is 0 unless given.', ours],
    [
      'update.closed',
      'assumed',
      'PUT with the id of a closed account makes a new one, with nothing of the old.',
      `${ours}; the text of the official file says that an account "open or closed" is created or changed by PUT`,
    ],
    ['updated', 'observed', 'updatedAt moves on every change, createdAt never.', payloads],
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
    ['shares', 'documented', 'Dependents share the credit of the account.', help],
    ['twice', 'assumed', 'The same e-mail twice on one account is refused, whatever its case.', ours],
  ],
} as const satisfies Areas;

import { describe, expect, it } from 'vitest';
import {
  type ContractAdapter,
  contractCases,
  referenceAdapter,
  runCase,
} from 'vtex-customer-credit/contract';
import { createInMemoryCustomerCredit } from 'vtex-customer-credit/memory';
import { type Right, type Wrong, wrongAdapters } from './broken-adapters.ts';

function adapterOf(name: string, wrong: (right: Right) => Wrong): ContractAdapter {
  return referenceAdapter(name, (options) => {
    const { client, control, clientAs } = createInMemoryCustomerCredit(options);
    const other = wrong({ client, control });
    const { accounts, invoices, transactions, storeConfig } = client;
    const altered = {
      ...{ accounts, invoices, transactions, storeConfig },
      request: client.request.bind(client),
      ...other.client,
    };
    return {
      client: altered,
      control: {
        clock: other.clock ?? control.clock,
        setOrderId: control.setOrderId,
        notifications: other.silent ? () => [] : control.notifications,
        snapshot: control.snapshot,
      },
      clientAs: other.open ? () => altered : clientAs,
    };
  });
}

/** The cases that fail, by group. */
async function failing(adapter: ContractAdapter): Promise<Record<string, string[]>> {
  const failed: Record<string, string[]> = {};
  for (const each of contractCases) {
    try {
      await runCase(each, adapter);
    } catch {
      failed[each.group] = [...(failed[each.group] ?? []), each.name];
    }
  }
  return failed;
}

/** Who must not get in, for every operation. */
const keptOut: Record<string, string[]> = {};
for (const { group, name } of contractCases) {
  if (/^is (forbidden without|refused to who is not known)/.test(name))
    keptOut[group] = [...(keptOut[group] ?? []), name];
}

const dates = [
  'moves the due date and keeps its digits; the original due date stays',
  'moves updatedAt and nothing else',
];
const paying = 'is marked as paid: resolved now, credit back, a Payment row, the invoice as the answer';
const noting = 'of any status takes a note and a link, and moves only updatedAt by it';
const splitting = 'makes one invoice per instalment, to the cent, the first ones with the odd cents';
const adding = 'again with more adds invoices for the difference, numbered on, as many as the instalments';
const parts = {
  'a list of invoices': [
    'has totals of the page and the count of all, also when the page is but a part',
    'is walked page by page to its end, every invoice once, by inclusive positions',
  ],
};

/** Exactly the cases that each wrong adapter fails. */
const expected: {
  readonly [Name in keyof typeof wrongAdapters]: Readonly<Record<string, readonly string[]>>;
} = {
  'lets a paid invoice be cancelled': {
    'an invoice': ['that is paid is not cancelled, by whichever call'],
  },
  'takes the payment of what is paid': {
    'an invoice': ['that is paid is not paid again, by whichever call'],
  },
  'totals over everything': parts,
  'counts the page only': parts,
  'loses cents': {
    'a settlement': [splitting, 'never makes an invoice of less than a cent', adding],
  },
  'adds up in floats': {
    credit: ['has the sum of its manual debits as balance, exactly, each with a Statement row'],
  },
  'ignores the clock': {
    'an invoice': [paying, noting],
    'a postponement': ['moves updatedAt and nothing else'],
    'an account': ['keeps when it was created, and says when it was changed'],
    credit: ['has statements in the order of their dates'],
    'a hold': [
      'frees its credit by the clock alone, with the moment of its date, without a write',
      'frees its credit without a write',
      'that has expired can neither change nor be settled',
    ],
    'a settlement': ['again with more is due from then'],
    'a list of invoices': ['of what is overdue changes with the clock alone, at the boundary'],
    'the store configuration': ['tells which notifications are due, by clock and open invoices'],
    'a request of one’s own': ['is answered with dates in UTC without trailing zeros'],
  },
  'writes Overdue on the wire': {
    'a list of invoices': ['of what is overdue changes with the clock alone, at the boundary'],
  },
  'never moves updatedAt': {
    'an invoice': [paying, noting],
    'a postponement': ['moves updatedAt and nothing else'],
  },
  'postpones without limits': {
    'a postponement': [
      'is refused unless enabled, and with a limit of 0',
      'is refused a fourth time of three',
      'is refused a 31st day of 30, at once or in pieces',
      'is for open invoices only, overdue or not',
    ],
  },
  'moves the original due date': { 'a postponement': dates },
  'shows tolerance as available': {
    'an account': [
      'is opened under {document}_{documentType}, with all its credit available and no statement',
      'is replaced by an update: document fields left out are wiped, limit and tolerance stay',
    ],
    credit: [
      'is limit less holds less open invoices; tolerance and debits are no part of it',
      'of 1,000 and a tolerance of 10 % takes 1,100 and refuses 1,250, once tolerance is enabled',
    ],
  },
  'changes a limit by the value': {
    'an invoice': ['that is paid is reopened even where its credit does not fit any more'],
    'an account': ['does not change by a command that changes nothing'],
    credit: [
      'has its limit and tolerance set to what is given, each change with a Credit row',
      'may be lowered below what is used, and then is negative',
    ],
    'a hold': ['may become smaller where the limit was lowered below what is used'],
  },
  'opens an open account again': { 'an account': ['that is open is refused with code 1099'] },
  'only says that it closes': {
    'an account': [
      'that is closed is made anew by an update of its id, with nothing of the past',
      'is closed with whatever it owes: answered once, then gone with all that was its own',
      'that is closed leaves the lists',
      'may be opened anew after closing, with the same document and e-mail and none of the past',
    ],
  },
  'debits once more for the same id': {
    credit: ['is debited by hand under an id of the caller, once for each id'],
  },
  'gives the odd cents to the last instalment': {
    'a settlement': [
      splitting,
      'again with less shrinks from the last invoice; one brought to zero is cancelled',
      adding,
      'cannot shrink below what is paid',
    ],
    'a refund': ['comes off the open invoices, the last first; one brought to zero is cancelled'],
  },
  'changes something even when it refuses': {
    'an invoice': ['that is paid is not paid again, by whichever call', 'that is cancelled stays cancelled'],
  },
  'replaces the configuration': {
    'the store configuration': ['keeps what an update leaves out, and a merge sends it whole'],
  },
  'lets everyone in': { ...keptOut, 'a caller': ['is named in the row of a debit'] },
  'tells no notifications': {
    'the store configuration': ['tells which notifications are due, by clock and open invoices'],
  },
};

describe('an adapter that', () => {
  it('is right fails nothing', async () => {
    expect(await failing(adapterOf('right', () => ({})))).toEqual({});
  });

  it.each(Object.entries(wrongAdapters))('%s fails where it is wrong', async (name, wrong) => {
    const [, cases] = Object.entries(expected).find(([each]) => each === name) ?? [];
    expect(await failing(adapterOf(name, wrong))).toEqual(cases);
  });
});

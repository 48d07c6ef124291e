import { type CustomerCredit, isApiError, isOverdue } from 'vtex-customer-credit';
import type { ContractClock } from 'vtex-customer-credit/contract';
import type { Control } from 'vtex-customer-credit/memory';
import { freshStoreConfig } from '../../src/ledger/store-config.ts';
import { type ChangePage, changedPages, otherInvoices, unless } from './changed-answers.ts';

/** A store of the reference, for a wrong adapter to stand before. */
export interface Right {
  readonly client: CustomerCredit;
  readonly control: Control;
}

/** What a wrong adapter does otherwise. */
export interface Wrong {
  readonly client?: Partial<CustomerCredit>;
  readonly clock?: ContractClock;
  /** Lets everyone in. */
  readonly open?: true;
  readonly silent?: true;
}

/** What a store has before anyone configured it, without notifications. */
const fresh = { ...freshStoreConfig, notificationsSettings: { daysPrior: [], daysAfter: [] } };

/** Adapters that are wrong in one thing each, by what a user would say of them. */
export const wrongAdapters = {
  'lets a paid invoice be cancelled': ({ client: { invoices } }) => ({
    client: {
      invoices: {
        ...invoices,
        cancel: (invoice) =>
          unless(invoices.cancel(invoice), async () => {
            await invoices.update(invoice, { status: 'Opened' });
            await invoices.cancel(invoice);
          }),
      },
    },
  }),

  'takes the payment of what is paid': ({ client: { invoices } }) => ({
    client: {
      invoices: {
        ...invoices,
        markAsPaid: (invoice, options) =>
          unless(invoices.markAsPaid(invoice, options), async () => {
            const { status, ...rest } = await invoices.get(invoice);
            if (status === 'Paid') return { status, ...rest };
            return invoices.markAsPaid(invoice);
          }),
      },
    },
  }),

  'totals over everything': ({ client }) => {
    const { invoices } = client;
    const whole: ChangePage = async (page) => {
      const { count: _, totalOverdue: __, changed: ___, ...totals } = await invoices.summarize();
      return { ...page, summary: { ...page.summary, ...totals } };
    };
    return {
      client: {
        invoices: { ...invoices, list: (...given) => changedPages(invoices.list(...given), whole) },
      },
    };
  },

  'counts the page only': ({ client: { invoices } }) => ({
    client: {
      invoices: {
        ...invoices,
        list: (...given) =>
          changedPages(invoices.list(...given), async (page) => ({
            ...page,
            summary: { ...page.summary, count: page.data.length },
          })),
      },
    },
  }),

  'loses cents': ({ client }) => ({
    client: otherInvoices(client, (invoice) => ({ ...invoice, value: Math.floor(invoice.value) })),
  }),

  'adds up in floats': ({ client: { accounts } }) => ({
    client: {
      accounts: {
        ...accounts,
        get: async (...given) => {
          const account = await accounts.get(...given);
          const { statements } = await accounts.getStatements(...given);
          const debits = statements.filter(({ origin }) => origin === 'Statement');
          return { ...account, balance: debits.reduce((sum, { value }) => sum + value, 0) };
        },
      },
    },
  }),

  'ignores the clock': ({ control }) => {
    let ahead = 0;
    const { clock } = control;
    const set = (to: number): void => {
      ahead = to - clock.now();
    };
    return {
      clock: {
        now: () => clock.now() + ahead,
        set: (to) => set(new Date(to).getTime()),
        advance: (by) => {
          const { days = 0, hours = 0 } = typeof by === 'number' ? {} : by;
          ahead += typeof by === 'number' ? by : (days * 24 + hours) * 3_600_000;
        },
      },
    };
  },

  'writes Overdue on the wire': ({ client, control }) => ({
    client: otherInvoices(client, (invoice) =>
      isOverdue(invoice, control.clock.now()) ? { ...invoice, status: 'Overdue' } : invoice,
    ),
  }),

  'never moves updatedAt': ({ client }) => ({
    client: otherInvoices(client, (invoice) => ({ ...invoice, updatedAt: invoice.createdAt })),
  }),

  'postpones without limits': ({ client: { invoices, storeConfig } }) => ({
    client: {
      invoices: {
        ...invoices,
        postpone: (invoice, days) =>
          unless(invoices.postpone(invoice, days), async () => {
            await storeConfig.update({
              postponementEnabled: true,
              invoicePostponementLimit: 99,
              maxPostponementDays: 9999,
            });
            await invoices.postpone(invoice, days);
          }),
      },
    },
  }),

  'moves the original due date': ({ client }) => ({
    client: otherInvoices(client, (invoice) => ({ ...invoice, originalDueDate: invoice.dueDate })),
  }),

  'shows tolerance as available': ({ client: { accounts } }) => ({
    client: {
      accounts: {
        ...accounts,
        get: async (...given) => {
          const account = await accounts.get(...given);
          const availableCredit = account.availableCredit + account.creditLimit * account.tolerance;
          return { ...account, availableCredit };
        },
      },
    },
  }),

  'changes a limit by the value': ({ client: { accounts } }) => ({
    client: {
      accounts: {
        ...accounts,
        changeCreditLimit: async (id, { value }) => {
          const { creditLimit } = await accounts.get(id);
          const sum = value < 0 ? value : creditLimit + value;
          return accounts.changeCreditLimit(id, { value: sum });
        },
      },
    },
  }),

  'opens an open account again': ({ client: { accounts } }) => ({
    client: {
      accounts: {
        ...accounts,
        open: (opening) =>
          unless(accounts.open(opening), () => accounts.get(`${opening.document}_${opening.documentType}`)),
      },
    },
  }),

  'only says that it closes': ({ client: { accounts } }) => ({
    client: {
      accounts: {
        ...accounts,
        close: async (id) => ({ ...(await accounts.get(id)), status: 'Closed' }),
      },
    },
  }),

  'debits once more for the same id': ({ client: { accounts } }) => {
    const seen = new Set<string>();
    return {
      client: {
        accounts: {
          ...accounts,
          decreaseBalance: async (id, decrease) => {
            const answer = await accounts.decreaseBalance(id, decrease);
            if (seen.has(decrease.statementId))
              await accounts.decreaseBalance(id, { ...decrease, statementId: `again-${seen.size}` });
            seen.add(decrease.statementId);
            return answer;
          },
        },
      },
    };
  },

  'gives the odd cents to the last instalment': ({ client }) => {
    const { invoices } = client;
    const turned: ChangePage = async (page) => {
      const byTransaction = Map.groupBy(page.data, ({ transactionId }) => transactionId);
      const data = page.data.map((invoice) => {
        const all = byTransaction.get(invoice.transactionId) ?? [];
        return { ...invoice, value: all[all.length - invoice.installment]?.value ?? invoice.value };
      });
      return { ...page, data };
    };
    return {
      client: {
        invoices: { ...invoices, list: (...given) => changedPages(invoices.list(...given), turned) },
      },
    };
  },

  'changes something even when it refuses': ({ client: { invoices } }) => ({
    client: {
      invoices: {
        ...invoices,
        markAsPaid: async (invoice, options) => {
          try {
            return await invoices.markAsPaid(invoice, options);
          } catch (error) {
            if (isApiError(error) && error.code === 'conflict')
              await invoices.update(invoice, { observation: 'paid twice' });
            throw error;
          }
        },
      },
    },
  }),

  'replaces the configuration': ({ client: { storeConfig } }) => ({
    client: {
      storeConfig: {
        ...storeConfig,
        update: (change) => storeConfig.update({ ...fresh, ...change }),
      },
    },
  }),

  'lets everyone in': () => ({ open: true }),

  'tells no notifications': () => ({ silent: true }),
} as const satisfies Readonly<Record<string, (right: Right) => Wrong>>;

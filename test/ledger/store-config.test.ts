import { describe, expect, test } from 'vitest';
import type { Invoice } from '../../src/api/invoices/types.ts';
import type { StoreConfig } from '../../src/api/store-config/types.ts';
import { dueNotifications } from '../../src/ledger/notification.ts';
import { freshStoreConfig, updateStoreConfig } from '../../src/ledger/store-config.ts';
import { guideInvoice } from './test-ledger.ts';

describe('the store configuration', () => {
  test('of a fresh store', () => {
    expect(freshStoreConfig).toEqual({
      dailyInterestRate: 0,
      invoicePostponementLimit: 0,
      taxRate: 0,
      maxPostponementDays: 0,
      defaultCreditValue: 2000,
      postponementEnabled: false,
      automaticCheckingAccountCreationEnabled: false,
      toleranceEnabled: false,
      myCreditsEnabled: false,
      maxPreAuthorizationGrowthRate: 0,
      notificationsSettings: {
        daysPrior: [5, 1, 0].map((days) => ({ days, timeOfDay: '12:00:00' })),
        daysAfter: [{ days: 3, timeOfDay: '12:00:00' }],
      },
    });
  });

  test("keeps what is left out: the guide's example turns postponement on and nothing else", () => {
    const { result, changes } = updateStoreConfig(freshStoreConfig, {
      invoicePostponementLimit: 3,
      maxPostponementDays: 30,
      postponementEnabled: true,
      taxRate: undefined,
    });
    expect(result).toEqual({
      ...freshStoreConfig,
      invoicePostponementLimit: 3,
      maxPostponementDays: 30,
      postponementEnabled: true,
    });
    expect(changes.config).toBe(result);
  });

  test('replaces a list of notifications only when it is given', () => {
    const daysAfter = [{ days: 0, timeOfDay: '16:00:00' }];
    const { result } = updateStoreConfig(freshStoreConfig, { notificationsSettings: { daysAfter } });
    expect(result.notificationsSettings).toEqual({
      daysPrior: freshStoreConfig.notificationsSettings?.daysPrior,
      daysAfter,
    });
  });

  test('is not changed from outside by what was given', () => {
    const daysAfter = [{ days: 0, timeOfDay: '16:00:00' }];
    const { result } = updateStoreConfig(freshStoreConfig, { notificationsSettings: { daysAfter } });
    daysAfter.push({ days: 9, timeOfDay: '16:00:00' });
    expect(result.notificationsSettings?.daysAfter).toHaveLength(1);
    expect(Object.isFrozen(result.notificationsSettings?.daysAfter)).toBe(true);
    expect(Object.isFrozen(freshStoreConfig.notificationsSettings?.daysAfter?.[0])).toBe(true);
  });
});

describe('notifications', () => {
  const dueDate = '2024-05-20T06:52:53.1314379Z';
  const { invoice } = guideInvoice({ dueDate });
  const at = (date: string, of: Invoice = invoice, config: StoreConfig = freshStoreConfig) =>
    dueNotifications([of], config, Date.parse(date)).map(({ kind, days, dueAt }) => [kind, days, dueAt]);

  test('of a fresh store: 5, 1 and 0 days before and 3 days after, at noon UTC', () => {
    expect(at('2024-05-15T11:59:59.999Z')).toEqual([]);
    expect(at('2024-05-15T12:00:00Z')).toEqual([['daysPrior', 5, '2024-05-15T12:00:00Z']]);
    expect(at('2024-06-01T00:00:00Z')).toEqual([
      ['daysPrior', 5, '2024-05-15T12:00:00Z'],
      ['daysPrior', 1, '2024-05-19T12:00:00Z'],
      ['daysPrior', 0, '2024-05-20T12:00:00Z'],
      ['daysAfter', 3, '2024-05-23T12:00:00Z'],
    ]);
  });

  test('name account and invoice', () => {
    expect(dueNotifications([invoice], freshStoreConfig, Date.parse('2024-05-15T12:00:00Z'))).toEqual([
      {
        creditAccountId: invoice.creditAccountId,
        invoiceId: invoice.id,
        kind: 'daysPrior',
        days: 5,
        dueAt: '2024-05-15T12:00:00Z',
      },
    ]);
  });

  test.each(['Paid', 'Cancelled'] as const)('are none for an invoice that is %s', (status) => {
    expect(at('2024-06-01T00:00:00Z', { ...invoice, status })).toEqual([]);
  });

  test('are none for a due date that cannot be read', () => {
    expect(at('2024-06-01T00:00:00Z', { ...invoice, dueDate: '' })).toEqual([]);
  });

  test('are none for the time before the invoice was made', () => {
    expect(at('2024-06-01T00:00:00Z', { ...invoice, createdAt: '2024-05-19T12:00:00.001Z' })).toHaveLength(2);
  });

  test('follow a postponed due date and a time of day', () => {
    const config = {
      ...freshStoreConfig,
      notificationsSettings: { daysPrior: null, daysAfter: [{ days: 1, timeOfDay: '23:59:59' }] },
    };
    expect(
      at('2024-06-01T00:00:00Z', { ...invoice, dueDate: '2024-05-25T06:52:53.1314379Z' }, config),
    ).toEqual([['daysAfter', 1, '2024-05-26T23:59:59Z']]);
  });

  test('without settings there are none', () => {
    expect(at('2024-06-01T00:00:00Z', invoice, { ...freshStoreConfig, notificationsSettings: null })).toEqual(
      [],
    );
  });

  test('of many invoices come earliest first', () => {
    const later = { ...invoice, id: 'later', dueDate: '2024-05-21T00:00:00Z' };
    const all = dueNotifications([later, invoice], freshStoreConfig, Date.parse('2024-06-01T00:00:00Z'));
    const moments = all.map(({ dueAt }) => dueAt);
    expect(all).toHaveLength(8);
    expect(moments).toEqual([...moments].sort());
  });
});

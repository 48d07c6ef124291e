import { describe, expect, test } from 'vitest';
import { InvalidInputError, type StoreConfig } from 'vtex-customer-credit';
import { clientOver, json, type Recording, recording, rejection, text } from '../http/recording.ts';

const present: StoreConfig = {
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
    daysPrior: [
      { days: 5, timeOfDay: '12:00:00' },
      { days: 1, timeOfDay: '12:00:00' },
    ],
    daysAfter: [{ days: 3, timeOfDay: '12:00:00' }],
  },
};

/** A store with this configuration, that takes what it is sent. */
const over = (config: object): Recording =>
  recording(json(config), async (request) => Response.json({ ...present, ...(await request.json()) }));

describe('storeConfig.merge', () => {
  test('reads, puts the given fields in and sends the whole', async () => {
    const network = over(present);
    await clientOver(network).storeConfig.merge({
      invoicePostponementLimit: 3,
      maxPostponementDays: 30,
      postponementEnabled: true,
    });
    expect(network.sent.map(({ method, url }) => `${method} ${url.pathname}`)).toEqual([
      'GET /api/creditcontrol/storeconfig',
      'PUT /api/creditcontrol/storeconfig',
    ]);
    expect(network.sent[1]?.body).toEqual({
      ...present,
      invoicePostponementLimit: 3,
      maxPostponementDays: 30,
      postponementEnabled: true,
    });
  });

  test('answers with what the API answers', async () => {
    const answer = { ...present, taxRate: 0.4 };
    const network = recording(json(present), json(answer));
    expect(await clientOver(network).storeConfig.merge({ taxRate: 0.4 })).toEqual(answer);
  });

  test('replaces each list of notifications only when it is given', async () => {
    const network = over(present);
    const daysAfter = [{ days: 7, timeOfDay: '09:30:00' }];
    await clientOver(network).storeConfig.merge({ notificationsSettings: { daysAfter } });
    expect(network.sent[1]?.body).toEqual({
      ...present,
      notificationsSettings: { daysPrior: present.notificationsSettings?.daysPrior, daysAfter },
    });
  });

  test('takes undefined for left out, and false, 0 and null for given', async () => {
    const network = over({ ...present, postponementEnabled: true, taxRate: 0.4 });
    await clientOver(network).storeConfig.merge({
      postponementEnabled: false,
      taxRate: 0,
      defaultCreditValue: undefined,
      notificationsSettings: null,
    });
    expect(network.sent[1]?.body).toEqual({ ...present, notificationsSettings: null });
  });

  test.each([undefined, null])('keeps notifications that are %j', async (notificationsSettings) => {
    const network = over({ ...present, notificationsSettings });
    await clientOver(network).storeConfig.merge({ taxRate: 0.4 });
    const asJson: unknown = JSON.parse(JSON.stringify({ ...present, notificationsSettings, taxRate: 0.4 }));
    expect(network.sent[1]?.body).toEqual(asJson);
  });

  test('sends back only what is documented, whatever else came along', async () => {
    const trigger = { days: 5, timeOfDay: '12:00:00' };
    const network = over({
      ...present,
      fromTheFuture: 1,
      notificationsSettings: {
        daysPrior: [{ ...trigger, channel: 'sms' }],
        daysAfter: null,
        daysBetween: [trigger],
      },
    });
    await clientOver(network).storeConfig.merge({ taxRate: 0.4 });
    expect(network.sent[1]?.body).toEqual({
      ...present,
      taxRate: 0.4,
      notificationsSettings: { daysPrior: [trigger], daysAfter: null },
    });
  });

  test('sends nothing, not even the reading, for a change that cannot be sent', async () => {
    const network = over(present);
    const error = await rejection(clientOver(network).storeConfig.merge({ taxRate: -1 }));
    expect(error).toBeInstanceOf(InvalidInputError);
    expect(error).toMatchObject({ issues: [{ path: 'taxRate' }] });
    expect(network.sent).toEqual([]);
  });

  test('changes nothing when the reading fails', async () => {
    const network = recording(text('', { status: 500 }));
    expect(await rejection(clientOver(network).storeConfig.merge({ taxRate: 0.4 }))).toMatchObject({
      operation: 'storeConfig.get',
    });
    expect(network.sent.map(({ method }) => method)).toEqual(['GET']);
  });
});

describe('storeConfig.update', () => {
  test.each([
    [
      {
        notificationsSettings: {
          daysPrior: Array.from({ length: 4 }, () => ({ days: 1, timeOfDay: '12:00:00' })),
        },
      },
      'notificationsSettings.daysPrior',
    ],
    [
      { notificationsSettings: { daysAfter: [{ days: -1, timeOfDay: '12:00:00' }] } },
      'notificationsSettings.daysAfter[0].days',
    ],
    [
      { notificationsSettings: { daysAfter: [{ days: 1, timeOfDay: '24:00:00' }] } },
      'notificationsSettings.daysAfter[0].timeOfDay',
    ],
    [{ invoicePostponementLimit: 1.5 }, 'invoicePostponementLimit'],
    [{ maxPostponementDays: -1 }, 'maxPostponementDays'],
  ])('refuses %j by the path of the field', async (update, path) => {
    const network = over(present);
    const error = await rejection(clientOver(network).storeConfig.update(update));
    expect(error).toBeInstanceOf(InvalidInputError);
    expect(error).toMatchObject({ issues: [{ path }] });
    expect(network.sent).toEqual([]);
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  AuthenticationError,
  ConflictError,
  CustomerCreditError,
  InvalidInputError,
  InvalidResponseError,
  NetworkError,
  NotFoundError,
  PermissionError,
  RateLimitError,
  ServerError,
} from 'vtex-customer-credit';
import { type InvoicesClient, postponeMany } from 'vtex-customer-credit/csv';
import { type InvoiceWish, invoiceJob } from '../../../../src/bulk/csv/import/invoice-job.ts';
import { type AppliedRow, applyRow, type Trying } from '../../../../src/bulk/run/apply-row.ts';
import { Breaker } from '../../../../src/bulk/run/breaker.ts';
import { all, refOf, rejection, storeWith } from '../world.ts';

// What becomes of a row that pays an invoice, by what the store answers to each reading and each change.

type Status = 'Opened' | 'Paid' | 'Cancelled';

/** What reading gives: the status that the store has by then, or a failure. */
type Reading = Status | CustomerCreditError;
/** What sending gives: success, or a failure with or without the change having been made. */
type Sending = 'ok' | CustomerCreditError | { readonly done: CustomerCreditError };

const lost = new NetworkError('lost', { outcome: 'unknown', retryable: false });
const lostAgain = new NetworkError('lost', { outcome: 'unknown', retryable: true });
const noConnection = new NetworkError('gone', { outcome: 'not-sent', retryable: true });
const conflict = new ConflictError({ status: 409 });
const forbidden = new PermissionError({ status: 403 });
const tooMany = new RateLimitError({ status: 429, retryable: true });
const broken = new ServerError({ status: 500, outcome: 'unknown', retryable: true });
const unreadable = new InvalidResponseError([]);
const invalid = new InvalidInputError([{ path: 'x', expected: 'y' }]);
const alreadyOpen = new ConflictError({ status: 409, vtexCode: 1099 });

const wish: InvoiceWish = {
  ref: refOf(0),
  status: 'Paid',
  observation: undefined,
  paymentLink: undefined,
  titles: { status: 'Status' },
};

interface Applied extends AppliedRow {
  /** The requests in order: `get` and `put`. */
  readonly asked: string;
  /** What would end each of them. */
  readonly signals: readonly unknown[];
}

/** Applies the row while the store answers by a script; what is asked for beyond it gets its last answers again. */
async function apply(
  readings: readonly Reading[],
  sendings: readonly Sending[],
  given: Partial<Trying> = {},
): Promise<Applied> {
  const { client } = storeWith([{}]);
  const known = await client.invoices.get(refOf(0));
  const asked: string[] = [];
  const signals: unknown[] = [];
  let status: Status = 'Opened';
  const next = <Item>(items: readonly Item[], kind: string): Item | undefined =>
    items[Math.min(asked.filter((each) => each === kind).length, items.length) - 1];
  const scripted: InvoicesClient = {
    invoices: {
      ...client.invoices,
      get: async (_ref, options) => {
        asked.push('get');
        signals.push(options?.signal);
        const reading = next(readings, 'get') ?? status;
        if (reading instanceof CustomerCreditError) throw reading;
        return { ...known, status: status === 'Paid' ? status : reading };
      },
      update: async (_ref, _update, options) => {
        asked.push('put');
        signals.push(options?.signal);
        const sending = next(sendings, 'put') ?? 'ok';
        if (sending instanceof CustomerCreditError) throw sending;
        status = 'Paid';
        if (sending !== 'ok') throw sending.done;
      },
    },
  };
  const trying: Trying = { attempts: 3, signal: undefined, breaker: new Breaker(3), ...given };
  const row = await applyRow(invoiceJob(scripted, false), wish, trying);
  return { ...row, asked: asked.join(' '), signals };
}

const open: readonly Reading[] = ['Opened'];

describe('a row that pays an invoice', () => {
  test.each<
    [string, readonly Reading[], readonly Sending[], outcome: string, code: string | undefined, asked: string]
  >([
    ['is open', open, ['ok'], 'done', undefined, 'get put'],
    ['is paid', ['Paid'], [], 'unchanged', undefined, 'get'],
    ['is cancelled', ['Cancelled'], [], 'refused', 'cancelled', 'get'],
    ['is not there', [new NotFoundError({ status: 404 })], [], 'refused', 'not_found', 'get'],
    ['cannot be read', [lostAgain], [], 'not-sent', 'network', 'get get get'],
    ['cannot be read at first', [lostAgain, 'Opened'], ['ok'], 'done', undefined, 'get get put'],
    ['may not be read', [forbidden], [], 'not-sent', 'permission', 'get'],
    ['cannot be asked for', [invalid], [], 'refused', 'invalid_input', 'get'],
  ])('that %s', async (_, readings, sendings, outcome, code, asked) => {
    const row = await apply(readings, sendings);
    expect([row.outcome, row.problem?.code, row.asked]).toEqual([outcome, code, asked]);
    expect(row.changes).toEqual(outcome === 'done' ? ['pay'] : []);
  });

  test.each<
    [string, readonly Sending[], readonly Reading[], outcome: string, code: string | undefined, asked: string]
  >([
    // The API said no, and did nothing.
    ['is forbidden', [forbidden], open, 'refused', 'permission', 'get put'],
    ['cannot be sent as it is', [invalid], open, 'refused', 'invalid_input', 'get put'],
    ['is refused by its state', [conflict], open, 'refused', 'conflict', 'get put get'],
    [
      'is refused, since somebody else did it',
      [conflict],
      ['Opened', 'Paid'],
      'unchanged',
      undefined,
      'get put get',
    ],
    [
      'is refused, since somebody else cancelled it',
      [conflict],
      ['Opened', 'Cancelled'],
      'refused',
      'cancelled',
      'get put get',
    ],
    ['is refused for now', [tooMany, 'ok'], open, 'done', undefined, 'get put get put'],
    ['is refused for now, always', [tooMany], open, 'refused', 'rate_limited', 'get put get put get put get'],
    ['is refused every other time', [alreadyOpen, 'ok'], open, 'done', undefined, 'get put get put'],
    // Nothing went out.
    ['finds no connection', [noConnection, 'ok'], open, 'done', undefined, 'get put get put'],
    ['never finds one', [noConnection], open, 'not-sent', 'network', 'get put get put get put get'],
    // It may have been done.
    ['was done, and its answer lost', [{ done: lost }], open, 'done', undefined, 'get put get'],
    ['was done, and then forbidden', [{ done: broken }, forbidden], open, 'done', undefined, 'get put get'],
    ['was lost on the way', [lost, 'ok'], open, 'done', undefined, 'get put get put'],
    ['is always lost', [lost], open, 'unknown', 'network', 'get put get put get put get'],
    ['fails on the other side', [broken], open, 'unknown', 'server_error', 'get put get put get put get'],
    ['is lost, then forbidden', [lost, forbidden], open, 'unknown', 'permission', 'get put get put get'],
    ['is lost, then refused', [lost, conflict], open, 'unknown', 'conflict', 'get put get put get'],
    [
      'is lost, then finds no connection',
      [lost, noConnection],
      open,
      'unknown',
      'network',
      'get put get put get put get',
    ],
    ['is lost, and then cancelled', [lost], ['Opened', 'Cancelled'], 'unknown', 'cancelled', 'get put get'],
    [
      'is lost, and cannot be read',
      [lost],
      ['Opened', lostAgain],
      'unknown',
      'network',
      'get put get get get',
    ],
    ['is lost, and may not be read', [lost], ['Opened', forbidden], 'unknown', 'permission', 'get put get'],
    // The answer was a success that cannot be read.
    ['is done, as its answer says', [{ done: unreadable }], open, 'done', undefined, 'get put'],
  ])('whose change %s', async (_, sendings, readings, outcome, code, asked) => {
    const row = await apply(readings, sendings);
    expect([row.outcome, row.problem?.code, row.asked]).toEqual([outcome, code, asked]);
    const isAboutChange = outcome !== 'unchanged' && !(outcome === 'refused' && code === 'cancelled');
    expect(row.changes).toEqual(isAboutChange ? ['pay'] : []);
  });

  test('keeps the error of the client that it ended by', async () => {
    expect((await apply(open, [forbidden])).error).toBe(forbidden);
    expect((await apply([lostAgain], [])).error).toBe(lostAgain);
    expect((await apply(['Opened', 'Cancelled'], [lost])).error).toBe(lost);
    expect((await apply(open, ['ok'])).error).toBeUndefined();
  });

  test('is read and sent within the signal of the run', async () => {
    const { signal } = new AbortController();
    expect((await apply(open, ['ok'], { signal })).signals).toEqual([signal, signal]);
  });

  test('is sent and read so often as it may, and no more', async () => {
    for (const attempts of [1, 2, 5]) {
      const sent = await apply(open, [lost], { attempts });
      expect(sent.asked.match(/put/g)).toHaveLength(attempts);
      const read = await apply([lostAgain], [], { attempts });
      expect(read.asked.match(/get/g)).toHaveLength(attempts);
    }
  });

  test('ends by an error that is none of the client, or by its signal', async () => {
    const bug = new TypeError('a bug');
    const { client } = storeWith([{}]);
    const odd: InvoicesClient = { invoices: { ...client.invoices, update: () => Promise.reject(bug) } };
    const trying: Trying = { attempts: 3, signal: undefined, breaker: new Breaker(3) };
    expect(await rejection(applyRow(invoiceJob(odd, false), wish, trying))).toBe(bug);
    const reason = new Error('enough');
    const ended = { ...trying, signal: AbortSignal.abort(reason) };
    expect(await rejection(applyRow(invoiceJob(odd, false), wish, ended))).toBe(reason);
  });
});

describe('once the run is to stop', () => {
  function stopped(): Breaker {
    const breaker = new Breaker(1);
    breaker.see(new AuthenticationError({ status: 401 }));
    expect(breaker.reason).toBeDefined();
    return breaker;
  }

  test('a failure is tried no more, and told as it is known', async () => {
    expect(await apply([lostAgain], [], { breaker: stopped() })).toMatchObject({
      outcome: 'not-sent',
      asked: 'get',
    });
    expect(await apply(open, [noConnection], { breaker: stopped() })).toMatchObject({
      outcome: 'not-sent',
      asked: 'get put get',
    });
    expect(await apply(open, [lost], { breaker: stopped() })).toMatchObject({
      outcome: 'unknown',
      asked: 'get put get',
    });
    expect(await apply(open, [{ done: lost }], { breaker: stopped() })).toMatchObject({
      outcome: 'done',
      asked: 'get put get',
    });
  });

  test('the first attempts of rows that could not be sent are what stops it', async () => {
    const reading = new Breaker(100);
    for (let row = 0; row < 3; row += 1) {
      expect(reading.reason).toBeUndefined();
      await apply([noConnection, 'Opened'], ['ok'], { breaker: reading });
    }
    expect(reading.reason).toMatchObject({ code: 'network' });
    const sending = new Breaker(100);
    for (let row = 0; row < 3; row += 1) {
      expect(sending.reason).toBeUndefined();
      await apply(open, [noConnection, noConnection, 'ok'], { breaker: sending });
    }
    expect(sending.reason).toMatchObject({ code: 'network' });
  });
});

describe('a row that a stopped run may have sent', () => {
  const mayBeDone = { mayBeDone: true, attempts: 1 };

  test.each<[string, readonly Reading[], readonly Sending[], outcome: string]>([
    ['is paid', ['Paid'], [], 'unchanged'],
    ['can be sent again', open, ['ok'], 'done'],
    ['is cancelled: it cannot have been done', ['Cancelled'], [], 'refused'],
    ['cannot be read', [lost], [], 'unknown'],
    ['may not be read', [forbidden], [], 'unknown'],
    ['cannot be asked for: it never was', [invalid], [], 'refused'],
    ['is refused', open, [conflict], 'unknown'],
    ['is forbidden', open, [forbidden], 'unknown'],
    ['is no request: it never was', open, [invalid], 'refused'],
    ['finds no connection', open, [noConnection], 'unknown'],
  ])('and that %s', async (_, readings, sendings, outcome) => {
    expect((await apply(readings, sendings, mayBeDone)).outcome).toBe(outcome);
  });
});

test.each<[CustomerCreditError, string]>([
  [lost, 'unknown'],
  [broken, 'unknown'],
  [unreadable, 'done'],
  [noConnection, 'not-sent'],
  [invalid, 'refused'],
  [conflict, 'refused'],
  [forbidden, 'refused'],
])('a postponement that ends by %o is told: %s', async (error, expected) => {
  const { client } = storeWith([{}]);
  const failing: InvoicesClient = { invoices: { ...client.invoices, postpone: () => Promise.reject(error) } };
  const [row] = await all(postponeMany(failing, [refOf(0)], { dueDays: 5 }, { attempts: 1 }));
  expect(row?.outcome).toBe(expected);
});

test.each([
  ['Paid', 'paid', /can no longer be postponed/],
  ['Cancelled', 'cancelled', /stays so/],
] as const)('an invoice that is %s cannot be postponed', async (status, code, message) => {
  const { client } = storeWith([{ status }]);
  const [row] = await all(postponeMany(client, [refOf(0)], { dueDays: 5 }));
  expect(row).toMatchObject({ outcome: 'refused', problem: { code } });
  expect(row?.problem?.message).toMatch(message);
});

test('whatever happens, what is told is true, and nothing is sent that is known to be done', async () => {
  const reading = fc.constantFrom<Reading>('Opened', 'Opened', 'Opened', lostAgain, forbidden);
  const sending = fc.constantFrom<Sending>(
    'ok',
    lost,
    broken,
    conflict,
    forbidden,
    tooMany,
    noConnection,
    { done: lost },
    { done: broken },
    { done: unreadable },
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(reading, { minLength: 1, maxLength: 12 }),
      fc.array(sending, { minLength: 1, maxLength: 4 }),
      fc.integer({ min: 1, max: 4 }),
      async (readings, sendings, attempts) => {
        const { outcome, asked } = await apply(readings, sendings, { attempts });
        const puts = asked.split(' ').filter((each) => each === 'put').length;
        const made = Array.from(
          { length: puts },
          (_, at) => sendings[Math.min(at, sendings.length - 1)] ?? 'ok',
        );
        const isDone = made.some((each) => each === 'ok' || !(each instanceof CustomerCreditError));
        if (outcome === 'done') expect(isDone).toBe(true);
        if (outcome === 'refused' || outcome === 'not-sent' || outcome === 'unchanged')
          expect(isDone).toBe(false);
        expect(puts).toBeLessThanOrEqual(attempts);
        // A change follows a reading, always.
        expect(asked).not.toContain('put put');
        if (outcome === 'unknown')
          expect(made.some((each) => each === lost || each === broken || typeof each === 'object')).toBe(
            true,
          );
      },
    ),
    { numRuns: 300 },
  );
});

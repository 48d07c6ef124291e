import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { NetworkError, RateLimitError, ServerError } from 'vtex-customer-credit';
import { calls, expectedRetry, fitting, operationIds, table } from './calls.ts';
import { type Answer, clientOver, json, lost, recording, rejection, text } from './recording.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Lets every pause pass at once. */
async function ended<Value>(promise: Promise<Value>): Promise<Value> {
  let done = false;
  const mark = (): void => {
    done = true;
  };
  promise.then(mark, mark);
  while (!done) await vi.advanceTimersByTimeAsync(1000);
  return promise;
}

// What is repeated after which failure, and what comes of it: failures.test.ts.
describe.each(operationIds)('%s', (id) => {
  const isOwn = ({ method }: { readonly method: string }): boolean => method === table[id].method;

  test.each([400, 401, 403, 404, 409, 422, 501])('after %d is never sent again', async (status) => {
    const network = recording(json({ code: status, message: 'no' }, { status }));
    await ended(rejection(calls[id](clientOver(network, { retries: 3 }), 'x')));
    expect(network.sent.filter(isOwn)).toHaveLength(1);
  });

  test('is never sent again after an answer that cannot be read', async () => {
    const network = recording(text('<html></html>'));
    await ended(calls[id](clientOver(network, { retries: 3 }), 'x').catch(() => undefined));
    expect(network.sent.filter(isOwn)).toHaveLength(1);
    // What changes something is read back, and a postponement is read before.
    expect(network.sent.length).toBeLessThanOrEqual(id === 'invoices.postpone' ? 3 : 2);
  });

  test('is exactly one request where retries is 0', async () => {
    for (const answer of [
      lost(),
      lost('ECONNREFUSED'),
      text('', { status: 503 }),
      text('', { status: 429 }),
    ]) {
      const network = recording(answer);
      await rejection(calls[id](clientOver(network, { retries: 0 }), 'x'));
      expect(network.sent).toHaveLength(1);
      const other = recording(answer);
      await rejection(calls[id](clientOver(other, { retries: 3 }), 'x', { retries: 0 }));
      expect(other.sent).toHaveLength(1);
    }
  });

  test('is repeated as it was', async () => {
    const network = recording(json({ code: 429, message: 'later' }, { status: 429 }));
    await ended(rejection(calls[id](clientOver(network, { retries: 2 }), 'x')));
    const [first, ...others] = network.sent
      .filter(isOwn)
      .map(({ method, url, text: body }) => [method, url.href, body]);
    expect(others).toEqual([first, first]);
  });
});

describe('a request of your own', () => {
  const count = async (request: Parameters<ReturnType<typeof clientOver>['request']>[0]): Promise<number> => {
    const network = recording(text('', { status: 503 }));
    await ended(rejection(clientOver(network, { retries: 1 }).request(request)));
    return network.sent.length;
  };

  test('is repeated with GET', async () => {
    expect(await count({ method: 'GET', path: '/purchase-conditions' })).toBe(2);
  });

  test.each(['POST', 'PUT', 'PATCH', 'DELETE'] as const)(
    '%s is repeated only when called idempotent',
    async (method) => {
      expect(await count({ method, path: '/anything' })).toBe(1);
      expect(await count({ method, path: '/anything', retry: 'once' })).toBe(1);
      expect(await count({ method, path: '/anything', retry: 'idempotent' })).toBe(2);
    },
  );

  test.each(operationIds)('to the path of %s keeps its class, whatever is said', async (id) => {
    const { method, path } = table[id];
    const retry = expectedRetry(id);
    const filled = path.replace(/\{\w+\}/g, 'x');
    for (const spelled of [filled, `${filled}/`, filled.replace(/^\/\w+/, (word) => word.toUpperCase())]) {
      expect(await count({ method, path: spelled, retry: 'idempotent' })).toBe(retry === 'once' ? 1 : 2);
    }
  });
});

describe('the pause', () => {
  const pauses = async (answer: Answer, random = 0.5): Promise<number[]> => {
    vi.spyOn(Math, 'random').mockReturnValue(random);
    const times: number[] = [];
    let time = 0;
    const network = recording((request) => {
      times.push(time);
      return answer(request);
    });
    let done = false;
    const call = rejection(clientOver(network, { retries: 3, timeout: false }).storeConfig.get()).then(() => {
      done = true;
    });
    for (; !done && time < 60_000; time += 10) await vi.advanceTimersByTimeAsync(10);
    await call;
    vi.restoreAllMocks();
    return times.slice(1).map((at, index) => at - (times[index] ?? 0));
  };

  test('is what Retry-After says, in seconds', async () => {
    const [first] = await pauses(text('', { status: 429, headers: { 'retry-after': '2' } }));
    expect(first).toBeGreaterThanOrEqual(1990);
    expect(first).toBeLessThanOrEqual(2020);
  });

  test('is never longer than the longest: then the call fails at once, and says how long to wait', async () => {
    const network = recording(text('', { status: 503, headers: { 'retry-after': '86400' } }));
    const error = await rejection(clientOver(network, { retries: 3 }).storeConfig.get());
    expect(error).toMatchObject({ status: 503, retryAfter: 86_400_000, attempts: 1 });
    expect(network.sent).toHaveLength(1);
    const patient = recording(
      text('', { status: 503, headers: { 'retry-after': '30' } }),
      fitting('storeConfig.get'),
    );
    await ended(clientOver(patient, { retries: 1 }).storeConfig.get({ maxRetryDelay: 60_000 }));
    expect(patient.sent).toHaveLength(2);
  });

  test('is what Retry-After says as a date, by the clock of the client', async () => {
    const now = (): number => Date.UTC(2024, 4, 8, 12);
    const date = new Date(now() + 3000).toUTCString();
    const network = recording(text('', { status: 429, headers: { 'retry-after': date } }));
    const error = await rejection(clientOver(network, { retries: 0, now }).storeConfig.get());
    expect(error).toMatchObject({ retryAfter: 3000 });
  });

  test('grows from one to the next where nothing is said', async () => {
    const [first = 0, second = 0, third = 0] = await pauses(text('', { status: 503 }));
    expect(second).toBeGreaterThan(first);
    expect(third).toBeGreaterThan(second);
    expect(third).toBeLessThanOrEqual(1020);
  });

  test('has full jitter', async () => {
    const waits = await pauses(text('', { status: 503 }), 0);
    expect(Math.max(...waits)).toBeLessThanOrEqual(10);
  });

  test('ends at once with the signal, and with its reason', async () => {
    const reason = new Error('enough');
    const controller = new AbortController();
    const network = recording(text('', { status: 503, headers: { 'retry-after': '5' } }));
    const call = rejection(
      clientOver(network, { retries: 2 }).storeConfig.get({ signal: controller.signal }),
    );
    await vi.advanceTimersByTimeAsync(100);
    controller.abort(reason);
    expect(await call).toBe(reason);
    expect(network.sent).toHaveLength(1);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('what is told in the end', () => {
  test('is the last failure', async () => {
    const network = recording(lost(), text('', { status: 503 }), text('', { status: 429 }));
    const error = await ended(rejection(clientOver(network, { retries: 2 }).storeConfig.get()));
    expect(error).toBeInstanceOf(RateLimitError);
  });

  test('a connection that was never made was not sent; a lost one is unknown', async () => {
    const refused = await rejection(clientOver(recording(lost('ECONNREFUSED'))).storeConfig.get());
    expect(refused).toBeInstanceOf(NetworkError);
    expect(refused).toMatchObject({ outcome: 'not-sent', systemCode: 'ECONNREFUSED', retryable: true });
    const reset = await rejection(clientOver(recording(lost('ECONNRESET'))).storeConfig.get());
    expect(reset).toMatchObject({ outcome: 'unknown', systemCode: 'ECONNRESET', retryable: true });
  });

  test('a server error leaves open what happened', async () => {
    const error = await rejection(clientOver(recording(text('', { status: 500 }))).storeConfig.get());
    expect(error).toBeInstanceOf(ServerError);
    expect(error).toMatchObject({ outcome: 'unknown', retryable: true });
  });
});

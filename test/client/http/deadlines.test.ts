import { getEventListeners } from 'node:events';
import { createServer } from 'node:http';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { CustomerCreditClient, InvalidInputError, type Outcome, TimeoutError } from 'vtex-customer-credit';
import { calls, fitting, operationIds } from './calls.ts';
import {
  type Answer,
  clientOver,
  keyPair,
  nothing,
  type Recording,
  recording,
  rejection,
  text,
} from './recording.ts';

/** Never answers; gives up with the request's signal, as a real transport does. */
const silent: Answer = ({ signal }) =>
  new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });

/** Never answers and looks at no signal. */
const deaf: Answer = () => new Promise(() => {});

/** Headers and half a body, then nothing any more. */
const stalled: Answer = () =>
  new Response(
    new ReadableStream({
      start: (controller) => controller.enqueue(new TextEncoder().encode('{"balance":')),
    }),
    { headers: { 'content-type': 'application/json' } },
  );

const hangs: ReadonlyArray<readonly [string, Answer, Outcome]> = [
  ['no headers come', silent, 'unknown'],
  ['no headers come and the transport ignores its signal', deaf, 'unknown'],
  ['the body stalls', stalled, 'unknown'],
];

/** Waits until the request is under way. */
const under = (network: Recording): Promise<void> =>
  vi.waitFor(() => expect(network.sent).toHaveLength(1), { interval: 1, timeout: 20_000 });

/** Time that passes only where a test lets it: a busy machine is never too late. */
function useFakeTime(): void {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });
}

/** What comes of a call when so much time passes, a millisecond at a time. */
async function within<Value>(milliseconds: number, promise: Promise<Value>): Promise<Value> {
  let done = false;
  const mark = (): void => {
    done = true;
  };
  promise.then(mark, mark);
  for (let passed = 0; passed <= milliseconds && !done; passed += 1) await vi.advanceTimersByTimeAsync(1);
  expect(done).toBe(true);
  return promise;
}

describe('the timeout', () => {
  useFakeTime();

  test.each(hangs)('ends a call when %s', async (_, answer, outcome) => {
    const error = await within(
      30,
      rejection(clientOver(recording(answer), { timeout: 30 }).accounts.get('x')),
    );
    expect(error).toBeInstanceOf(TimeoutError);
    expect(error).toMatchObject({
      code: 'timeout',
      outcome,
      timeout: 30,
      operation: 'accounts.get',
      path: '/accounts/{creditAccountId}',
    });
  });

  test.each(hangs)('of a single call goes before that of the client when %s', async (_, answer) => {
    const client = clientOver(recording(answer), { timeout: false });
    const call = rejection(client.accounts.get('x', { timeout: 20 }));
    expect(await within(20, call)).toMatchObject({ timeout: 20 });
    const request = rejection(client.request({ method: 'GET', path: '/x' }, { timeout: 20 }));
    expect(await within(20, request)).toMatchObject({ timeout: 20, operation: 'request' });
  });

  test('is one of each attempt', async () => {
    const network = recording(silent, fitting('accounts.get'));
    const client = clientOver(network, { timeout: 20, retries: 1, maxRetryDelay: 5 });
    await expect(within(25, client.accounts.get('x'))).resolves.toMatchObject({ status: 'Open' });
    expect(network.sent).toHaveLength(2);
  });

  test('ends the request it gave up', async () => {
    let ended = false;
    const network = recording((request) => {
      request.signal.addEventListener('abort', () => {
        ended = true;
      });
      return silent(request);
    });
    await within(20, rejection(clientOver(network, { timeout: 20 }).accounts.get('x')));
    expect(ended).toBe(true);
  });

  test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 31])(
    'of %d is refused before anything is sent',
    async (timeout) => {
      const network = recording(nothing);
      const error = await rejection(clientOver(network).accounts.get('x', { timeout }));
      expect(error).toBeInstanceOf(InvalidInputError);
      expect(error).toMatchObject({ issues: [{ path: 'timeout' }] });
      expect(network.sent).toEqual([]);
    },
  );
});

describe('the timeout over a socket', () => {
  test.each([
    ['a slow body', 'slow'],
    ['no headers', 'mute'],
  ])('holds for %s', async (_, path) => {
    const server = createServer((_request, response) => {
      if (path === 'slow') response.writeHead(200, { 'content-type': 'application/json' }).write('{"a":');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const baseUrl = `http://127.0.0.1:${port}`;
    const client = new CustomerCreditClient({
      accountName: 'mystore',
      ...keyPair,
      baseUrl,
      retries: 0,
      timeout: 50,
    });
    expect(await rejection(client.storeConfig.get())).toBeInstanceOf(TimeoutError);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
});

describe('the total timeout', () => {
  useFakeTime();

  test('ends everything: attempts, pauses and what comes after them', async () => {
    const network = recording(silent);
    const client = clientOver(network, { timeout: 40, totalTimeout: 70, retries: 5, maxRetryDelay: 1 });
    const error = await within(70, rejection(client.accounts.get('x')));
    expect(error).toMatchObject({ code: 'timeout' });
    expect(network.sent).toHaveLength(2);
  });

  test('says which limit it was', async () => {
    const client = clientOver(recording(silent), { timeout: 5000, retries: 0 });
    const error = await within(20, rejection(client.accounts.get('x', { totalTimeout: 20 })));
    expect(error).toMatchObject({
      timeout: 20,
      scope: 'call',
      message: expect.stringContaining('within 20 ms in all'),
    });
    const other = rejection(client.accounts.get('x', { timeout: 20 }));
    expect(await within(20, other)).toMatchObject({ scope: 'attempt' });
  });

  test('does not wait for a repetition that it would not live to see', async () => {
    const network = recording(text('', { status: 503, headers: { 'retry-after': '1' } }));
    const begin = performance.now();
    const call = rejection(clientOver(network, { retries: 2, totalTimeout: 500 }).accounts.get('x'));
    const error = await within(400, call);
    expect(performance.now() - begin).toBeLessThan(400);
    expect(error).toMatchObject({ status: 503, retryAfter: 1000 });
    expect(network.sent).toHaveLength(1);
  });

  test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('cannot be %d', async (totalTimeout) => {
    expect(() => clientOver(recording(silent), { totalTimeout })).toThrow('totalTimeout: expected');
    const error = await rejection(clientOver(recording(silent)).accounts.get('x', { totalTimeout }));
    expect(error).toMatchObject({ code: 'invalid_input', issues: [{ path: 'totalTimeout' }] });
  });
});

describe("the caller's stack", () => {
  test.each([
    ['a lost connection', () => Promise.reject(new TypeError('fetch failed'))],
    ['a refusal', text('', { status: 404 })],
  ])('is part of the error of %s', async (_, answer) => {
    async function whoCalled(): Promise<void> {
      await clientOver(recording(answer)).accounts.get('x');
    }
    const error = await rejection(whoCalled());
    expect(error instanceof Error ? error.stack : '').toContain('whoCalled');
  });
});

describe("the caller's signal", () => {
  const reasons = [new Error('mine'), 'a string', { any: 'object' }, 0, null];

  test.each(reasons)('rejects with the very reason when it has ended before: %j', async (reason) => {
    const network = recording(nothing);
    const client = clientOver(network);
    const signal = AbortSignal.abort(reason);
    for (const id of operationIds) expect(await rejection(calls[id](client, 'x', { signal }))).toBe(reason);
    expect(await rejection(client.request({ method: 'GET', path: '/x' }, { signal }))).toBe(reason);
    expect(network.sent).toEqual([]);
  });

  test.each(hangs)('rejects with the very reason while %s', async (_, answer) => {
    for (const reason of reasons) {
      const controller = new AbortController();
      const network = recording(answer);
      const client = clientOver(network, { retries: 2 });
      const call = rejection(client.accounts.get('x', { signal: controller.signal }));
      await under(network);
      controller.abort(reason);
      expect(await call).toBe(reason);
      expect(network.sent).toHaveLength(1);
    }
  });

  test('ends the request that is under way', async () => {
    const controller = new AbortController();
    let ended = false;
    const network = recording((request) => {
      request.signal.addEventListener('abort', () => {
        ended = true;
      });
      return silent(request);
    });
    const call = rejection(clientOver(network).accounts.get('x', { signal: controller.signal }));
    await under(network);
    controller.abort();
    await call;
    expect(ended).toBe(true);
  });

  test('is a platform AbortError where no reason is given', async () => {
    const controller = new AbortController();
    const call = rejection(clientOver(recording(silent)).accounts.get('x', { signal: controller.signal }));
    controller.abort();
    expect(await call).toBe(controller.signal.reason);
    expect(await call).toMatchObject({ name: 'AbortError' });
  });

  test("of the platform's own timeout rejects with its TimeoutError, not ours", async () => {
    const signal = AbortSignal.timeout(20);
    const error = await rejection(clientOver(recording(silent)).accounts.get('x', { signal }));
    expect(error).toBe(signal.reason);
    expect(error).not.toBeInstanceOf(TimeoutError);
  });

  test('that ends after the answer changes nothing', async () => {
    const controller = new AbortController();
    const client = clientOver(recording(fitting('accounts.get')));
    const account = await client.accounts.get('x', { signal: controller.signal });
    controller.abort(new Error('too late'));
    expect(account).toMatchObject({ id: 'x', status: 'Open' });
  });

  test('that ends in any instant between headers and body rejects with its reason', async () => {
    for (let depth = 0; depth < 40; depth += 1) {
      const controller = new AbortController();
      const abortAfter = (instants: number): void => {
        if (instants === 0) controller.abort('mine');
        else queueMicrotask(() => abortAfter(instants - 1));
      };
      const network = recording((request) => {
        abortAfter(depth);
        return stalled(request);
      });
      const call = clientOver(network, { timeout: 5000 }).accounts.get('x', { signal: controller.signal });
      expect(await rejection(call)).toBe('mine');
    }
  });

  test('beats the timeout and the failure that come with it', async () => {
    const controller = new AbortController();
    const reason = new Error('mine');
    const network = recording(() => {
      controller.abort(reason);
      throw new TypeError('fetch failed');
    });
    const client = clientOver(network, { retries: 2 });
    expect(await rejection(client.accounts.get('x', { signal: controller.signal }))).toBe(reason);
    expect(network.sent).toHaveLength(1);
  });
});

describe('listeners on the signal', () => {
  const outcomes: ReadonlyArray<readonly [string, Answer]> = [
    ['successes', fitting('accounts.get')],
    ['refusals', text('', { status: 409 })],
    [
      'lost connections',
      () => {
        throw new TypeError('fetch failed');
      },
    ],
  ];

  test.each(outcomes)('are all gone after a thousand %s', async (_, answer) => {
    const { signal } = new AbortController();
    const client = clientOver(recording(answer));
    let most = 0;
    for (let count = 0; count < 1000; count += 1) {
      const call = client.accounts.get('x', { signal });
      most = Math.max(most, getEventListeners(signal, 'abort').length);
      await call.catch(() => {});
    }
    expect(getEventListeners(signal, 'abort')).toEqual([]);
    expect(most).toBeLessThanOrEqual(2);
  });

  test('are gone after timeouts and pauses, too', async () => {
    const { signal } = new AbortController();
    const hung = clientOver(recording(silent), { timeout: 2 });
    const again = clientOver(recording(text('', { status: 503, headers: { 'retry-after': '0' } })), {
      retries: 2,
      maxRetryDelay: 2,
    });
    for (let count = 0; count < 20; count += 1) {
      await rejection(hung.accounts.get('x', { signal }));
      await rejection(again.accounts.get('x', { signal }));
    }
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  test('a signal that many calls share ends them all', async () => {
    const controller = new AbortController();
    const { signal } = controller;
    const network = recording(silent);
    const client = clientOver(network);
    const all = Array.from({ length: 100 }, () => rejection(client.accounts.get('x', { signal })));
    await vi.waitFor(() => expect(network.sent).toHaveLength(100), { interval: 1, timeout: 20_000 });
    controller.abort('over');
    expect(new Set(await Promise.all(all))).toEqual(new Set(['over']));
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });
});

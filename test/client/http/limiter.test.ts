import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createLimiter, type Limiter, type Permit, type PermitEnd } from 'vtex-customer-credit';
import { calls, fitting, goodAnswer } from './calls.ts';
import { clientOver, recording, rejection, text } from './recording.ts';

const ok: PermitEnd = { status: 200, retryAfter: undefined };
const tooMany = (retryAfter?: number) => ({ status: 429, retryAfter });
const never = new AbortController().signal;

describe('a limiter', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  });
  afterEach(() => {
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
  });

  /** When each of so many permits is given, in milliseconds. */
  async function starts(limiter: Limiter, count: number, end = ok): Promise<number[]> {
    const began = performance.now();
    const times: number[] = [];
    const all = Array.from({ length: count }, async () => {
      const permit = await limiter.acquire(never);
      times.push(Math.round(performance.now() - began));
      permit.release(end);
    });
    await vi.runAllTimersAsync();
    await Promise.all(all);
    return times;
  }

  test('lets so many begin in a second, evenly', async () => {
    expect(await starts(createLimiter({ requestsPerSecond: 10 }), 5)).toEqual([0, 100, 200, 300, 400]);
  });

  test('lets so many be under way at once, in the order in which they came', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 30 }),
        async (concurrency, count) => {
          const limiter = createLimiter({ concurrency });
          let active = 0;
          let most = 0;
          const order: number[] = [];
          const all = Array.from({ length: count }, async (_, at) => {
            const permit = await limiter.acquire(never);
            order.push(at);
            active += 1;
            most = Math.max(most, active);
            await new Promise((resolve) => setTimeout(resolve, (at * 7) % 13));
            active -= 1;
            permit.release(ok);
          });
          await vi.runAllTimersAsync();
          await Promise.all(all);
          expect(most).toBe(Math.min(concurrency, count));
          expect(order).toEqual([...order].sort((a, b) => a - b));
        },
      ),
      { numRuns: 50 },
    );
  });

  test('slows down by half after a 429, waits as long as asked, and comes back', async () => {
    const limiter = createLimiter({ requestsPerSecond: 10 });
    expect(await starts(limiter, 1, tooMany(5000))).toEqual([0]);
    const [first = 0, second = 0, third = 0] = await starts(limiter, 3);
    expect(first).toBe(5000);
    expect(second - first).toBe(200);
    expect(third - second).toBeLessThan(200);
    await starts(limiter, 64);
    const [a = 0, b = 0] = await starts(limiter, 2);
    expect(b - a).toBe(100);
  });

  test('waits 20 seconds at most, however long it was asked to', async () => {
    const limiter = createLimiter({ requestsPerSecond: 10 });
    expect(await starts(limiter, 1, tooMany(31_536_000_000))).toEqual([0]);
    expect(await starts(limiter, 1)).toEqual([20_000]);
    const slow = createLimiter({ requestsPerSecond: 1e-9 });
    await slow.acquire(never);
    const controller = new AbortController();
    const second = rejection(slow.acquire(controller.signal));
    // Longer than any timer can be set: it must not fire again and again.
    await vi.advanceTimersByTimeAsync(60_000);
    expect(vi.getTimerCount()).toBe(1);
    controller.abort('enough');
    expect(await second).toBe('enough');
  });

  test('cuts once for those that were under way together', async () => {
    const limiter = createLimiter({ requestsPerSecond: 1000, concurrency: 8 });
    const permits: Permit[] = [];
    const all = Array.from({ length: 8 }, async () => permits.push(await limiter.acquire(never)));
    await vi.runAllTimersAsync();
    await Promise.all(all);
    for (const permit of permits) permit.release(tooMany());
    const [first = 0, second = 0] = await starts(limiter, 2);
    expect(second - first).toBe(2);
  });

  test('never stops altogether, however many 429 come', async () => {
    const limiter = createLimiter({ requestsPerSecond: 32, concurrency: 4 });
    for (let count = 0; count < 20; count += 1) await starts(limiter, 1, tooMany());
    const [first = 0, second = 0] = await starts(limiter, 2, { status: 500, retryAfter: undefined });
    expect(second - first).toBe(1000);
  });

  test('lets go of who does not wait any longer', async () => {
    const limiter = createLimiter({ concurrency: 1 });
    const held = await limiter.acquire(never);
    const controller = new AbortController();
    const waiting = rejection(limiter.acquire(controller.signal));
    const next = limiter.acquire(never);
    controller.abort('enough');
    expect(await waiting).toBe('enough');
    held.release(ok);
    (await next).release(ok);
    expect(await rejection(limiter.acquire(AbortSignal.abort('before')))).toBe('before');
    (await limiter.acquire(never)).release(ok);
  });

  test.each([
    [{ requestsPerSecond: 0 }, 'requestsPerSecond'],
    [{ requestsPerSecond: Number.NaN }, 'requestsPerSecond'],
    [{ concurrency: 0 }, 'concurrency'],
    [{ concurrency: 1.5 }, 'concurrency'],
  ])('of %j cannot be', (options, path) => {
    expect(() => createLimiter(options)).toThrow(`${path}: expected`);
  });
});

describe('a client with a limiter', () => {
  test('asks for leave before each attempt, and says how each ended', async () => {
    const ends: unknown[] = [];
    let asked = 0;
    const limiter: Limiter = {
      acquire: async () => {
        asked += 1;
        return { release: (end) => ends.push(end) };
      },
    };
    const network = recording(
      text('', { status: 429, headers: { 'retry-after': '0' } }),
      () => {
        throw new TypeError('fetch failed');
      },
      fitting('storeConfig.get'),
    );
    await clientOver(network, { limiter, retries: 2, maxRetryDelay: 1 }).storeConfig.get();
    expect(asked).toBe(3);
    expect(ends).toEqual([
      { status: 429, retryAfter: 0 },
      { status: undefined, retryAfter: undefined },
      { status: 200, retryAfter: undefined },
    ]);
  });

  test('never has more under way than allowed', async () => {
    let active = 0;
    let most = 0;
    const network = recording(async () => {
      active += 1;
      most = Math.max(most, active);
      await new Promise((resolve) => setTimeout(resolve, 2));
      active -= 1;
      return new Response(JSON.stringify(goodAnswer('storeConfig.get')));
    });
    const client = clientOver(network, { limiter: createLimiter({ concurrency: 3 }) });
    await Promise.all(Array.from({ length: 30 }, () => client.storeConfig.get()));
    expect(most).toBe(3);
  });

  test('does not wait longer for leave than the whole call may take, nor than its caller does', async () => {
    const limiter: Limiter = { acquire: () => new Promise(() => {}) };
    const network = recording(fitting('storeConfig.get'));
    const client = clientOver(network, { limiter, retries: 2 });
    expect(await rejection(client.storeConfig.get({ totalTimeout: 20 }))).toMatchObject({
      code: 'timeout',
      scope: 'call',
      timeout: 20,
      outcome: 'not-sent',
      retryable: true,
    });
    const controller = new AbortController();
    const call = rejection(client.storeConfig.get({ signal: controller.signal }));
    controller.abort('enough');
    expect(await call).toBe('enough');
    expect(network.sent).toEqual([]);
  });

  test('gives leave back that comes when the caller is gone', async () => {
    const network = recording(fitting('storeConfig.get'));
    const client = clientOver(network, { limiter: createLimiter({ concurrency: 1 }) });
    for (let count = 0; count < 3; count += 1) {
      const controller = new AbortController();
      const call = rejection(client.storeConfig.get({ signal: controller.signal }));
      controller.abort('enough');
      expect(await call).toBe('enough');
    }
    expect(network.sent).toEqual([]);
    await client.storeConfig.get({ totalTimeout: 1000 });
    const late: PermitEnd[] = [];
    const slow: Limiter = {
      acquire: async () => {
        await new Promise((resolve) => setTimeout(resolve, 20));
        return { release: (end) => late.push(end) };
      },
    };
    const other = clientOver(network, { limiter: slow });
    expect(await rejection(other.storeConfig.get({ totalTimeout: 5 }))).toMatchObject({ code: 'timeout' });
    await expect.poll(() => late).toEqual([{ status: undefined, retryAfter: undefined }]);
  });

  test('succeeds though the limiter cannot be told that it did', async () => {
    const network = recording(fitting('storeConfig.get'));
    const failing = [
      () => {
        throw new Error('gone');
      },
      async () => {
        throw new Error('gone');
      },
    ];
    for (const release of failing) {
      const client = clientOver(network, { limiter: { acquire: async () => ({ release }) } });
      expect(await client.storeConfig.get()).toEqual(goodAnswer('storeConfig.get'));
    }
  });

  test.each([{ kind: 'slot' }, { kind: 'held' }, { held: true }, { permit: undefined }])(
    'sends, whatever else the permit holds: %j',
    async (more) => {
      const network = recording(fitting('storeConfig.get'));
      const ends: PermitEnd[] = [];
      const limiter: Limiter = { acquire: async () => ({ ...more, release: (end) => ends.push(end) }) };
      await clientOver(network, { limiter, retries: 0 }).storeConfig.get();
      expect(network.sent).toHaveLength(1);
      expect(ends).toEqual([{ status: 200, retryAfter: undefined }]);
    },
  );

  test('sends nothing when the limiter fails, and tells nothing of why', async () => {
    const limiter: Limiter = { acquire: () => Promise.reject(new Error('redis://user:password@host')) };
    const network = recording(fitting('storeConfig.get'));
    const error = await rejection(clientOver(network, { limiter, retries: 0 }).storeConfig.get());
    expect(error).toMatchObject({ code: 'network', outcome: 'not-sent', retryable: true });
    expect(String(error)).not.toContain('password');
    expect(network.sent).toEqual([]);
  });
});

describe('a call whose time is over when its turn comes', () => {
  afterEach(() => void vi.restoreAllMocks());

  test('sends nothing, says so, and gives its permit back', async () => {
    let now = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => now);
    const released: PermitEnd[] = [];
    const limiter: Limiter = {
      acquire: async () => {
        now += 50;
        return { release: (end) => void released.push(end) };
      },
    };
    for (const id of ['invoices.update', 'invoices.get', 'transactions.refund'] as const) {
      const network = recording(() => Response.json(goodAnswer(id)));
      const client = clientOver(network, { limiter, totalTimeout: 20, retries: 2 });
      const error = await rejection(calls[id](client, 'x'));
      expect(error).toMatchObject({
        code: 'timeout',
        scope: 'call',
        timeout: 20,
        outcome: 'not-sent',
        attempts: 0,
      });
      expect(network.sent).toEqual([]);
    }
    expect(released).toHaveLength(3);
  });
});

import { getEventListeners } from 'node:events';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { CustomerCreditClient } from 'vtex-customer-credit';
import { goodAnswer } from './calls.ts';
import { keyPair } from './recording.ts';

setFlagsFromString('--expose-gc');
const collect: unknown = runInNewContext('gc');

async function heap(): Promise<number> {
  if (typeof collect !== 'function') throw new Error('no garbage collection to ask for');
  // What a weak reference held in this turn is only let go in the next.
  for (let turn = 0; turn < 3; turn += 1) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    collect();
  }
  return process.memoryUsage().heapUsed;
}

const timers = (): number => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;

test('10,000 calls on one signal leave no listener, no timer and no memory behind', async () => {
  const { signal } = new AbortController();
  const answer = JSON.stringify(goodAnswer('accounts.get'));
  let requests = 0;
  const client = new CustomerCreditClient({
    accountName: 'mystore',
    ...keyPair,
    maxRetryDelay: 0,
    // Every fifth is refused, every seventh lost: both are repeated.
    fetch: async () => {
      requests += 1;
      if (requests % 7 === 0) throw new TypeError('fetch failed');
      return requests % 5 === 0 ? new Response(null, { status: 503 }) : new Response(answer);
    },
  });
  const round = async (): Promise<void> => {
    for (let batch = 0; batch < 50; batch += 1)
      await Promise.all(
        Array.from({ length: 50 }, () => client.accounts.get('x', { signal }).catch(() => {})),
      );
  };
  await round();
  const timersBefore = timers();
  // What the machine itself keeps comes once; what calls leave behind comes with every 10,000.
  const growths: number[] = [];
  do {
    const before = await heap();
    for (let count = 0; count < 4; count += 1) await round();
    growths.push((await heap()) - before);
  } while (growths.length < 3 && Math.min(...growths) >= 1_000_000);
  expect(getEventListeners(signal, 'abort')).toEqual([]);
  expect(timers()).toBeLessThanOrEqual(timersBefore);
  expect(Math.min(...growths)).toBeLessThan(1_000_000);
  expect(requests).toBeGreaterThan(12_500);
}, 60_000);

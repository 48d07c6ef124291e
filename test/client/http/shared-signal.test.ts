import { getEventListeners } from 'node:events';
import { expect, test } from 'vitest';
import { CustomerCreditClient } from 'vtex-customer-credit';
import { stillHeld } from '../../leak.ts';
import { goodAnswer } from './calls.ts';
import { keyPair } from './recording.ts';

const timers = (): number => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;

test('10,000 calls on one signal leave no listener, no timer and nothing of their own behind', async () => {
  const { signal } = new AbortController();
  const answer = JSON.stringify(goodAnswer('accounts.get'));
  const ofCalls: WeakRef<object>[] = [];
  const kept = <Value extends object>(value: Value): Value => {
    ofCalls.push(new WeakRef(value));
    return value;
  };
  let requests = 0;
  let most = 0;
  const client = new CustomerCreditClient({
    accountName: 'mystore',
    ...keyPair,
    maxRetryDelay: 0,
    // Every fifth is refused, every seventh lost: both are repeated.
    fetch: async (request) => {
      requests += 1;
      most = Math.max(most, getEventListeners(signal, 'abort').length);
      kept(request);
      if (requests % 7 === 0) throw kept(new TypeError('fetch failed'));
      return kept(requests % 5 === 0 ? new Response(null, { status: 503 }) : new Response(answer));
    },
  });
  const call = async (): Promise<void> => {
    const got = await client.accounts.get('x', kept({ signal })).catch((error: Error) => error);
    kept(got);
  };
  const timersBefore = timers();
  const inFlight = 50;
  for (let batch = 0; batch < 200; batch += 1) {
    await Promise.all(Array.from({ length: inFlight }, call));
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  }
  expect(most).toBeGreaterThan(0);
  expect(most).toBeLessThanOrEqual(2 * inFlight);
  expect(timers()).toBeLessThanOrEqual(timersBefore);
  expect(requests).toBeGreaterThan(12_500);
  expect(ofCalls.length).toBeGreaterThan(40_000);
  // The last calls may still be in a register or on a stack.
  expect(await stillHeld(ofCalls)).toBeLessThan(2 * inFlight);
}, 240_000);

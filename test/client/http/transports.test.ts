import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { CustomerCreditClient, type Transport } from 'vtex-customer-credit';
import type { OperationId } from '../../../src/api/table.ts';
import { storesOnSocket, transportNames, transports } from '../../contract/adapters.ts';
import { operationIds } from './calls.ts';
import { closedPort } from './closed-port.ts';
import { failures, lineOf, run } from './failure-table.ts';

/** What each failure leads to, written by the test of failures without a socket. */
const lines = new Set(readFileSync(new URL('failures.txt', import.meta.url), 'utf8').split('\n'));

const { server, add } = await storesOnSocket();

const nowhere = `http://127.0.0.1:${await closedPort()}`;
const own = Object.fromEntries(transportNames.map((name) => [name, transports[name]()]));
afterAll(() => server.close());

/** The transport, where some requests go to a port on which nothing listens. */
const losing = (transport: Transport | undefined, lost: () => boolean): Transport => ({
  send: async (request) => {
    if (transport === undefined) throw new Error('no such transport');
    const url = lost() ? request.url.replace(server.url, nowhere) : request.url;
    return transport.send({ ...request, url });
  },
});

/**
 * Long enough for a machine that is busy, where nothing is to be waited for. Else soon over at first: where a busy
 * machine lets a read be late, too, the call is made once more with more time.
 */
const timeoutsOf = (name: string): number[] =>
  /^(?:silence|stalled)/.test(name) ? [1_000, 10_000] : [20_000];

describe.each(transportNames)('%s over a socket', (name) => {
  test.each(failures)('$name ends as it does without one', async (failure) => {
    for (const times of [1, 'always'] as const) {
      const lineWithin = async (id: OperationId, timeout: number): Promise<string> => {
        const told = await run(id, failure, times, (emulator, lost) => {
          return new CustomerCreditClient({
            accountName: 'mystore',
            appKey: 'the-app-key',
            appToken: 'the-app-token',
            baseUrl: add(emulator),
            timeout,
            maxRetryDelay: 1,
            transport: losing(own[name], lost),
          });
        });
        return lineOf(id, failure, times, told);
      };
      const found = await Promise.all(
        operationIds.map(async (id) => {
          let line = '';
          for (const timeout of timeoutsOf(failure.name)) {
            line = await lineWithin(id, timeout);
            if (lines.has(line)) break;
          }
          return line;
        }),
      );
      expect(found.filter((line) => !lines.has(line))).toEqual([]);
    }
  });
});

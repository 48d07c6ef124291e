import { describe, expect, test } from 'vitest';
import { CustomerCreditError } from 'vtex-customer-credit';
import type { Emulator } from 'vtex-customer-credit/emulator';
import type { FaultMoment } from 'vtex-customer-credit/memory';
import type { OperationId } from '../../../src/api/table.ts';
import { operationIds, table } from './calls.ts';
import { clientOf, countedCallOf, world } from './world.ts';

interface Failure {
  readonly name: string;
  readonly moment?: FaultMoment;
  /** What becomes of the request before it reaches the store. */
  readonly refused?: boolean;
}

const html = '<html><title>Bad gateway</title></html>';
const elsewhere = { location: 'https://elsewhere.example/api/creditcontrol/storeconfig' };

const failures: readonly Failure[] = [
  { name: '429', moment: { phase: 'before', effect: { status: 429 } } },
  { name: '429, Retry-After', moment: { phase: 'before', effect: { status: 429, retryAfter: 0 } } },
  { name: '429, Retry-After too long', moment: { phase: 'before', effect: { status: 429, retryAfter: 60 } } },
  { name: '500, not done', moment: { phase: 'before', effect: { status: 500 } } },
  { name: '500, done', moment: { phase: 'after', effect: { status: 500 } } },
  { name: '503', moment: { phase: 'before', effect: { status: 503 } } },
  { name: '503, Retry-After', moment: { phase: 'before', effect: { status: 503, retryAfter: 0 } } },
  { name: 'no connection', refused: true },
  { name: 'reset, not done', moment: { phase: 'before', effect: 'reset' } },
  { name: 'reset, done', moment: { phase: 'after', effect: 'reset' } },
  { name: 'silence, not done', moment: { phase: 'before', effect: 'hang' } },
  { name: 'silence, done', moment: { phase: 'after', effect: 'hang' } },
  { name: 'stalled body', moment: { phase: 'body', effect: 'hang' } },
  { name: 'truncated body', moment: { phase: 'body', effect: 'truncate' } },
  { name: 'HTML', moment: { phase: 'before', effect: { status: 502, body: html } } },
  { name: 'empty body', moment: { phase: 'after', effect: { status: 504, body: '' } } },
  { name: 'redirect elsewhere', moment: { phase: 'before', effect: { status: 307, headers: elsewhere } } },
];

interface Told {
  /** The requests in order: the operation's own as `*`, what was read as its name. */
  readonly requests: string;
  readonly result: string;
  readonly times: number;
}

async function run(id: OperationId, failure: Failure, times: number | 'always'): Promise<Told> {
  const emulator: Emulator = await world();
  const { call, times: count } = countedCallOf(id);
  emulator.control.journal.clear();
  if (failure.moment !== undefined) emulator.control.faults.add({ operation: id, times, ...failure.moment });
  let left = failure.refused === true ? times : 0;
  let requests = 0;
  const client = clientOf(async (request) => {
    requests += 1;
    if (left !== 'always' && left === 0) return emulator.fetch(request);
    if (left !== 'always') left -= 1;
    throw new TypeError('fetch failed', {
      cause: Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }),
    });
  });
  const result = await call(client, emulator).then(
    () => 'success',
    (error: unknown) => {
      if (!(error instanceof CustomerCreditError)) throw error;
      expect(error).toMatchObject({ operation: id, path: table[id].path });
      expect(error.attempts).toBeGreaterThanOrEqual(1);
      return `${error.name} ${error.outcome}${error.retryable ? ' retryable' : ''}`;
    },
  );
  const journal = emulator.control.journal
    .calls()
    .map(({ operation }) => (operation === id ? '*' : `${operation}`));
  const lost = Array.from({ length: requests - journal.length }, () => '-');
  return { requests: [...lost, ...journal].join(' '), result, times: count(emulator) };
}

const lines: string[] = [];

describe.each(operationIds)('%s', (id) => {
  const { retry } = table[id];
  test.each(failures)('$name', async (failure) => {
    for (const times of [1, 'always'] as const) {
      const told = await run(id, failure, times);
      const { requests, result, times: done } = told;
      lines.push(
        `${id.padEnd(36)}${failure.name.padEnd(26)}${times === 1 ? 'once  ' : 'always'}  ${requests.padEnd(26)}${result}${retry === 'read' ? '' : `, done ${done}`}`,
      );
      // Whatever happens: never twice, and never a word that is not true.
      expect(done).toBeLessThanOrEqual(1);
      if (retry !== 'read') {
        if (result === 'success') expect(done).toBe(1);
        if (/ (refused|not-sent)/.test(result)) expect(done).toBe(0);
        if (result.includes(' done')) expect(done).toBe(1);
      }
      if (retry === 'once' && result.includes('retryable')) expect(result).toMatch(/ (refused|not-sent) /);
      if (times === 1 && retry === 'read' && !/redirect|too long/.test(failure.name))
        expect(result).toBe('success');
      const own = requests.split(' ').filter((request) => request === '*' || request === '-').length;
      // A postponement is read before, which fails as well.
      expect(own).toBeLessThanOrEqual(id === 'invoices.postpone' ? 4 : 3);
    }
  });
});

// Last, when all the others have run. SHOW_TABLES=1 prints it.
test('requests, errors and ends are those of the table', async () => {
  const text = `${lines.join('\n')}\n`;
  if (process.env['SHOW_TABLES'] !== undefined) console.log(text);
  await expect(text).toMatchFileSnapshot('failures.txt');
});

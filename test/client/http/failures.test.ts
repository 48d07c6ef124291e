import { describe, expect, test } from 'vitest';
import { operationIds, table } from './calls.ts';
import { type Connect, failures, lineOf, run } from './failure-table.ts';
import { clientOf } from './world.ts';

const overFetch: Connect = (emulator, lost) =>
  clientOf(async (request) => {
    if (!lost()) return emulator.fetch(request);
    throw new TypeError('fetch failed', {
      cause: Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }),
    });
  });

const lines = new Set<string>();

describe.each(operationIds)('%s', (id) => {
  const { retry } = table[id];
  test.each(failures)('$name', async (failure) => {
    for (const times of [1, 'always'] as const) {
      const told = await run(id, failure, times, overFetch);
      const { requests, result, times: done } = told;
      lines.add(lineOf(id, failure, times, told));
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
  const text = `${[...lines].join('\n')}\n`;
  if (process.env['SHOW_TABLES'] !== undefined) console.log(text);
  await expect(text).toMatchFileSnapshot('failures.txt');
});

import { existsSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'vitest';
import { CustomerCreditClient } from 'vtex-customer-credit';
import { createStores } from 'vtex-customer-credit/emulator';
import { listen } from 'vtex-customer-credit/node';
import { ended, folder, run, start } from './program.ts';

const account = '11111111111_CPF';

/** Numbers from 0 up to 1 that a seed decides. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Where the program is killed next. */
interface Blow {
  readonly when: 'as a change arrives' | 'after a change' | 'as a row is read' | 'by the clock';
  /** At which of these requests, or after how many milliseconds. */
  readonly at: number;
}

const moments = ['as a change arrives', 'after a change', 'as a row is read', 'by the clock'] as const;

/**
 * Applies a CSV, kills the program so many times, gives the same command again until it is through, and looks whether
 * every invoice was paid exactly once. Answers how often the program was killed in the midst of its work.
 */
export async function killAndGoOn(seed: number, kills: number, invoices: number): Promise<number> {
  const random = chance(seed);
  const below = (most: number): number => Math.floor(random() * most);
  const stores = createStores({
    idSeed: String(seed),
    seed: {
      accounts: [{ id: account, email: 'buyer@example.com', creditLimit: 100_000 }],
      invoices: Array.from({ length: invoices }, (_, at) => ({
        creditAccountId: account,
        value: (100 + at) / 100,
        dueDate: '2099-01-01',
      })),
    },
  });
  let strike: (moment: Blow['when']) => boolean = () => false;
  const fetch = async (request: Request): Promise<Response> => {
    const changes = request.method === 'PUT';
    // Killed before it was done: nobody will ever know that it came.
    if (strike(changes ? 'as a change arrives' : 'as a row is read')) return Response.error();
    const response = await stores.fetch(request);
    if (changes) strike('after a change');
    return response;
  };
  using files = folder();
  await using server = await listen({ fetch });
  const common = ['--emulator', server.url];
  const csv = join(files.path, 'invoices.csv');
  const report = join(files.path, 'report.json');
  const log = `${csv}.runlog`;
  const apply = ['invoices', 'apply', csv, '--yes', '--report', report, '--concurrency', '4', ...common];

  await run(['invoices', 'export', '--out', csv, ...common]);
  writeFileSync(csv, readFileSync(csv, 'utf8').replaceAll(',Open,', ',Paid,'));

  let killed = 0;
  for (let life = 0; life < kills; life += 1) {
    const when = moments[below(moments.length)] ?? 'after a change';
    const blow: Blow = { when, at: when === 'by the clock' ? below(700) : below(invoices / kills / 2) };
    const running = start(apply);
    let left = blow.at;
    strike = (moment) => {
      if (moment !== blow.when) return false;
      left -= 1;
      return left < 0 && running.child.kill('SIGKILL');
    };
    if (blow.when === 'by the clock') {
      await pause(blow.at);
      running.child.kill('SIGKILL');
    }
    const { code, err } = await ended(running);
    strike = () => false;
    if (code === null) killed += 1;
    else expect({ code, err }).toEqual({ code: 0, err: '' });
    // A crash of the machine takes the last lines of the log away, and leaves half a line.
    if (random() < 0.3 && existsSync(log))
      truncateSync(log, Math.max(0, statSync(log).size - 1 - below(150)));
  }
  const last = await run(apply);
  expect({ code: last.code, err: last.err }).toEqual({ code: 0, err: '' });

  const client = new CustomerCreditClient({
    accountName: 'x',
    appKey: 'any',
    appToken: 'any',
    baseUrl: server.url,
  });
  const statuses = (await client.invoices.list().toArray()).map(({ status }) => status);
  expect(statuses).toEqual(Array.from({ length: invoices }, () => 'Paid'));
  const { statements } = await client.accounts.getStatements(account);
  const payments = statements.filter(({ origin }) => origin === 'Payment');
  expect(payments).toHaveLength(invoices);
  expect(new Set(payments.map(({ metadata }) => metadata?.transactionId)).size).toBe(invoices);

  const rows: Array<{ row: number; outcome: string }> = JSON.parse(readFileSync(report, 'utf8'));
  expect(rows.map(({ row }) => row)).toEqual(Array.from({ length: invoices }, (_, at) => at + 2));
  expect(rows.filter(({ outcome }) => outcome !== 'done' && outcome !== 'unchanged')).toEqual([]);
  // Only what was under way at a blow, or lost with the end of the log, was found unchanged.
  expect(rows.filter(({ outcome }) => outcome === 'done').length).toBeGreaterThan(invoices - kills * 12);
  // Nothing is left lying about.
  expect(readdirSync(files.path).toSorted()).toEqual(['invoices.csv', 'report.json']);
  return killed;
}

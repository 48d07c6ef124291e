import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CustomerCreditClient } from 'vtex-customer-credit';
import { createEmulator, type Emulator } from 'vtex-customer-credit/emulator';
import { listen } from 'vtex-customer-credit/node';
import { ended, folder, run, serving, start } from './program.ts';

const account = '11111111111_CPF';
const count = 40;
const ids = Array.from({ length: count }, (_, at) => `I${at}-01`);
const seed = {
  accounts: [{ id: account, email: 'a@example.com', creditLimit: 100_000 }],
  invoices: ids.map((id) => ({ creditAccountId: account, id, value: 2, dueDate: '2099-01-01' })),
};
const sheet = `Account ID,Invoice ID,Status\n${ids.map((id) => `${account},${id},Paid`).join('\n')}\n`;

interface Served extends AsyncDisposable {
  readonly url: string;
  readonly emulator: Emulator;
  readonly paid: () => number;
}

/** A store on a socket, at a port of its own or a given one, whose changes take a while. */
async function store(port = 0): Promise<Served> {
  const emulator = createEmulator({ seed });
  emulator.control.faults.add({
    operation: 'invoices.update',
    phase: 'before',
    effect: { latency: 30 },
    times: 'always',
  });
  const server = await listen(emulator, { port });
  return {
    url: server.url,
    emulator,
    paid: () => emulator.control.journal.calls('invoices.update').filter(({ done }) => done).length,
    [Symbol.asyncDispose]: () => server.close(),
  };
}

const logOf = (csv: string): string => `${csv}.runlog`;
const logged = (csv: string): number =>
  existsSync(logOf(csv)) ? (readFileSync(logOf(csv), 'utf8').match(/"row":/g)?.length ?? 0) : 0;

/** Kills a run once some of its rows are in the log. */
async function killed(csv: string, at: readonly string[]): Promise<void> {
  const running = start(['invoices', 'apply', csv, '--yes', '--concurrency', '4', ...at]);
  await expect.poll(() => logged(csv), { timeout: 30_000, interval: 5 }).toBeGreaterThan(8);
  running.child.kill('SIGKILL');
  await ended(running);
  expect(logged(csv)).toBeLessThan(count);
}

const real = (url: string): Record<string, string> => ({
  VTEX_ACCOUNT: 'realstore',
  VTEX_APP_KEY: 'a-key',
  VTEX_APP_TOKEN: 'a-token',
  VTEX_BASE_URL: url,
});

describe.concurrent('invoices apply with the log of another store', () => {
  it('refuses the log of a rehearsal, says what to do, and leaves both as they are', async () => {
    await using rehearsal = await store();
    await using production = await store();
    using files = folder();
    const csv = files.file('a.csv', sheet);
    await killed(csv, ['--emulator', rehearsal.url]);
    const before = readFileSync(logOf(csv), 'utf8');
    const apply = ['invoices', 'apply', csv, '--yes'];
    const refused = await run(apply, { env: real(production.url) });
    expect(refused).toMatchObject({ code: 2, out: '' });
    expect(refused.err).toMatch(
      new RegExp(
        `^The run log .*a\\.csv\\.runlog cannot be resumed from \\(expected the log of a run on ${production.url}, account realstore; this one is of ${rehearsal.url}, account mystore: .*\\)\\. Add --restart to start over: .*\\n$`,
      ),
    );
    expect(production.paid()).toBe(0);
    expect(readFileSync(logOf(csv), 'utf8')).toBe(before);
    const anew = await run([...apply, '--restart'], { env: real(production.url) });
    expect(anew.out).toBe(`${count} done, 0 unchanged, 0 refused, 0 not sent, 0 unknown.\n`);
    expect(production.paid()).toBe(count);
  }, 120_000);

  it('refuses that of an emulator that was started anew at the same address', async () => {
    using files = folder();
    const csv = files.file('a.csv', sheet);
    const first = await store();
    await killed(csv, ['--emulator', first.url]);
    await first[Symbol.asyncDispose]();
    await using second = await store(Number(new URL(first.url).port));
    expect(second.url).toBe(first.url);
    const refused = await run(['invoices', 'apply', csv, '--yes', '--emulator', second.url]);
    expect(refused.code).toBe(2);
    expect(refused.err).toContain('cannot be resumed from (expected the log of a run on these very data');
    expect(second.paid()).toBe(0);
  }, 120_000);

  it('refuses that of a run which read the cells otherwise', async () => {
    await using emulator = await store();
    using files = folder();
    const csv = files.file('a.csv', sheet);
    const at = ['--emulator', emulator.url];
    await killed(csv, at);
    const refused = await run(['invoices', 'apply', csv, '--yes', '--reopen', ...at]);
    expect(refused.code).toBe(2);
    expect(refused.err).toContain('with the same separator, decimalMark, encoding and reopen');
    expect((await run(['invoices', 'apply', csv, '--yes', ...at])).code).toBe(0);
    expect(emulator.paid()).toBe(count);
  }, 120_000);

  it('refuses that of serve --data once its file was put back from a copy', async () => {
    using files = folder();
    const csv = files.file('a.csv', sheet);
    const seeded = files.file('seed.json', JSON.stringify(seed));
    const data = join(files.path, 'data.json');
    const options = ['--data', data, '--seed', seeded];
    const clientAt = (baseUrl: string): CustomerCreditClient =>
      new CustomerCreditClient({ accountName: 'mystore', appKey: 'any', appToken: 'any', baseUrl });
    const paidAt = async (url: string): Promise<number> =>
      (await clientAt(url).invoices.list({ status: 'Paid' }).toArray()).length;
    const copy = join(files.path, 'copy.json');
    let port = '';
    {
      await using first = await serving(...options, '--latency', '20');
      port = new URL(first.url).port;
      await clientAt(first.url).storeConfig.get();
      copyFileSync(data, copy);
      await killed(csv, ['--emulator', first.url]);
    }
    const apply = ['invoices', 'apply', csv, '--yes', '--emulator', `http://127.0.0.1:${port}`];
    const log = readFileSync(logOf(csv), 'utf8');
    {
      // What came first is not in the copy.
      copyFileSync(copy, data);
      await using second = await serving(...options, '--port', port);
      const refused = await run(apply);
      expect(refused.err).toContain('expected the log of a run on these very data');
      expect(refused.code).toBe(2);
      expect(await paidAt(second.url)).toBe(0);
    }
    expect(readFileSync(logOf(csv), 'utf8')).toBe(log);
  }, 120_000);

  it('resumes where serve --data was killed and started again', async () => {
    using files = folder();
    const csv = files.file('a.csv', sheet);
    const seeded = files.file('seed.json', JSON.stringify(seed));
    const options = ['--data', join(files.path, 'data.json'), '--seed', seeded];
    let port = '';
    {
      await using first = await serving(...options, '--latency', '20');
      port = new URL(first.url).port;
      await killed(csv, ['--emulator', first.url]);
    }
    await using second = await serving(...options, '--port', port);
    const resumed = await run(['invoices', 'apply', csv, '--yes', '--emulator', second.url]);
    expect(resumed.code).toBe(0);
    expect(resumed.out).toMatch(/^\d+ done, \d unchanged, 0 refused, 0 not sent, 0 unknown\.\n$/);
  }, 120_000);
});

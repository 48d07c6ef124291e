import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ended, folder, jsonLines, type Running, run, start } from './program.ts';
import { account, openStore, type Store } from './store.ts';

const header = 'Account ID,Invoice ID,Status,Payment link';
const first = `${account},7583E36F101C461094AB6CA68FA8EE2C-01`;
const second = `${account},8583E36F101C461094AB6CA68FA8EE2C-02`;
const paying = `${header}\n${first},Paid,\n${second},paid,https://pay.example.com/2\n`;
// The last two cannot be: one is nowhere, and one says no invoice.
const mixed = `${paying}${account},nowhere-01,Paid,\n${account},,Paid,\n`;

/** Until a change is under way. */
const changing = (store: Store): Promise<void> =>
  expect.poll(store.changes, { timeout: 20_000 }).toBeGreaterThan(0);

/** A run that hangs at its first change. */
async function hangingRun(store: Store, csv: string): Promise<Running> {
  store.control.faults.add({
    operation: 'invoices.update',
    phase: 'before',
    effect: 'hang',
    times: 'always',
  });
  const running = start(['invoices', 'apply', csv, '--yes', '--emulator', store.url]);
  await changing(store);
  return running;
}

describe.concurrent('invoices apply', () => {
  it('does what the plan says, and with --dry-run nothing', async () => {
    await using store = await openStore();
    using files = folder();
    const csv = files.file('a.csv', mixed);
    const plan = await store.json(['invoices', 'plan', csv]);
    expect(plan.code).toBe(1);
    expect(plan.lines).toEqual([
      expect.objectContaining({
        row: 2,
        verdict: 'change',
        changes: [expect.objectContaining({ kind: 'pay' })],
      }),
      expect.objectContaining({ row: 3, verdict: 'change' }),
      expect.objectContaining({ row: 4, verdict: 'impossible' }),
      expect.objectContaining({ row: 5, verdict: 'impossible' }),
      {
        counts: {
          total: 4,
          change: 2,
          unchanged: 0,
          impossible: 2,
          unread: 0,
          kinds: { pay: 2, payment_link: 1 },
          valueToPay: 1217.64,
          unknownColumns: [],
        },
      },
    ]);
    expect(await store.json(['invoices', 'apply', csv, '--dry-run'])).toEqual(plan);
    const told = await store.cli(['invoices', 'plan', csv]);
    expect(told.out).toBe(
      `row 2, ${first.replace(',', ' ')}: pay Opened → Paid\n` +
        `row 3, ${second.replace(',', ' ')}: pay Opened → Paid; payment link "" → https://pay.example.com/2\n` +
        'rows: 4\npay: 2\npayment link: 1\nvalue to pay: 1,217.64\nunchanged: 0\nimpossible: 2\n',
    );
    expect(told.err).toMatch(/^row 4, Invoice ID: .+\nrow 5, Invoice ID: .+\n$/);
    expect(store.changes()).toBe(0);
    expect(readdirSync(files.path)).toEqual(['a.csv']);
  });

  it('asks on a terminal, after showing what will change', async () => {
    await using store = await openStore();
    using files = folder();
    const csv = files.file('a.csv', paying);
    const no = await store.cli(['invoices', 'apply', csv], { terminal: true, input: 'no\n' });
    expect(no.code).toBe(3);
    expect(no.err).toContain('Change 2 invoices? [y/N]');
    expect(no.err).toMatch(/│ value to pay +│ 1,217\.64 │/);
    expect(store.changes()).toBe(0);
    const yes = await store.cli(['invoices', 'apply', csv], { terminal: true, input: 'y\n' });
    expect(yes).toMatchObject({ code: 0, out: '2 done, 0 unchanged, 0 refused, 0 not sent, 0 unknown.\n' });
  });

  it.each(['csv', 'json', 'jsonl'])(
    'ends with 1 where rows were refused, and says why in report.%s',
    async (form) => {
      await using store = await openStore();
      using files = folder();
      const report = files.file(`report.${form}`, 'an earlier one');
      const { code, out, err } = await store.cli([
        ...['invoices', 'apply', files.file('a.csv', mixed), '--yes', '--report', report],
      ]);
      expect({ code, out }).toEqual({
        code: 1,
        out: '2 done, 0 unchanged, 2 refused, 0 not sent, 0 unknown.\n',
      });
      expect(err).toMatch(/^row 4, refused: .+\nrow 5, refused: .+\n$/);
      const text = readFileSync(report, 'utf8');
      const rows =
        form === 'csv'
          ? text
              .trim()
              .split('\r\n')
              .slice(1)
              .map((line) => line.split(',')[3])
          : (form === 'json' ? JSON.parse(text) : jsonLines({ out: text })).map(
              ({ outcome }: { readonly outcome: string }) => outcome,
            );
      expect(rows).toEqual(['done', 'done', 'refused', 'refused']);
      // Through is through: the log has gone, and the same file can be given again.
      expect(readdirSync(files.path).toSorted()).toEqual(['a.csv', `report.${form}`]);
    },
  );

  it('gives a line of JSON for each row, and the sums', async () => {
    await using store = await openStore();
    using files = folder();
    const { lines } = await store.json(['invoices', 'apply', files.file('a.csv', paying), '--yes']);
    expect(lines).toEqual([
      expect.objectContaining({ row: 2, outcome: 'done', changes: ['pay'] }),
      expect.objectContaining({ row: 3, outcome: 'done', changes: ['pay', 'payment_link'] }),
      { counts: { total: 2, done: 2, unchanged: 0, refused: 0, notSent: 0, unknown: 0 }, stopped: false },
    ]);
  });

  it('reopens only when asked', async () => {
    await using store = await openStore();
    using files = folder();
    await store.cli(['invoices', 'pay', 'IBjuAsrJ-1', '--yes']);
    const csv = files.file('a.csv', `${header}\n${first},Open,\n`);
    expect((await store.cli(['invoices', 'apply', csv, '--yes'])).code).toBe(1);
    expect((await store.cli(['invoices', 'apply', csv, '--yes', '--reopen'])).code).toBe(0);
    expect((await store.cli(['invoices', 'list', '--status', 'overdue'])).out).toContain('7583E36F');
  });

  it('shows a bar on a terminal, and a line now and then in a pipe', async () => {
    await using store = await openStore();
    using files = folder();
    const csv = files.file('a.csv', paying);
    const { err } = await store.cli(['invoices', 'apply', csv, '--yes'], { terminal: true });
    expect(err).toContain('█');
    expect(err).toContain('2 / 2 rows');
    store.control.faults.add({ phase: 'before', effect: { latency: 1300 }, times: 'always' });
    const slow = await store.cli(['invoices', 'plan', csv, '--concurrency', '1']);
    // A busy machine tells of the first row, too.
    expect(slow.progress).toMatch(/^(?:[12] of 2 rows read, 0\.\d a second(?:, \d+ s left)?\n)+$/);
  });
});

describe.concurrent('invoices apply that is stopped', () => {
  const rows = Array.from({ length: 60 }, (_, at) => `${account},${String(at).padStart(32, '0')}-01,Paid,`);
  const long = `${header}\n${rows.join('\n')}\n`;
  const fill = (store: Store): void => {
    store.control.seed({
      invoices: rows.map((row) => ({ creditAccountId: account, id: row.split(',')[1] ?? '', value: 1 })),
    });
  };
  const payments = (store: Store): number =>
    store.control.snapshot().accounts.flatMap(({ statements }) => statements).length;

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'by %s ends with 3, and goes on with the same command',
    async (signal) => {
      await using store = await openStore();
      using files = folder();
      fill(store);
      const csv = files.file('a.csv', long);
      const report = join(files.path, 'report.jsonl');
      const args = ['invoices', 'apply', csv, '--yes', '--concurrency', '2', '--report', report];
      using slow = store.control.faults.add({ phase: 'before', effect: { latency: 25 }, times: 'always' });
      const running = start([...args, '--emulator', store.url]);
      await changing(store);
      running.child.kill(signal);
      const stopped = await ended(running);
      expect(stopped.code).toBe(3);
      expect(stopped.err).toMatch(
        /^Stopping\. Once more ends at once\.\nStopped after \d+ rows?\. The same command resumes from there\.\n$/,
      );
      const before = store.changes();
      expect(before).toBeLessThan(60);
      // Those that were under way came to their end, and into the log.
      const logged = readFileSync(`${csv}.runlog`, 'utf8').match(/"outcome":"done"/g);
      expect(logged).toHaveLength(before);
      slow.remove();
      const resumed = await store.cli(args);
      expect(resumed).toMatchObject({
        code: 0,
        out: '60 done, 0 unchanged, 0 refused, 0 not sent, 0 unknown.\n',
      });
      expect(store.changes()).toBe(60);
      expect(jsonLines({ out: readFileSync(report, 'utf8') })).toHaveLength(60);
      expect(existsSync(`${csv}.runlog`)).toBe(false);
    },
  );

  it('twice ends at once, whatever is under way', async () => {
    await using store = await openStore();
    using files = folder();
    const csv = files.file('a.csv', paying);
    const running = await hangingRun(store, csv);
    running.child.kill('SIGINT');
    await expect.poll(() => running.said().err, { timeout: 20_000 }).toContain('Once more');
    // What is under way hangs for good: waiting for it would take longer than any test may.
    running.child.kill('SIGINT');
    expect((await ended(running)).code).toBe(3);
  });

  it('at the question ends with 3 and changes nothing', async () => {
    await using store = await openStore();
    using files = folder();
    const csv = files.file('a.csv', paying);
    const running: Running = start(['invoices', 'apply', csv, '--emulator', store.url], {
      terminal: true,
      open: true,
    });
    await expect.poll(() => running.said().err, { timeout: 20_000 }).toContain('[y/N]');
    running.child.kill('SIGINT');
    const { code, err } = await ended(running);
    expect(code).toBe(3);
    expect(err).toMatch(/Stopped\.\n$/);
    expect(store.changes()).toBe(0);
  });

  it('refuses the log of another file until it is told to start over', async () => {
    await using store = await openStore();
    using files = folder();
    const csv = files.file('a.csv', paying);
    const log = files.file('mine.runlog', '');
    store.control.faults.add({
      operation: 'invoices.update',
      phase: 'before',
      effect: 'hang',
      times: 'always',
    });
    const running = start(['invoices', 'apply', csv, '--yes', '--log', log, '--emulator', store.url]);
    await changing(store);
    running.child.kill('SIGKILL');
    await ended(running);
    store.control.reset();
    writeFileSync(csv, `${paying}\n${first},Paid,https://pay.example.com/3\n`);
    const refused = await store.cli(['invoices', 'apply', csv, '--yes', '--log', log]);
    expect(refused.code).toBe(2);
    expect(refused.err).toMatch(
      /^The run log .*mine\.runlog cannot be resumed from .* Add --restart to start over.*\n$/,
    );
    expect(store.changes()).toBe(0);
    const anew = await store.cli(['invoices', 'apply', csv, '--yes', '--log', log, '--restart']);
    expect(anew.out).toMatch(/ done, /);
    expect(store.changes()).toBeGreaterThan(0);
  });

  it('never takes another file for its log', async () => {
    await using store = await openStore();
    using files = folder();
    const precious = files.file('precious.txt', 'my notes\n');
    const args = ['invoices', 'apply', files.file('a.csv', paying), '--yes', '--log', precious];
    for (const more of [[], ['--restart']]) {
      const { code, err } = await store.cli([...args, ...more]);
      expect(code).toBe(2);
      expect(err).toMatch(/precious\.txt is no run log|precious\.txt cannot be resumed from/);
    }
    expect(readFileSync(precious, 'utf8')).toBe('my notes\n');
    expect(store.changes()).toBe(0);
  });

  it('keeps a second run off the same log', async () => {
    await using store = await openStore();
    using files = folder();
    const csv = files.file('a.csv', paying);
    const running = await hangingRun(store, csv);
    const { code, err } = await store.cli(['invoices', 'apply', csv, '--yes']);
    expect(code).toBe(2);
    expect(err).toMatch(
      new RegExp(`^Another run works with .*\\(process ${running.child.pid}\\): wait for its end`),
    );
    running.child.kill('SIGKILL');
    await ended(running);
    store.control.reset();
    expect((await store.cli(['invoices', 'apply', csv, '--yes'])).code).toBe(0);
    expect(payments(store)).toBe(2);
  });
});

describe.concurrent('invoices apply and plan of a store that is not there', () => {
  const many = `${header}\n${Array.from({ length: 120 }, (_, at) => `${account},none-${at},Paid,\n`).join('')}`;

  it('stop after a few rows, say what was not sent, keep the log and resume', async () => {
    await using store = await openStore();
    using files = folder();
    const csv = files.file('a.csv', `${paying}${many.slice(header.length + 1)}`);
    const report = join(files.path, 'report.jsonl');
    const gone = await openStore();
    await gone[Symbol.asyncDispose]();
    const args = ['invoices', 'apply', csv, '--yes', '--report', report];
    const { code, out, err } = await run([...args, '--emulator', gone.url]);
    expect({ code, out }).toEqual({
      code: 1,
      out: '0 done, 0 unchanged, 0 refused, 122 not sent, 0 unknown.\n',
    });
    expect(err).toMatch(
      /^(?:row \d, not sent: .+\n){3}… and 119 more; --report keeps them all\.\nThe run stopped, nothing more was sent: .+\nThe same command resumes from there\.\n$/,
    );
    expect(readdirSync(files.path).toSorted()).toEqual(['a.csv', 'a.csv.runlog', 'report.jsonl']);
    expect(jsonLines({ out: readFileSync(report, 'utf8') })).toHaveLength(122);

    const plan = await run(['invoices', 'plan', csv, '--emulator', gone.url]);
    expect(plan.code).toBe(1);
    expect(plan.out).toBe('rows: 122\nunchanged: 0\nimpossible: 0\nunread: 122\n');
    const resumed = await store.cli(args);
    expect(resumed.out).toBe('2 done, 0 unchanged, 120 refused, 0 not sent, 0 unknown.\n');
    expect(existsSync(`${csv}.runlog`)).toBe(false);
  }, 120_000);

  it('change nothing without being asked where nothing could be read', async () => {
    using files = folder();
    const csv = files.file('a.csv', paying);
    const gone = await openStore();
    await gone[Symbol.asyncDispose]();
    const args = ['invoices', 'apply', csv, '--emulator', gone.url];
    const asked = await run(args, { terminal: true, input: 'y\n' });
    expect(asked.code).toBe(1);
    expect(asked.err).toContain('Nothing was changed: the store could not be read.');
    const json = await run([...args, '--yes', '--json']);
    expect(jsonLines(json).at(-1)).toEqual({
      counts: { total: 2, done: 0, unchanged: 0, refused: 0, notSent: 2, unknown: 0 },
      stopped: false,
    });
  }, 120_000);

  it('begins nothing where the report cannot be written', async () => {
    await using store = await openStore();
    using files = folder();
    const csv = files.file('a.csv', paying);
    const report = join(files.path, 'nowhere', 'report.csv');
    const { code, out, err } = await store.cli(['invoices', 'apply', csv, '--yes', '--report', report]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toBe(`The file ${report} cannot be written (ENOENT).\n`);
    expect(store.control.journal.calls()).toEqual([]);
    expect(readdirSync(files.path)).toEqual(['a.csv']);
  });

  it('takes its report back where nothing was agreed to', async () => {
    await using store = await openStore();
    using files = folder();
    const csv = files.file('a.csv', paying);
    const report = files.file('report.csv', 'an earlier one');
    const no = await store.cli(['invoices', 'apply', csv, '--report', report], {
      terminal: true,
      input: 'n\n',
    });
    expect(no.code).toBe(3);
    expect(readFileSync(report, 'utf8')).toBe('an earlier one');
    expect(readdirSync(files.path).toSorted()).toEqual(['a.csv', 'report.csv']);
  });
});

describe.concurrent('what a plan tells', () => {
  it('is the first rows that change, from and to, and all of them on demand', async () => {
    await using store = await openStore();
    using files = folder();
    const ids = Array.from({ length: 25 }, (_, at) => `many-${at}`);
    store.control.seed({ invoices: ids.map((id) => ({ creditAccountId: account, id, value: 1 })) });
    const csv = files.file('a.csv', `${header}\n${ids.map((id) => `${account},${id},Paid,\n`).join('')}`);
    const some = await store.cli(['invoices', 'plan', csv]);
    expect(some.out).toMatch(
      /^(?:row \d+, 11111111111_CPF many-\d+: pay Opened → Paid\n){20}… and 5 more rows/,
    );
    const all = await store.cli(['invoices', 'plan', csv, '--all']);
    expect(all.out.match(/pay Opened → Paid/g)).toHaveLength(25);
    const asked = await store.cli(['invoices', 'apply', csv], { terminal: true, input: 'n\n' });
    expect(asked.err).toContain('pay Opened → Paid');
  });

  it('is what a spreadsheet retyped, and columns that nobody knows', async () => {
    await using store = await openStore();
    using files = folder();
    await store.cli(['invoices', 'list']);
    store.control.seed({
      invoices: [{ creditAccountId: account, id: 'noted', value: 1, observation: '007' }],
    });
    const csv = files.file('a.csv', `Account ID;Invoice ID;Observation;Observ.\n${account};noted;7;x\n`);
    const { code, out, err } = await store.cli(['invoices', 'plan', csv]);
    expect({ code, out }).toEqual({ code: 0, out: 'rows: 1\nunchanged: 1\nimpossible: 0\n' });
    expect(err).toMatch(
      /^row 2, Observation: This is what a spreadsheet makes of the present value, .+\nThe column "Observ\." is none that is known: what it holds is left out\. Is "Observation" meant\?\n$/,
    );
  });

  it('is a log that was changed, in a line that says what to do', async () => {
    await using store = await openStore();
    using files = folder();
    const csv = files.file('a.csv', `${paying}${account},nowhere-01,Paid,\n`);
    const log = files.file('a.log', '');
    const gone = await openStore();
    await gone[Symbol.asyncDispose]();
    const args = ['invoices', 'apply', csv, '--yes', '--log', log];
    await run([...args, '--emulator', gone.url]);
    writeFileSync(log, `${readFileSync(log, 'utf8')}{"row":2,"outcome":"done","changes":["pay"]}\n`);
    const { code, err } = await store.cli(args);
    expect(code).toBe(2);
    expect(err).toMatch(
      /^The run log .*a\.log cannot be resumed from \(expected the lines as the run wrote them; .+\)\. Add --restart/,
    );
    expect(store.changes()).toBe(0);
    expect((await store.cli([...args, '--restart'])).out).toMatch(/^2 done/);
  }, 120_000);
});

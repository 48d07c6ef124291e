import { once } from 'node:events';
import {
  chmodSync,
  lstatSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ended, folder, start } from './program.ts';
import { account, openStore, type Store } from './store.ts';

const ids = Array.from({ length: 400 }, (_, at) => `${String(at).padStart(32, '0')}-01`);
const paying = `Account ID,Invoice ID,Status\n${ids.map((id) => `${account},${id},Paid\n`).join('')}`;

/** Lets a store have the invoices that the file pays. */
const fill = (store: Store): void => {
  store.control.seed({ invoices: ids.map((id) => ({ creditAccountId: account, id, value: 1 })) });
};

const open = async (store: Store): Promise<number> =>
  (await store.json(['invoices', 'list', '--status', 'open', '--limit', 'all'])).lines.length;

describe.concurrent('a reader that goes away', () => {
  it.each([
    ['stdout', ''],
    ['stdout and stderr', ' 2>&1'],
  ])('from %s does not stop what is being applied', async (_, redirected) => {
    await using store = await openStore();
    using files = folder();
    fill(store);
    const before = await open(store);
    const running = start(
      ['invoices', 'apply', files.file('a.csv', paying), '--yes', '--json', '--emulator', store.url],
      { shell: `exec "$@"${redirected}` },
    );
    running.child.stdout?.once('data', () => running.child.stdout?.destroy());
    const [code] = await once(running.child, 'exit');
    expect(code).toBe(0);
    expect(await open(store)).toBe(before - 400);
    expect(readdirSync(files.path)).toEqual(['a.csv']);
  });

  it('from stderr alone ends nothing', async () => {
    await using store = await openStore();
    fill(store);
    const running = start(['invoices', 'export', '--emulator', store.url]);
    running.child.stderr?.destroy();
    const { code, out } = await ended(running);
    expect(code).toBe(0);
    expect(out.split('\r\n').length).toBe(406);
  });
});

describe.concurrent('a disk that is full', () => {
  it('under stdout ends what only reads with 1 and one line', async () => {
    await using store = await openStore();
    for (const args of [['list'], ['export'], ['show', 'IBjuAsrJ-1'], ['pay', 'IBjuAsrJ-1', '--dry-run']]) {
      expect(await store.cli(['invoices', ...args], { shell: 'exec "$@" >/dev/full' })).toMatchObject({
        code: 1,
        err: expect.stringMatching(/(^|\n)stdout cannot be written \(ENOSPC\)\.\n/),
      });
    }
    expect(store.changes()).toBe(0);
  });

  it('under stdout lets a run come to its end, which is 1', async () => {
    await using store = await openStore();
    using files = folder();
    fill(store);
    const args = ['invoices', 'apply', files.file('a.csv', paying), '--yes', '--json'];
    expect(await store.cli(args, { shell: 'exec "$@" >/dev/full' })).toMatchObject({
      code: 1,
      err: 'stdout cannot be written (ENOSPC). What was to be said there is lost; the work went on.\n',
    });
    expect(store.changes()).toBe(400);
    expect(readdirSync(files.path)).toEqual(['a.csv']);
  });

  it('under the report ends the run with 1, and the same command goes on', async () => {
    await using store = await openStore();
    using files = folder();
    fill(store);
    const report = join(files.path, 'report.csv');
    symlinkSync('/dev/full', report);
    const args = ['invoices', 'apply', files.file('a.csv', paying), '--yes', '--report', report];
    const { code, err } = await store.cli(args);
    expect(code).toBe(1);
    expect(err).toMatch(
      /^The file .*report\.csv cannot be written \(ENOSPC\)\. The run broke off after \d+ rows; the same command resumes from there\.\n$/,
    );
    expect(readlinkSync(report)).toBe('/dev/full');
    expect(readdirSync(files.path).toSorted()).toEqual(['a.csv', 'a.csv.runlog', 'report.csv']);
    expect(await store.cli(args.slice(0, -2))).toMatchObject({
      code: 0,
      out: '400 done, 0 unchanged, 0 refused, 0 not sent, 0 unknown.\n',
    });
    expect(store.changes()).toBe(400);
  });

  it('under the run log ends the run with 1, names it, and lets it go', async () => {
    await using store = await openStore();
    using files = folder();
    fill(store);
    const csv = files.file('a.csv', paying);
    const args = ['invoices', 'apply', csv, '--yes'];
    // No file may grow beyond a few blocks.
    const { code, err } = await store.cli(args, { shell: `trap '' XFSZ; ulimit -f 4; exec "$@"` });
    expect(code).toBe(1);
    expect(err).toMatch(
      /^The run log .*a\.csv\.runlog cannot be written \(EFBIG\)\. The run broke off after \d+ rows; the same command resumes from there\.\n$/,
    );
    expect(readdirSync(files.path).toSorted()).toEqual(['a.csv', 'a.csv.runlog']);
    expect((await store.cli(args)).code).toBe(0);
    expect(store.changes()).toBe(400);
  });
});

describe.concurrent('a file to be written', () => {
  it('keeps its mode, and a link stays one', async () => {
    await using store = await openStore();
    using files = folder();
    const file = files.file('real.csv', 'an earlier one');
    chmodSync(file, 0o600);
    const link = join(files.path, 'link.csv');
    symlinkSync('real.csv', link);
    expect((await store.cli(['invoices', 'export', '--out', link])).code).toBe(0);
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(readFileSync(file, 'utf8')).toContain('Account ID');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(files.path).toSorted()).toEqual(['link.csv', 'real.csv']);
  });

  it('may be a device or a pipe, which stays one', async () => {
    await using store = await openStore();
    using files = folder();
    // Behind links of our own: what goes wrong here is not to cost the machine its devices.
    const [pipe, full] = ['pipe.csv', 'full.csv'].map((name) => join(files.path, name));
    symlinkSync('/dev/stdout', pipe ?? '');
    symlinkSync('/dev/full', full ?? '');
    const args = ['invoices', 'export', '--no-bom', '--out', pipe ?? ''];
    const { out } = await store.cli(args, { shell: '"$@" | /bin/cat' });
    expect(out).toMatch(/^Account ID,/);
    expect(await store.cli(['invoices', 'export', '--out', full ?? ''])).toMatchObject({
      code: 1,
      err: `The file ${full} cannot be written (ENOSPC).\n`,
    });
    expect([pipe, full].map((link) => readlinkSync(link ?? ''))).toEqual(['/dev/stdout', '/dev/full']);
  });

  it('is never the CSV by another name', async () => {
    await using store = await openStore();
    using files = folder();
    const csv = files.file('a.csv', paying);
    const link = join(files.path, 'report.csv');
    symlinkSync('a.csv', link);
    expect(await store.cli(['invoices', 'apply', csv, '--yes', '--report', link])).toMatchObject({
      code: 2,
      err: 'The CSV, --log and --report have to be different files.\n',
    });
    expect(readFileSync(csv, 'utf8')).toBe(paying);
  });
});

describe.concurrent('a run log', () => {
  it('that is no file is refused', async () => {
    await using store = await openStore();
    using files = folder();
    const log = join(files.path, 'a.runlog');
    symlinkSync('/dev/null', log);
    const args = ['invoices', 'apply', files.file('a.csv', paying), '--yes', '--log', log];
    expect(await store.cli(args)).toMatchObject({
      code: 2,
      err: `${log} is no file, and cannot be a run log: name another one by --log.\n`,
    });
  });

  it('is not held by a process that only has the number of the one that was killed', async () => {
    await using store = await openStore();
    using files = folder();
    fill(store);
    const csv = files.file('a.csv', paying);
    writeFileSync(`${csv}.runlog.lock`, `${process.pid}\n${hostname()}\nanother-start 1`);
    expect((await store.cli(['invoices', 'apply', csv, '--yes'])).code).toBe(0);
  });

  it('is held by a process of another machine until the lock is deleted', async () => {
    await using store = await openStore();
    using files = folder();
    const csv = files.file('a.csv', paying);
    writeFileSync(`${csv}.runlog.lock`, '7\nelsewhere\n');
    const { code, err } = await store.cli(['invoices', 'apply', csv, '--yes']);
    expect(code).toBe(2);
    expect(err).toMatch(
      /^Another run works with .* \(process 7 on elsewhere\): .* If no run works, delete .*a\.csv\.runlog\.lock\.\n$/,
    );
  });
});

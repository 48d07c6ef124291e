import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { CustomerCreditClient } from 'vtex-customer-credit';
import { type AsyncControl, connectControl } from 'vtex-customer-credit/emulator';

const cli = join(import.meta.dirname, '..', '..', 'src', 'cli', 'main.ts');
const folder = mkdtempSync(join(tmpdir(), 'cli-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

interface Running {
  readonly child: ChildProcess;
  readonly said: () => string;
}

function start(args: readonly string[]): Running {
  const child = spawn(process.execPath, [cli, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (part: string) => {
      text += part;
    });
  }
  return { child, said: () => text };
}

async function ended({ child, said }: Running): Promise<{ code: number | null; text: string }> {
  if (child.exitCode === null) await once(child, 'close');
  return { code: child.exitCode, text: said() };
}

describe('vtex-customer-credit serve', () => {
  it('serves a seeded store at a fixed time, and stops when it is told to', async () => {
    const seed = {
      accounts: [{ id: 'a', email: 'a@example.com', creditLimit: 100 }],
      invoices: [{ creditAccountId: 'a', value: 9.63, dueDate: '2024-05-20' }],
    };
    const seedFile = file('seed.json', JSON.stringify(seed));
    const running = start(['serve', '--port', '0', '--now', '2024-05-21', '--seed', seedFile]);
    try {
      await expect.poll(running.said, { timeout: 10_000 }).toContain('Press Ctrl-C');
      const baseUrl = /http:\/\/127\.0\.0\.1:\d+/.exec(running.said())?.[0];
      const now = (): number => Date.UTC(2024, 4, 21);
      const client = new CustomerCreditClient({
        accountName: 'x',
        appKey: 'any',
        appToken: 'any',
        baseUrl,
        now,
      });
      const [overdue] = await client.invoices.list({ status: 'Overdue' }).toArray();
      expect(overdue).toMatchObject({ value: 9.63, createdAt: '2024-05-21T00:00:00Z' });
      running.child.kill('SIGTERM');
      expect((await ended(running)).code).toBe(0);
    } finally {
      running.child.kill('SIGKILL');
    }
  }, 20_000);

  it.each([
    ['no command', [], /^Usage: vtex-customer-credit \[options\] \[command\]/],
    [
      'a port that is none',
      ['serve', '--port', 'x'],
      /^error: option '--port <port>' argument 'x' is invalid\. Expected a whole number from 0 to 65535\./,
    ],
    [
      'a file that is not there',
      ['serve', '--seed', join(folder, 'none')],
      /^--seed: the file .* cannot be read: there is no such file$/,
    ],
    [
      'a file that is not JSON',
      ['serve', '--seed', file('bad.json', '{')],
      /^--seed: the file .* is not JSON$/,
    ],
    [
      'a seed that is none',
      ['serve', '--seed', file('list.json', '{"accounts":[{}]}')],
      /seed\.accounts\[0\]\.email: expected/,
    ],
    ['a seed of null', ['serve', '--seed', file('null.json', 'null')], /^seed: expected an object/],
    [
      'a seed of null, beside permissions',
      ['serve', '--permissions', 'Read Invoices', '--seed', file('null.json', 'null')],
      /^seed: expected an object/,
    ],
    [
      'callers that are no list',
      ['serve', '--permissions', 'Read Invoices', '--seed', file('callers.json', '{"callers":{}}')],
      /^seed\.callers: expected an array/,
    ],
    [
      'a key that a seed has not',
      ['serve', '--seed', file('key.json', '{"account":[]}')],
      /^seed\.account: expected no such field/,
    ],
    ['a time that is none', ['serve', '--now', 'soon'], /^now: expected epoch milliseconds/],
    ['an option that is none', ['serve', '--foo'], /^error: unknown option '--foo'/],
  ])('says in words what is wrong with %s, and ends with 2', async (_, args, message) => {
    const { code, text } = await ended(start(args));
    expect(text.trim()).toMatch(message);
    expect(text).not.toMatch(/\n {4}at /);
    expect(code).toBe(2);
  });

  it.each([
    [['--latency', 'slow'], /Expected milliseconds from 0 to 600000/],
    [['--faults', '2'], /Expected a share above 0, up to 1/],
    [['--quirks', 'bad-day'], /Expected one of: opening-refused-every-other-time/],
    [['--permissions', 'Read Invoices,Burn'], /Expected one of: Main Access/],
    [['--data', file('torn.json', '{"stores":')], /^--data: the file .* is not one that this program wrote$/],
    [['--data', file('other.json', '{"stores":{"a":{"version":9}}}')], /snapshot\.version: expected 1/],
  ])('says what is wrong with %j', async (args, message) => {
    const { code, text } = await ended(start(['serve', '--port', '0', ...args]));
    expect(text.trim()).toMatch(message);
    expect(code).toBe(2);
  });

  const serving = async (args: readonly string[]): Promise<Running & { readonly baseUrl: string }> => {
    const running = start(['serve', '--port', '0', ...args]);
    await expect.poll(running.said, { timeout: 10_000 }).toMatch(/http:\/\/127\.0\.0\.1:\d+/);
    return { ...running, baseUrl: /http:\/\/127\.0\.0\.1:\d+/.exec(running.said())?.[0] ?? '' };
  };
  const clientOf = (baseUrl: string, appToken = 'any'): CustomerCreditClient =>
    new CustomerCreditClient({ accountName: 'x', appKey: 'any', appToken, baseUrl, retries: 0 });
  const opening = { document: '1', documentType: 'CPF', email: 'a@example.com', creditLimit: 10 };

  it('has permissions, controls, faults, quirks, latency and JSON lines', async () => {
    const names = [
      '--permissions',
      'Read Configuration,Create Checking Accounts',
      '--quirks',
      'limit-change-fails',
    ];
    const more = ['--control', '--json', '--latency', '30', '--faults', '1', '--fault-seed', 'mine'];
    const { child, baseUrl, said } = await serving(['--now', '2024-05-08', ...names, ...more]);
    try {
      const control = connectControl(baseUrl);
      expect(await control.clock.iso()).toBe('2024-05-08T00:00:00Z');
      expect(await control.faults.list()).toMatchObject([
        { says: 'any operation, 100 % of the calls, seed mine' },
      ]);
      expect(await control.quirks.list()).toEqual(['limit-change-fails']);
      const began = performance.now();
      await expect(clientOf(baseUrl).storeConfig.get()).rejects.toMatchObject({
        operation: 'storeConfig.get',
      });
      expect(performance.now() - began).toBeGreaterThanOrEqual(25);
      await expect(clientOf(baseUrl).invoices.list().toArray()).rejects.toMatchObject({ status: 403 });
      const refused = performance.now();
      await expect(clientOf(baseUrl, 'other').storeConfig.get()).rejects.toMatchObject({ status: 401 });
      expect(performance.now() - refused).toBeGreaterThanOrEqual(25);
      const token = 'a-token/of-someone';
      await clientOf(baseUrl, token)
        .request({ method: 'GET', path: `/invoices/${encodeURIComponent(token)}` })
        .catch(() => undefined);
      expect(said()).not.toContain('of-someone');
      expect(said()).toContain('/api/creditcontrol/invoices/[redacted]');
      const lines = said()
        .trim()
        .split('\n')
        .map((line): unknown => JSON.parse(line));
      expect(lines[0]).toEqual({ url: baseUrl, faultSeed: 'mine' });
      expect(lines).toContainEqual(
        expect.objectContaining({
          method: 'GET',
          path: '/api/creditcontrol/invoices?from=1&to=100',
          status: 403,
        }),
      );
    } finally {
      child.kill('SIGKILL');
    }
  }, 20_000);

  it('keeps everything that was answered in its file, whenever it is killed', async () => {
    const data = join(folder, 'stores.json');
    const opened: string[] = [];
    for (let life = 0; life < 4; life += 1) {
      const { child, baseUrl } = await serving(['--data', data]);
      const client = clientOf(`${baseUrl}/kept`);
      const before = await client.accounts.list().toArray();
      expect(before.map(({ id }) => id).toSorted()).toEqual(opened.toSorted());
      const calls = Array.from({ length: 30 }, async (_, at) => {
        const { id } = await client.accounts.open({ ...opening, document: `${life}-${at}` });
        opened.push(id);
        // In the midst of things: others are still under way.
        if (at === 10 + life) child.kill('SIGKILL');
      });
      await Promise.allSettled(calls);
      if (child.exitCode === null && child.signalCode === null) await once(child, 'close');
      // One that was saved, but not answered any more, is there as well.
      const { stores } = JSON.parse(readFileSync(data, 'utf8'));
      const saved: string[] = stores.kept.accounts.map(({ record }: { record: { id: string } }) => record.id);
      expect(saved).toEqual(expect.arrayContaining(opened));
      opened.splice(0, opened.length, ...saved);
    }
    expect(opened.length).toBeGreaterThan(40);
  }, 40_000);

  /** Waits until a server is no more. */
  const gone = async ({ child }: Running): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) await once(child, 'close');
  };

  it('keeps what was done though its answer was lost, before anyone sees it', async () => {
    const data = join(folder, 'lost.json');
    const first = await serving(['--data', data, '--control']);
    const client = clientOf(first.baseUrl);
    const control = connectControl(first.baseUrl);
    await control.faults.add({ phase: 'after', effect: 'drop' });
    await expect(client.accounts.open(opening)).rejects.toMatchObject({
      code: 'unknown_outcome',
      cause: { code: 'network' },
    });
    await control.faults.add({ operation: 'accounts.open', phase: 'after', effect: { latency: 60_000 } });
    // Done, but nobody was told: whoever sees it all the same can rely on it.
    void client.accounts.open({ ...opening, document: '2' }).catch(() => undefined);
    await expect.poll(() => client.accounts.list().toArray()).toHaveLength(2);
    first.child.kill('SIGKILL');
    await gone(first);
    const second = await serving(['--data', data]);
    const kept = await clientOf(second.baseUrl).accounts.list().toArray();
    expect(kept.map(({ id }) => id)).toEqual(['1_CPF', '2_CPF']);
    second.child.kill('SIGKILL');
    await gone(second);
  }, 20_000);

  it.each([
    [
      'a folder that is not there',
      join(folder, 'none', 'data.json'),
      /the folder .*none does not exist: make it first/,
    ],
    ['a folder', folder, /cannot be read: it is a folder/],
    ['a list of stores', file('array.json', '{"stores":[]}'), /is not one that this program wrote/],
    [
      'a store of wrong content',
      file('wrong.json', '{"stores":{"a":{"version":1,"clock":{"now":1e99}}}}'),
      /the store a in .*wrong\.json is not one that this program wrote: snapshot\.clock\.now: expected/,
    ],
    [
      'a store of no name',
      file('name.json', '{"stores":{"A B":{"version":1}}}'),
      /the store A B in .*name\.json is not one .*: accountName: expected/,
    ],
  ])('refuses %s for --data, and says why', async (_, path, message) => {
    const { code, text } = await ended(start(['serve', '--port', '0', '--data', path]));
    expect(text).toMatch(/^--data: /);
    expect(text).toMatch(message);
    expect(text.trim().split('\n')).toHaveLength(1);
    expect(code).toBe(2);
  });

  it('says so when it can no longer keep anything, and goes on when it can again', async () => {
    const place = mkdtempSync(join(folder, 'place-'));
    const { child, baseUrl, said } = await serving(['--data', join(place, 'data.json'), '--json']);
    try {
      rmSync(place, { recursive: true });
      await expect(clientOf(baseUrl).accounts.open(opening)).rejects.toMatchObject({
        cause: { status: 500, vtexMessage: expect.stringMatching(/data\.json could not be written.*ENOENT/) },
      });
      // Nobody is shown what is not kept.
      await expect(clientOf(baseUrl).accounts.list().toArray()).rejects.toMatchObject({ status: 500 });
      expect(said()).toMatch(/^--data: the file .* could not be written/m);
      mkdirSync(place);
      expect(await clientOf(baseUrl).accounts.list().toArray()).toHaveLength(1);
      rmSync(place, { recursive: true });
      const before = said().length;
      child.kill('SIGTERM');
      const { code, text } = await ended({ child, said });
      expect(code).toBe(1);
      expect(text.slice(before)).toMatch(/^--data: the file .* could not be written/m);
    } finally {
      child.kill('SIGKILL');
    }
  }, 20_000);

  it('never opens a store whose callers are not named again', async () => {
    const data = join(folder, 'guarded.json');
    const first = await serving(['--data', data, '--permissions', 'Read Invoices']);
    await expect(clientOf(first.baseUrl, 'other').storeConfig.get()).rejects.toMatchObject({ status: 401 });
    first.child.kill('SIGKILL');
    await gone(first);
    expect(readFileSync(data, 'utf8')).not.toContain('Read Invoices');
    const { code, text } = await ended(start(['serve', '--port', '0', '--data', data]));
    expect(text).toMatch(/^--data: callers were named for the store mystore .*--seed or --permissions$/m);
    expect(code).toBe(2);
    const again = await serving(['--data', data, '--permissions', 'Read Invoices']);
    await expect(clientOf(again.baseUrl, 'other').storeConfig.get()).rejects.toMatchObject({ status: 401 });
    again.child.kill('SIGKILL');
    await gone(again);
  }, 20_000);

  it('goes on in time: by the clock of the machine, or by --now', async () => {
    const data = join(folder, 'time.json');
    const time = async (args: readonly string[], act?: (control: AsyncControl) => Promise<void>) => {
      const running = await serving(['--data', data, '--control', ...args]);
      const control = connectControl(running.baseUrl);
      await act?.(control);
      const earliest = Date.now();
      const now = await control.clock.now();
      const latest = Date.now();
      running.child.kill('SIGKILL');
      await gone(running);
      // How far its clock is ahead of the machine's: between these two, since it was read between them.
      return { now, text: running.said(), least: now - latest, most: now - earliest };
    };
    const hour = 3_600_000;
    /** As if the server had been away since then. */
    const away = (milliseconds: number): void => {
      const kept = JSON.parse(readFileSync(data, 'utf8'));
      kept.at -= milliseconds;
      for (const name of Object.keys(kept.stores)) kept.stores[name].clock.now -= milliseconds;
      writeFileSync(data, JSON.stringify(kept));
    };
    await time([]);
    away(hour);
    const second = await time([]);
    expect(second.least).toBeLessThanOrEqual(0);
    expect(second.most).toBeGreaterThanOrEqual(0);
    const moved = await time([], (control) => control.clock.advance({ days: 31 }));
    away(hour);
    const third = await time([]);
    expect(third.least).toBeLessThanOrEqual(moved.most);
    expect(third.most).toBeGreaterThanOrEqual(moved.least);
    const later = await time(['--now', '2090-01-01']);
    expect(later.now).toBe(Date.UTC(2090, 0));
    expect(later.text).not.toContain('--now');
    const earlier = await time(['--now', '2024-05-08']);
    expect(earlier.now).toBe(Date.UTC(2090, 0));
    expect(earlier.text).toMatch(
      /--now is 2024-05-08T00:00:00Z, but the store mystore in .* has come to 2090-01-01T00:00:00Z/,
    );
  }, 240_000);

  it('keeps its file for itself, and a symbolic link to it a link', async () => {
    const data = join(folder, 'real.json');
    const link = join(folder, 'link.json');
    symlinkSync(data, link);
    const first = await serving(['--data', link]);
    await clientOf(first.baseUrl).accounts.open(opening);
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(readFileSync(data, 'utf8')).toContain('1_CPF');
    for (const path of [data, link]) {
      const { code, text } = await ended(start(['serve', '--port', '0', '--data', path]));
      expect(text).toMatch(
        new RegExp(`real\\.json is in use by another server \\(process ${first.child.pid}\\)`),
      );
      expect(code).toBe(2);
    }
    first.child.kill('SIGTERM');
    expect((await ended(first)).code).toBe(0);
    expect(existsSync(`${data}.lock`)).toBe(false);
    const second = await serving(['--data', data]);
    expect(await clientOf(second.baseUrl).accounts.list().toArray()).toHaveLength(1);
    second.child.kill('SIGKILL');
    await gone(second);
  }, 20_000);

  it('says in its greeting what the options mean', async () => {
    const { child, said } = await serving(['--faults', '0.07', '--permissions', 'Read Invoices']);
    await expect.poll(said).toContain('Press Ctrl-C');
    child.kill('SIGKILL');
    expect(said()).toContain('7 % of the calls fail');
    expect(said()).toContain('The app key any with the token any may use Read Invoices');
    expect(said()).not.toContain('Any app key and token will do');
  });

  it('takes a seed that begins with a mark of its encoding', async () => {
    const seed = '\uFEFF{"accounts":[{"id":"a","email":"a@example.com","creditLimit":1}]}';
    const { child, baseUrl } = await serving(['--seed', file('bom.json', seed)]);
    expect(await clientOf(baseUrl).accounts.list().toArray()).toHaveLength(1);
    child.kill('SIGKILL');
  });

  it.each<[string, Buffer, RegExp]>([
    [
      'UTF-16 with a mark',
      Buffer.from('\uFEFF{"accounts":[]}', 'utf16le'),
      /is in UTF-16: save it as UTF-8$/,
    ],
    ['UTF-16 without one', Buffer.from('{"accounts":[]}', 'utf16le'), /is in UTF-16: save it as UTF-8$/],
    [
      'UTF-16 the other way round',
      Buffer.from('\uFEFF{"accounts":[]}', 'utf16le').swap16(),
      /is in UTF-16: save it as UTF-8$/,
    ],
    ['Windows-1252', Buffer.from('{"accounts":[{"email":"\xe7"}]}', 'latin1'), /is not in UTF-8: save it/],
  ])('says in a line that a seed and a data file are in %s', async (_, bytes, message) => {
    const path = join(folder, 'encoded.json');
    writeFileSync(path, bytes);
    for (const option of ['--seed', '--data']) {
      const { code, text } = await ended(start(['serve', '--port', '0', option, path]));
      expect(text.trim()).toMatch(message);
      expect(text.trim().split('\n')).toHaveLength(1);
      expect(code).toBe(2);
    }
    expect(readFileSync(path).equals(bytes)).toBe(true);
  });

  it('says in a line what to do when it cannot listen', async () => {
    const { child, baseUrl } = await serving([]);
    const { port } = new URL(baseUrl);
    for (const [args, message] of [
      [['--port', port], new RegExp(`^Port ${port} of 127\\.0\\.0\\.1 is taken: .*--port`)],
      [['--port', '0', '--host', '203.0.113.1'], /^--host: 203\.0\.113\.1 is no address of this machine/],
      [['--port', '0', '--host', 'none.invalid'], /^--host: there is no host none\.invalid/],
      [['--port', '0', '--allow-host', 'http://emulator'], /^allowedHosts: expected a list of host names/],
    ] as const) {
      const { code, text } = await ended(start(['serve', ...args]));
      expect(text.trim()).toMatch(message);
      expect(text.trim().split('\n')).toHaveLength(1);
      expect(code).toBe(2);
    }
    child.kill('SIGKILL');
  }, 20_000);

  it('answers under the names that are allowed on purpose', async () => {
    const { child, baseUrl } = await serving(['--allow-host', 'emulator,host.docker.internal']);
    const status = (host: string): Promise<number | undefined> =>
      new Promise((resolve, reject) => {
        request(`${baseUrl}/api/creditcontrol/storeconfig`, { headers: { host } }, (incoming) => {
          incoming.resume();
          resolve(incoming.statusCode);
        })
          .on('error', reject)
          .end();
      });
    expect(await status('emulator:8787')).toBe(401);
    expect(await status('host.docker.internal')).toBe(401);
    expect(await status('evil.example')).toBe(403);
    child.kill('SIGKILL');
  });

  it('takes away what killed servers left, keeps the mode of its file, and makes one for its owner alone', async () => {
    const place = mkdtempSync(join(folder, 'left-'));
    const data = join(place, 'data.json');
    const others = ['data.json.tmp', 'data.json.4x.tmp', 'other.json.4711.tmp'];
    for (const name of ['data.json.4711.tmp', ...others]) writeFileSync(join(place, name), '{');
    const first = await serving(['--data', data]);
    await clientOf(first.baseUrl).accounts.open(opening);
    first.child.kill('SIGKILL');
    await gone(first);
    expect(statSync(data).mode & 0o777).toBe(0o600);
    chmodSync(data, 0o664);
    const second = await serving(['--data', data]);
    await clientOf(second.baseUrl).accounts.open({ ...opening, document: '2' });
    second.child.kill('SIGTERM');
    await gone(second);
    expect(statSync(data).mode & 0o777).toBe(0o664);
    expect(readdirSync(place).toSorted()).toEqual(['data.json', ...others].toSorted());
  }, 20_000);

  it('lets one of many servers have the file of one that was killed', async () => {
    const data = join(mkdtempSync(join(folder, 'race-')), 'data.json');
    const first = await serving(['--data', data]);
    first.child.kill('SIGKILL');
    await gone(first);
    expect(existsSync(`${data}.lock`)).toBe(true);
    const many = Array.from({ length: 4 }, () => start(['serve', '--port', '0', '--data', data]));
    const isOver = ({ child, said }: Running): boolean =>
      child.exitCode !== null || said().includes('at http');
    await expect.poll(() => many.every(isOver), { timeout: 15_000 }).toBe(true);
    const serve = many.filter(({ child }) => child.exitCode === null);
    expect(serve).toHaveLength(1);
    for (const each of serve) {
      each.child.kill('SIGTERM');
      await gone(each);
    }
    writeFileSync(`${data}.lock`, '');
    const { code, text } = await ended(start(['serve', '--port', '0', '--data', data]));
    expect(text).toMatch(/in use by another server .*delete .*data\.json\.lock/);
    expect(code).toBe(2);
  }, 240_000);

  it('explains itself', async () => {
    expect(await ended(start(['serve', '--help']))).toMatchObject({
      code: 0,
      text: expect.stringContaining('--seed <file>'),
    });
  });
});

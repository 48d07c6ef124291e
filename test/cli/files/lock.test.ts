import { type ChildProcess, fork, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { lock, lockOf } from '../../../src/cli/files/lock.ts';

const folder = mkdtempSync(join(tmpdir(), 'lock-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const dead = spawnSync(process.execPath, ['-e', '']).pid;
const ofDead = [dead, hostname(), 'some boot 1'].join('\n');
let count = 0;
const freshFile = (): string => {
  count += 1;
  const own = join(folder, String(count));
  mkdirSync(own);
  return join(own, 'data.json');
};
const beside = (file: string): string[] => readdirSync(join(file, '..')).toSorted();

describe('a lock', () => {
  it('keeps others off until it is released, and leaves nothing behind', async () => {
    const file = freshFile();
    const held = await lock(file);
    await expect(lock(file)).rejects.toMatchObject({ holder: `process ${process.pid}`, path: held.path });
    expect(beside(file)).toEqual(['data.json.lock']);
    await held.release();
    expect(beside(file)).toEqual([]);
    await (await lock(file)).release();
  });

  it('of a process that was killed counts for nothing, even in the midst of taking one over', async () => {
    const file = freshFile();
    writeFileSync(`${file}.lock`, ofDead);
    writeFileSync(`${file}.lock.takeover`, ofDead);
    writeFileSync(`${file}.lock.${dead}.1.tmp`, ofDead);
    writeFileSync(`${file}.lock.takeover.${dead}.2.tmp`, ofDead);
    const held = await lock(file);
    expect(readFileSync(held.path, 'utf8')).toMatch(new RegExp(`^${process.pid}\n`));
    expect(beside(file)).toEqual(['data.json.lock']);
    await held.release();
  });

  it.each([
    ['empty', '', /did not say who/],
    ['of something else', 'hello', /did not say who/],
    ['of another machine', `1\nelsewhere\n`, /process 1 on elsewhere/],
    ['of a living process', `${process.ppid}\n${hostname()}\n`, /^process \d+$/],
  ])('that is %s is not a dead one', async (_, content, holder) => {
    const file = freshFile();
    writeFileSync(`${file}.lock`, content);
    await expect(lock(file)).rejects.toMatchObject({ holder: expect.stringMatching(holder) });
    expect(readFileSync(`${file}.lock`, 'utf8')).toBe(content);
    expect(beside(file)).toEqual(['data.json.lock']);
  });

  it('is one for all names of a file', async () => {
    const file = freshFile();
    symlinkSync('data.json', join(file, '..', 'one.json'));
    symlinkSync(join(file, '..', 'one.json'), join(file, '..', 'two.json'));
    expect(await lockOf(join(file, '..', 'two.json'))).toBe(`${file}.lock`);
    const held = await lock(join(file, '..', 'two.json'));
    await expect(lock(file)).rejects.toThrow('held by');
    await held.release();
    symlinkSync('loop', join(file, '..', 'loop'));
    await expect(lock(join(file, '..', 'loop'))).rejects.toThrow('a symbolic link that leads nowhere');
  });

  it('is had by one process only, however many take a dead one over at once', async () => {
    const takers: ChildProcess[] = [];
    try {
      for (let at = 0; at < 6; at += 1) {
        const taker = fork(join(import.meta.dirname, 'taker.ts'));
        takers.push(taker);
        await once(taker, 'message');
      }
      const answers = (message: object): Promise<string[]> =>
        Promise.all(
          takers.map(async (taker) => {
            const answer = once(taker, 'message');
            taker.send(message);
            return String((await answer)[0]);
          }),
        );
      for (let round = 0; round < 60; round += 1) {
        const file = freshFile();
        if (round % 3 !== 0) writeFileSync(`${file}.lock`, ofDead);
        if (round % 3 === 2) writeFileSync(`${file}.lock.takeover`, ofDead);
        const said = await answers({ take: file, at: Date.now() + 20 });
        expect(said.toSorted(), `round ${round}`).toEqual([...Array(5).fill('held'), 'taken']);
        await answers({});
        expect(beside(file)).toEqual([]);
      }
    } finally {
      for (const taker of takers) taker.kill();
    }
  }, 240_000);
});

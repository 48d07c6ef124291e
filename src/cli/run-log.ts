import { createReadStream } from 'node:fs';
import { open, readFile, rm, writeFile } from 'node:fs/promises';
import type { RunLog } from '../csv/index.ts';
import { UsageError } from './usage.ts';

/** The log of a run in a file. */
export interface RunLogFile extends RunLog {
  append(line: string): Promise<void>;
  lines(): AsyncIterable<string>;
  /**
   * Forgets everything, before the first line is read.
   * @throws UsageError when the file is something else than a log, which is not to be lost.
   */
  clear(): Promise<void>;
  /** Writes what is left to the disk and lets the file go. */
  close(): Promise<void>;
  /** Lets the file go and takes it away: the run is through. */
  remove(): Promise<void>;
}

// A forced write costs milliseconds; what a crash of the machine takes away is read from the store again.
const linesOfASync = 256;
// No line of a run is nearly as long: what is longer is none.
const longestLine = 1_048_576;

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';

/** Whether a process lives; one of somebody else lives as well. */
function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Keeps a second run off the same log. The lock of a process that was killed counts for nothing. */
async function lock(file: string): Promise<() => Promise<void>> {
  const path = `${file}.lock`;
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      await writeFile(path, String(process.pid), { flag: 'wx' });
      return () => rm(path, { force: true });
    } catch (error) {
      if (!(error instanceof Error) || !('code' in error) || error.code !== 'EEXIST')
        throw new UsageError(`The run log ${file} cannot be written: name another one by --log.`);
    }
    const pid = Number(await readFile(path, 'utf8').catch(() => ''));
    if (Number.isInteger(pid) && pid > 0 && pid !== process.pid && lives(pid))
      throw new UsageError(
        `Another run works with ${file} (process ${pid}): wait for its end, or name another log by --log.`,
      );
    await rm(path, { force: true });
  }
  throw new UsageError(`Another run works with ${file}: wait for its end, or name another log by --log.`);
}

/** The lines of a file; a torn one at the end is given as it is. */
async function* linesOf(file: string): AsyncGenerator<string, void, void> {
  let rest = '';
  try {
    for await (const piece of createReadStream(file, 'utf8')) {
      const parts = `${rest}${piece}`.split('\n');
      rest = (parts.pop() ?? '').slice(0, longestLine);
      yield* parts;
    }
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
  if (rest !== '') yield rest;
}

/** Whether a file is empty, or begins as a log does: with JSON. */
async function isLog(file: string): Promise<boolean> {
  for await (const line of linesOf(file)) return line.startsWith('{"v":');
  return true;
}

/**
 * Opens the log of a run, and keeps other runs off it. A line is in the file once `append` resolves, so that no `kill`
 * takes it away; every 256 lines, and at the end, all is forced to the disk.
 * @throws UsageError when it cannot be written, or another run works with it.
 */
export async function openRunLog(file: string): Promise<RunLogFile> {
  const unlock = await lock(file);
  const handle = await open(file, 'a').catch(async () => {
    await unlock();
    throw new UsageError(`The run log ${file} cannot be written: name another one by --log.`);
  });
  let waiting: string[] = [];
  let unsynced = 0;
  let going: Promise<void> = Promise.resolve();
  let planned: Promise<void> | undefined;
  const write = async (): Promise<void> => {
    planned = undefined;
    const lines = waiting;
    waiting = [];
    await handle.appendFile(lines.map((line) => `${line}\n`).join(''));
    unsynced += lines.length;
    if (unsynced < linesOfASync) return;
    unsynced = 0;
    await handle.datasync();
  };
  const letGo = async (): Promise<void> => {
    await planned;
    await going;
    await handle.datasync();
    await handle.close();
  };
  return {
    lines: () => linesOf(file),
    clear: async () => {
      if (!(await isLog(file)))
        throw new UsageError(`${file} is no run log, and is left as it is: name another one by --log.`);
      await handle.truncate(0);
    },
    // Lines that come while others are being written go out together.
    append: (line) => {
      waiting.push(line);
      if (planned === undefined) {
        planned = going.then(write);
        going = planned.catch(() => undefined);
      }
      return planned;
    },
    close: async () => {
      await letGo();
      await unlock();
    },
    remove: async () => {
      await letGo();
      await rm(file, { force: true });
      await unlock();
    },
  };
}

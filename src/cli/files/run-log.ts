import { createReadStream } from 'node:fs';
import { open, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { RunLog } from '../../bulk/index.ts';
import { UsageError } from '../usage.ts';
import { FileError, systemCode } from './files.ts';
import { HeldError, lock } from './lock.ts';

/** The log of a run in a file. */
export interface RunLogFile extends RunLog {
  append(line: string): Promise<void>;
  sync(): Promise<void>;
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

// No line of a run is nearly as long: what is longer is none.
const longestLine = 1_048_576;

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
    if (systemCode(error) !== 'ENOENT') throw error;
  }
  if (rest !== '') yield rest;
}

/** Whether a file is empty, or begins as a log does: with JSON. */
async function isLog(file: string): Promise<boolean> {
  for await (const line of linesOf(file)) return line.startsWith('{"v":');
  return true;
}

/** Makes the names in a folder outlast a crash of the machine, where the system can. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder).catch(() => undefined);
  await handle
    ?.sync()
    .catch(() => undefined)
    .finally(() => handle.close());
}

/**
 * Opens the log of a run, and keeps other runs off it. A line is in the file once `append` resolves, so that no `kill`
 * takes it away; `sync`, and the end, force all to the disk.
 * @throws UsageError when it cannot be written, or another run works with it.
 */
export async function openRunLog(file: string): Promise<RunLogFile> {
  const found = await stat(file).catch(() => undefined);
  // A device or a pipe gives nothing back, or never ends.
  if (found !== undefined && !found.isFile())
    throw new UsageError(`${file} is no file, and cannot be a run log: name another one by --log.`);
  const refused = (error: unknown): never => {
    if (error instanceof HeldError)
      throw new UsageError(
        `Another run works with ${file} (${error.holder}): wait for its end, or name another log by --log. If no run works, delete ${error.path}.`,
      );
    if (error instanceof UsageError) throw error;
    const code = systemCode(error);
    throw new UsageError(
      `The run log ${file} cannot be written${code === undefined ? '' : ` (${code})`}: name another one by --log.`,
    );
  };
  const { release: unlock } = await lock(file).catch(refused);
  const handle = await open(file, 'a').catch(async (error: unknown) => {
    await unlock();
    return refused(error);
  });
  const named = (error: unknown): never => {
    const code = systemCode(error);
    throw code === undefined ? error : new FileError(`The run log ${file} cannot be written (${code}).`);
  };
  let waiting: string[] = [];
  let isNamed = false;
  let going: Promise<void> = Promise.resolve();
  let planned: Promise<void> | undefined;
  const write = async (): Promise<void> => {
    planned = undefined;
    const lines = waiting;
    waiting = [];
    await handle.appendFile(lines.map((line) => `${line}\n`).join(''));
  };
  const sync = async (): Promise<void> => {
    await handle.datasync();
    if (isNamed) return;
    isNamed = true;
    await syncFolder(dirname(file));
  };
  const letGo = async (forced: boolean): Promise<void> => {
    try {
      await planned;
      await going;
      if (forced) await sync();
    } finally {
      await handle.close().finally(unlock);
    }
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
        planned = going.then(write).catch(named);
        going = planned.catch(() => undefined);
      }
      return planned;
    },
    sync: () => sync().catch(named),
    close: () => letGo(true).catch(named),
    remove: async () => {
      // Before the lock goes: nobody else is to lose a log that has just begun.
      try {
        await rm(file, { force: true });
      } finally {
        await letGo(false).catch(named);
      }
    },
  };
}

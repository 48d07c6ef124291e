import { readFile, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { systemCode } from './files.ts';

/** The name of the file that keeps other processes off a file. */
export const lockOf = (file: string): string => `${file}.lock`;

/** Whether a process lives; one of somebody else lives as well. */
function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemCode(error) === 'EPERM';
  }
}

/** When a process began, where the system tells: numbers of processes come again. */
async function birthOf(pid: number): Promise<string | undefined> {
  try {
    const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8');
    const facts = await readFile(`/proc/${pid}/stat`, 'utf8');
    // The name stands in brackets and may have anything in it; the start is the 20th thing behind it.
    const began = facts.slice(facts.lastIndexOf(')') + 2).split(' ')[19];
    return `${boot.trim()} ${began}`;
  } catch {
    return undefined;
  }
}

/** Who holds a lock, for people; `undefined` when nobody does any more. */
async function holderOf(lock: string): Promise<string | undefined> {
  const [first = '', host = '', birth = ''] = lock.split('\n');
  const pid = Number(first);
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  // Of a process on another machine nobody here can tell.
  if (host !== '' && host !== hostname()) return `process ${pid} on ${host}`;
  if (!lives(pid)) return undefined;
  const began = await birthOf(pid);
  const same = birth !== '' && began !== undefined ? birth === began : pid !== process.pid;
  return same ? `process ${pid}` : undefined;
}

/** A lock that somebody has. */
export class HeldError extends Error {
  readonly holder: string;

  constructor(holder: string) {
    super(`held by ${holder}`);
    this.holder = holder;
  }
}

/**
 * Keeps other processes off a file, until the answer is called. The lock of a process that was killed counts for
 * nothing.
 * @throws HeldError when another process has it, and the system's own error when none can be made.
 */
export async function lock(file: string): Promise<() => Promise<void>> {
  const path = lockOf(file);
  const own = [process.pid, hostname(), (await birthOf(process.pid)) ?? ''].join('\n');
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      await writeFile(path, own, { flag: 'wx' });
      return () => rm(path, { force: true });
    } catch (error) {
      if (systemCode(error) !== 'EEXIST') throw error;
    }
    const holder = await holderOf(await readFile(path, 'utf8').catch(() => ''));
    if (holder !== undefined) throw new HeldError(holder);
    await rm(path, { force: true });
  }
  throw new HeldError('a process that has just begun');
}

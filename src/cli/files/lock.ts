import { link, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { systemCode } from './files.ts';
import { behindLinks } from './links.ts';

/** The name of the file that keeps other processes off a file, under whatever name they know it. */
export const lockOf = async (file: string): Promise<string> => `${await behindLinks(file)}.lock`;

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

/** Who holds a lock, for people; `undefined` when the process that held it is no more. */
async function holderOf(lock: string): Promise<string | undefined> {
  const [first = '', host = '', birth = ''] = lock.split('\n');
  const pid = Number(first);
  // No process leaves such a one: somebody else made it, and knows what for.
  if (!/^\d+$/.test(first) || pid === 0) return 'somebody who did not say who';
  // Of a process on another machine nothing can be found out here.
  if (host !== '' && host !== hostname()) return `process ${pid} on ${host}`;
  if (!lives(pid)) return undefined;
  const began = await birthOf(pid);
  const same = birth !== '' && began !== undefined ? birth === began : pid !== process.pid;
  return same ? `process ${pid}` : undefined;
}

/** A lock that somebody has. */
export class HeldError extends Error {
  readonly holder: string;
  /** The file that is the lock: where nobody holds it in truth, it can be deleted. */
  readonly path: string;

  constructor(holder: string, path: string) {
    super(`held by ${holder}`);
    this.holder = holder;
    this.path = path;
  }
}

let made = 0;

/** Writes a file that is whole before it has a name that anybody looks for. */
async function writeAside(path: string, content: string): Promise<string> {
  made += 1;
  const aside = `${path}.${process.pid}.${made}.tmp`;
  const handle = await open(aside, 'w', 0o600);
  try {
    await handle.writeFile(content);
  } finally {
    await handle.close();
  }
  return aside;
}

/** Gives a whole file its name, unless somebody has it. */
async function nameIt(aside: string, path: string, content: string): Promise<boolean> {
  try {
    await link(aside, path);
    return true;
  } catch (error) {
    const code = systemCode(error);
    if (code === 'EEXIST') return false;
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'EOPNOTSUPP' && code !== 'ENOSYS') throw error;
  }
  // A file system without links: for a moment the lock is empty, and counts as held.
  try {
    const handle = await open(path, 'wx', 0o600);
    await handle.writeFile(content).finally(() => handle.close());
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    throw error;
  }
}

const read = (path: string): Promise<string | undefined> =>
  readFile(path, 'utf8').catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  });

/** Whoever takes over a lock takes a lock for that first, and that one may be a dead one as well. */
const deepest = 3;

/** Takes the lock at a path. Throws `HeldError`. */
async function take(path: string, content: string, depth: number): Promise<void> {
  const aside = await writeAside(path, content);
  try {
    for (let attempt = 0; attempt < 100; attempt += 1) {
      if (await nameIt(aside, path, content)) return;
      const present = await read(path);
      if (present === undefined) continue;
      const holder = depth > deepest ? 'processes that are no more' : await holderOf(present);
      if (holder !== undefined) throw new HeldError(holder, path);
      if (await takeOver(path, aside, depth)) return;
    }
    throw new HeldError('processes that come and go', path);
  } finally {
    await rm(aside, { force: true });
  }
}

/**
 * Puts a lock in the place of a dead one. One process at a time may do so, and it looks again first: what was dead may
 * have been taken over meanwhile. Nobody else takes a dead lock away, so what is dead now stays until it is replaced.
 */
async function takeOver(path: string, aside: string, depth: number): Promise<boolean> {
  const gate = `${path}.takeover`;
  await take(gate, await ownContent(), depth + 1).catch((error: unknown) => {
    // Whoever is there is about to have the lock.
    if (error instanceof HeldError) throw new HeldError(error.holder, path);
    throw error;
  });
  try {
    const present = await read(path);
    const holder = present === undefined ? undefined : await holderOf(present);
    if (present === undefined || holder !== undefined) return false;
    await rename(aside, path);
    return true;
  } finally {
    await rm(gate, { force: true });
  }
}

/** Takes away what takers left that were killed in the midst of it. */
async function sweep(path: string): Promise<void> {
  const name = basename(path);
  for (const beside of await readdir(dirname(path))) {
    const [, pid] = /^(?:\.takeover)*\.(\d+)\.\d+\.tmp$/.exec(beside.slice(name.length)) ?? [];
    if (pid !== undefined && beside.startsWith(name) && !lives(Number(pid)))
      await rm(join(dirname(path), beside), { force: true });
  }
}

async function ownContent(): Promise<string> {
  return [process.pid, hostname(), (await birthOf(process.pid)) ?? ''].join('\n');
}

/** A lock that this process has. */
export interface Lock {
  readonly path: string;
  release(): Promise<void>;
}

/**
 * Keeps other processes off a file, under whatever name they know it, until the lock is released. The lock of a process
 * that was killed counts for nothing, and one that says nothing counts as held.
 * @throws HeldError when another process has it, `UsageError` for links that lead nowhere, and the system's own error when none can be made.
 */
export async function lock(file: string): Promise<Lock> {
  const path = await lockOf(file);
  await take(path, await ownContent(), 0);
  await sweep(path);
  return { path, release: () => rm(path, { force: true }) };
}

import { rmSync } from 'node:fs';
import { readFile, readlink, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { Stores } from '../../adapters/emulator/stores.ts';
import { isCustomerCreditError } from '../../errors/index.ts';
import type { Snapshot } from '../../reference/control/snapshot-types.ts';
import type { Clock } from '../../reference/engine/clock.ts';
import { formatInstant } from '../../values/instant.ts';
import { machineNow } from '../clock.ts';
import { reasonOf } from '../terminal/text.ts';
import { UsageError } from '../usage.ts';
import { systemCode } from './files.ts';
import { HeldError, lock, lockOf } from './lock.ts';

/** Keeps the stores of a server in a file. */
export interface DataFile {
  /** Resolves when everything that was changed so far is in the file. */
  save(): Promise<void>;
  /** Resolves when no save is going on or waiting. After one that failed it saves again. */
  settled(): Promise<void>;
}

export interface DataFileOptions {
  /** Whether time stands still, at a moment that was given. */
  readonly isTimeGiven: boolean;
  /** Says in a line what is not as one might expect. */
  tell(line: string): void;
}

interface Content {
  readonly stores: Readonly<Record<string, Snapshot>>;
  /** The names of the stores for which callers were named. Their credentials are in no file. */
  readonly guarded: readonly string[];
  /** The machine's time of the last save, epoch milliseconds. */
  readonly at: number | undefined;
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Where a file lies, behind symbolic links: what is put in its place must not take the place of a link. */
async function behindLinks(file: string): Promise<string> {
  let at = resolve(file);
  for (let depth = 0; depth < 40; depth += 1) {
    const target = await readlink(at).catch(() => undefined);
    if (target === undefined) return at;
    at = resolve(dirname(at), target);
  }
  throw new UsageError(`--data: the file ${file} is a symbolic link that leads nowhere`);
}

async function read(file: string): Promise<Content> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return '{"stores":{}}';
    throw new UsageError(`--data: the file ${file} cannot be read: ${reasonOf(error)}`);
  });
  try {
    const { stores, guarded = [], at } = JSON.parse(text.replace(/^\uFEFF/, ''));
    const isTime = at === undefined || Number.isSafeInteger(at);
    if (isObject(stores) && Array.isArray(guarded) && isTime)
      return { stores: { ...stores }, guarded: guarded.map(String), at };
  } catch {
    // Said below, as for any other content.
  }
  throw new UsageError(`--data: the file ${file} is not one that this program wrote`);
}

/** Makes sure that one server alone writes a file. */
async function claim(file: string): Promise<void> {
  await lock(file).catch((error: unknown) => {
    if (error instanceof HeldError)
      throw new UsageError(
        `--data: the file ${file} is in use by another server (${error.holder}). If none runs, delete ${lockOf(file)}.`,
      );
    throw new UsageError(`--data: the file ${file} cannot be written: ${reasonOf(error)}`);
  });
  process.once('exit', () => rmSync(lockOf(file), { force: true }));
}

/** Goes on in time: by the machine's clock unless time was given, and never back. */
function goOn(
  clock: Clock,
  beginning: number,
  at: number | undefined,
  options: DataFileOptions,
  where: string,
): void {
  const left = clock.now();
  if (options.isTimeGiven) {
    if (beginning >= left) clock.set(beginning);
    else {
      const times = `--now is ${formatInstant(beginning)}, but ${where} has come to ${formatInstant(left)}`;
      options.tell(`${times}: that counts, as time never goes back.`);
    }
    return;
  }
  // What was moved ahead of the machine's clock stays ahead of it, by as much.
  const passed = at === undefined ? 0 : Math.max(0, machineNow() - at);
  clock.set(Math.max(beginning, left + passed));
}

/**
 * Takes the stores to what the file holds. A save writes a new file and puts it in the place of the old one, so that
 * there is a whole file at any moment; saves asked for while one is going on are done together. Throws `UsageError`
 * where the file cannot be used.
 */
export async function openDataFile(
  named: string,
  stores: Stores,
  options: DataFileOptions,
): Promise<DataFile> {
  const file = await behindLinks(named);
  await claim(file);
  const { stores: kept, guarded, at } = await read(file);
  for (const [name, snapshot] of Object.entries(kept)) {
    const where = `the store ${name} in ${file}`;
    try {
      const { control } = stores.store(name);
      const beginning = control.clock.now();
      control.restore(snapshot);
      goOn(control.clock, beginning, at, options, where);
    } catch (error) {
      if (!isCustomerCreditError(error)) throw error;
      throw new UsageError(`--data: ${where} is not one that this program wrote: ${error.message}`);
    }
  }
  const open = guarded.find((name) => stores.store(name).control.callers().length === 0);
  if (open !== undefined)
    throw new UsageError(
      `--data: callers were named for the store ${open} in ${file}, and credentials are in no file: name them again with --seed or --permissions`,
    );
  let going = Promise.resolve();
  let waiting: Promise<void> | undefined;
  let hasFailed = false;
  const write = async (): Promise<void> => {
    waiting = undefined;
    hasFailed = true;
    const controls = stores.names().map((name) => [name, stores.store(name).control] as const);
    const content = {
      at: machineNow(),
      guarded: controls.flatMap(([name, control]) => (control.callers().length > 0 ? [name] : [])),
      stores: Object.fromEntries(controls.map(([name, control]) => [name, control.snapshot()])),
    };
    const fresh = `${file}.${process.pid}.tmp`;
    try {
      await writeFile(fresh, JSON.stringify(content));
      await rename(fresh, file);
      hasFailed = false;
    } catch (error) {
      await rm(fresh, { force: true }).catch(() => undefined);
      throw new Error(
        `the file ${file} could not be written, what was done is kept in memory only: ${reasonOf(error)}`,
      );
    }
  };
  let last = Promise.resolve();
  const save = (): Promise<void> => {
    if (waiting === undefined) {
      waiting = going.then(write);
      last = waiting;
      going = waiting.catch(() => undefined);
    }
    return waiting;
  };
  await save().catch((error: unknown) => {
    throw new UsageError(`--data: ${reasonOf(error)}`);
  });
  return { save, settled: () => (hasFailed ? save() : last) };
}

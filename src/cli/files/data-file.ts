import { rmSync } from 'node:fs';
import { open, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { dataIdOf } from '../../adapters/emulator/emulator.ts';
import type { Stores } from '../../adapters/emulator/index.ts';
import { jsonPieces } from '../../adapters/emulator/json/pieces.ts';
import { isCustomerCreditError } from '../../index.ts';
import type { Clock, Snapshot } from '../../reference/index.ts';
import { formatInstant } from '../../values/instant.ts';
import { isRecord } from '../../values/record.ts';
import { machineNow } from '../clock.ts';
import { reasonOf } from '../terminal/text.ts';
import { UsageError } from '../usage.ts';
import { systemCode } from './files.ts';
import { NotJsonError, readJsonFile, unreadable } from './json-file.ts';
import { behindLinks } from './links.ts';
import { HeldError, lock } from './lock.ts';

/** Keeps the stores of a server in a file. */
export interface DataFile {
  /** Resolves when everything that was changed so far is in the file. */
  save(): Promise<void>;
  /** Resolves when no save is going on or waiting. After one that failed it saves again. */
  saved(): Promise<void>;
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
  /** Names the data of each store, for the run logs of others. */
  readonly ids: Readonly<Record<string, unknown>>;
}

/** What is in each of them, restoring checks. */
const areSnapshots = (value: unknown): value is Record<string, Snapshot> => isRecord(value);

const isTime = (value: unknown): value is number | undefined =>
  value === undefined || Number.isSafeInteger(value);

async function read(file: string): Promise<Content> {
  const content = await readJsonFile(file).catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return { stores: {} };
    if (error instanceof NotJsonError && error.message === 'is not JSON') return undefined;
    if (error instanceof NotJsonError) throw new UsageError(`--data: the file ${file} ${error.message}`);
    throw new UsageError(`--data: the file ${file} ${unreadable(error)}`);
  });
  const fields: Record<string, unknown> = isRecord(content) ? { ...content } : {};
  const { stores, guarded = [], at, ids = {} } = fields;
  if (areSnapshots(stores) && Array.isArray(guarded) && isTime(at) && isRecord(ids))
    return { stores, guarded: guarded.map(String), at, ids };
  throw new UsageError(`--data: the file ${file} is not one that this program wrote`);
}

/** How long a save may take, in milliseconds, for its data to be known as the same. */
const longestSave = 10_000;

/**
 * Whether a file is as the last save left it, by its times. What was done since is missing in one that was put back from a
 * copy: nobody may take those data for the same.
 */
async function isAsSaved(file: string, at: number | undefined): Promise<boolean> {
  const found = await stat(file).catch(() => undefined);
  if (found === undefined || at === undefined) return false;
  return Math.abs(found.mtimeMs - at) < 1 && Math.abs(found.ctimeMs - at) < longestSave;
}

/** Why a file cannot be written, and what to do. */
function unwritable(file: string, error: unknown): UsageError {
  const code = systemCode(error);
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return new UsageError(
      `--data: the folder ${dirname(file)} does not exist: make it first, or name another`,
    );
  return new UsageError(`--data: the file ${file} cannot be written: ${reasonOf(error)}`);
}

/** Makes sure that one server alone writes a file, and takes away what killed ones left beside it. */
async function claim(file: string): Promise<void> {
  const held = await lock(file).catch((error: unknown) => {
    if (error instanceof HeldError)
      throw new UsageError(
        `--data: the file ${file} is in use by another server (${error.holder}). If none runs, delete ${error.path}.`,
      );
    throw unwritable(file, error);
  });
  process.once('exit', () => rmSync(held.path, { force: true }));
  const name = basename(file);
  for (const beside of await readdir(dirname(file))) {
    const isOurs = beside.startsWith(`${name}.`) && /^\d+\.tmp$/.test(beside.slice(name.length + 1));
    if (isOurs) await rm(join(dirname(file), beside), { force: true });
  }
}

/** A file of this size is said to be large: it is written whole at each change. */
const largeFile = 104_857_600;

/** Writes a file beside another, with its mode; for its owner alone where there is none yet. */
async function writeBeside(file: string, fresh: string, content: { readonly at: number }): Promise<number> {
  const mode = await stat(file).then(
    (found) => found.mode & 0o777,
    () => 0o600,
  );
  const handle = await open(fresh, 'w', mode);
  let size = 0;
  try {
    // What the process takes away from the mode of new files is no part of an old one's.
    await handle.chmod(mode);
    for (const piece of jsonPieces(content)) size += (await handle.write(piece)).bytesWritten;
    const at = new Date(content.at);
    await handle.utimes(at, at);
  } finally {
    await handle.close();
  }
  return size;
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
  const { stores: kept, guarded, at, ids } = await read(file);
  const isSame = await isAsSaved(file, at);
  for (const [name, snapshot] of Object.entries(kept)) {
    const where = `the store ${name} in ${file}`;
    try {
      const store = stores.store(name);
      const { control } = store;
      const beginning = control.clock.now();
      control.restore(snapshot);
      const id = ids[name];
      if (isSame && typeof id === 'string') dataIdOf(store, id);
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
  let isLarge = false;
  const write = async (): Promise<void> => {
    waiting = undefined;
    hasFailed = true;
    const each = stores.names().map((name) => [name, stores.store(name)] as const);
    const controls = each.map(([name, { control }]) => [name, control] as const);
    const content = {
      at: machineNow(),
      guarded: controls.flatMap(([name, control]) => (control.callers().length > 0 ? [name] : [])),
      ids: Object.fromEntries(each.map(([name, store]) => [name, dataIdOf(store)])),
      stores: Object.fromEntries(controls.map(([name, control]) => [name, control.snapshot()])),
    };
    const fresh = `${file}.${process.pid}.tmp`;
    try {
      const size = await writeBeside(file, fresh, content);
      await rename(fresh, file);
      if (size >= largeFile && !isLarge)
        options.tell(
          `--data: the file ${file} has ${Math.round(size / 1_048_576)} MB, and is written whole at each change.`,
        );
      isLarge = size >= largeFile;
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
  return { save, saved: () => (hasFailed ? save() : last) };
}

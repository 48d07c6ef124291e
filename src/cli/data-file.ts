import { readFile, rename, writeFile } from 'node:fs/promises';
import type { Stores } from '../emulator/stores.ts';
import type { Snapshot } from '../memory/snapshot.ts';
import { UsageError } from './usage.ts';

/** Keeps the stores of a server in a file. */
export interface DataFile {
  /** Resolves when everything that was changed so far is in the file. */
  save(): Promise<void>;
}

async function read(file: string): Promise<Readonly<Record<string, Snapshot>>> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '{"stores":{}}';
    throw new UsageError(`--data: the file ${file} cannot be read`);
  });
  try {
    const { stores } = JSON.parse(text);
    if (typeof stores === 'object' && stores !== null) return stores;
  } catch {
    // Said below, as for any other content.
  }
  throw new UsageError(`--data: the file ${file} is not one that this program wrote`);
}

/**
 * Takes the stores to what the file holds. A save writes a new file and puts it in the place of the old one, so that
 * there is a whole file at any moment; saves asked for while one is going on are done together.
 */
export async function openDataFile(file: string, stores: Stores): Promise<DataFile> {
  for (const [name, snapshot] of Object.entries(await read(file)))
    stores.store(name).control.restore(snapshot);
  let going = Promise.resolve();
  let waiting: Promise<void> | undefined;
  const write = async (): Promise<void> => {
    waiting = undefined;
    const content = Object.fromEntries(
      stores.names().map((name) => [name, stores.store(name).control.snapshot()]),
    );
    const fresh = `${file}.${process.pid}.tmp`;
    await writeFile(fresh, JSON.stringify({ stores: content }));
    await rename(fresh, file);
  };
  return {
    save: () => {
      if (waiting === undefined) {
        waiting = going.then(write);
        going = waiting.catch(() => undefined);
      }
      return waiting;
    },
  };
}

import { createReadStream } from 'node:fs';
import {
  access,
  constants,
  type FileHandle,
  lstat,
  open,
  realpath,
  rename,
  rm,
  stat,
} from 'node:fs/promises';
import { resolve } from 'node:path';
import type { CsvSource } from '../../bulk/index.ts';
import { UsageError } from '../usage.ts';
import { sourceOfStdin, stdinName } from './stdin.ts';

/** A file that could not be written once the work had begun: said in a line. Ends the program with 1. */
export class FileError extends Error {}

/** The code of an error of the system's; `undefined` for any other. */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && 'syscall' in error ? String(error.code) : undefined;
}

/** A file to read, from its beginning each time; `-` is what is piped in. Throws `UsageError` for one that cannot be read. */
export async function sourceOf(file: string): Promise<CsvSource> {
  if (file === stdinName) return sourceOfStdin();
  const found = await stat(file).catch(() => undefined);
  if (found === undefined) throw new UsageError(`The file ${file} cannot be read: is there one?`);
  // It is read twice, which a pipe cannot be.
  if (!found.isFile()) throw new UsageError(`${file} is no file: save what is to be read as one.`);
  return () => createReadStream(file);
}

/** The same for each name of a file. */
async function identityOf(file: string): Promise<string> {
  const found = await stat(file, { bigint: true }).catch(() => undefined);
  return found === undefined ? resolve(file) : `${found.dev}:${found.ino}`;
}

/** Throws `UsageError` where one file would be written over another: the CSV, the log and the report. */
export async function needApart(...files: ReadonlyArray<string | undefined>): Promise<void> {
  const named = files.flatMap((file) => (file === undefined ? [] : [file]));
  const same = await Promise.all(named.map(identityOf));
  if (new Set(same).size < same.length)
    throw new UsageError('The CSV, --log and --report have to be different files.');
}

/** The name under which a file is written until it is whole. */
export const unfinished = (file: string): string => `${file}.tmp`;

/** A file under way: it stands in its place once it is whole, and never in part. */
export interface FileToBe {
  /** Throws `FileError` where it cannot be written, as `keep` does. */
  write(piece: Uint8Array | string): Promise<void>;
  /** Puts the file in its place. */
  keep(): Promise<void>;
  /** Takes back what was not kept. */
  drop(): Promise<void>;
}

interface Place {
  readonly handle: FileHandle;
  /** Where the content stands until it is whole; `undefined` where it is written in place. */
  readonly fresh?: string;
  readonly target: string;
}

/** Opens what a content is written to. A link is followed, a device or a pipe is written as it is. */
async function placeOf(file: string): Promise<Place> {
  const found = await stat(file).catch(() => undefined);
  const link = found === undefined && (await lstat(file).catch(() => undefined));
  const special = found !== undefined && !found.isFile();
  // A link to nothing as well: what it names is made by opening it.
  if (special || link || /^\/(?:dev|proc)\//.test(resolve(file)))
    return { handle: await open(file, special ? 'a' : 'w'), target: file };
  if (found !== undefined) await access(file, constants.W_OK);
  const target = found === undefined ? file : await realpath(file);
  // Always the same name: what a kill leaves behind goes with the next one.
  const fresh = unfinished(target);
  await rm(fresh, { force: true });
  const mode = found === undefined ? undefined : found.mode & 0o777;
  const handle = await open(fresh, 'wx', mode);
  // What the process takes away from the mode of new files is no part of an old one's.
  if (mode !== undefined) await handle.chmod(mode);
  return { handle, fresh, target };
}

const failed = (file: string, error: unknown): string | undefined => {
  const code = systemCode(error);
  return code === undefined ? undefined : `The file ${file} cannot be written (${code}).`;
};

/** Begins a file. Throws `UsageError` where none can be written. */
export async function beginFile(file: string): Promise<FileToBe> {
  const { handle, fresh, target } = await placeOf(file).catch((error: unknown) => {
    const text = failed(file, error);
    throw text === undefined ? error : new UsageError(text);
  });
  const tried = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      const text = failed(file, error);
      throw text === undefined ? error : new FileError(text);
    }
  };
  let closed = false;
  const close = async (): Promise<void> => {
    if (closed) return;
    closed = true;
    await handle.close();
  };
  return {
    write: (piece) => tried(() => handle.writeFile(piece)),
    keep: () =>
      tried(async () => {
        if (fresh !== undefined) await handle.sync();
        await close();
        if (fresh !== undefined) await rename(fresh, target);
      }),
    drop: async () => {
      await close().catch(() => undefined);
      if (fresh !== undefined) await rm(fresh, { force: true });
    },
  };
}

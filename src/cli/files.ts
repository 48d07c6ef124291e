import { createReadStream } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { CsvSource } from '../csv/index.ts';
import { UsageError } from './usage.ts';

/** A file to read, from its beginning each time. Throws `UsageError` for one that cannot be read. */
export async function sourceOf(file: string): Promise<CsvSource> {
  const found = await stat(file).catch(() => undefined);
  if (found === undefined) throw new UsageError(`The file ${file} cannot be read: is there one?`);
  // It is read twice, which a pipe cannot be.
  if (!found.isFile()) throw new UsageError(`${file} is no file: save what is to be read as one.`);
  return () => createReadStream(file);
}

/** Throws `UsageError` where one file would be written over another: the CSV, the log and the report. */
export function needApart(...files: ReadonlyArray<string | undefined>): void {
  const paths = files.flatMap((file) => (file === undefined ? [] : resolve(file)));
  if (new Set(paths).size < paths.length)
    throw new UsageError('The CSV, --log and --report have to be different files.');
}

/** The system's error in the words of the program. */
function mended(file: string, error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error) || !('syscall' in error)) return error;
  return new UsageError(`The file ${file} cannot be written (${String(error.code)}).`);
}

/** A file under way: it stands in its place once it is whole, and never in part. */
export interface FileToBe {
  write(piece: Uint8Array | string): Promise<void>;
  /** Puts the file in its place. */
  keep(): Promise<void>;
  /** Takes back what was not kept. */
  drop(): Promise<void>;
}

/** Begins a file. Throws `UsageError` where none can be written. */
export async function beginFile(file: string): Promise<FileToBe> {
  // Always the same name: what a kill leaves behind is written over by the next one.
  const fresh = `${file}.tmp`;
  try {
    const handle = await open(fresh, 'w');
    const tried = <Result>(work: Promise<Result>): Promise<Result> =>
      work.catch((error: unknown) => {
        throw mended(file, error);
      });
    let closed = false;
    const close = async (): Promise<void> => {
      if (closed) return;
      closed = true;
      await handle.close();
    };
    return {
      write: async (piece) => {
        await tried(handle.writeFile(piece));
      },
      keep: async () => {
        await tried(
          handle
            .sync()
            .then(close)
            .then(() => rename(fresh, file)),
        );
      },
      drop: async () => {
        await close();
        await rm(fresh, { force: true });
      },
    };
  } catch (error) {
    throw mended(file, error);
  }
}

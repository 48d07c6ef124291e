import { createReadStream } from 'node:fs';
import { decoded } from '../../adapters/emulator/json/decode.ts';
import { readJson } from '../../adapters/emulator/json/read.ts';
import { reasonOf } from '../terminal/text.ts';
import { systemCode } from './files.ts';

/** What is wrong with a file, behind its name: for the person who has to mend it. */
export class NotJsonError extends Error {}

/** Why a file could not be opened, behind its name. */
export function unreadable(error: unknown): string {
  const said: Readonly<Record<string, string>> = {
    ENOENT: 'there is no such file',
    ENOTDIR: 'there is no such file',
    EISDIR: 'it is a folder',
    EACCES: 'you are not allowed to',
  };
  return `cannot be read: ${said[systemCode(error) ?? ''] ?? reasonOf(error)}`;
}

/** The bytes of a file. Editors and shells of Windows write UTF-16, which has a mark, or a zero in its first sign. */
async function* bytesOf(file: string): AsyncGenerator<Uint8Array, void, void> {
  let isFirst = true;
  for await (const piece of createReadStream(file)) {
    if (!(piece instanceof Uint8Array)) throw new TypeError('a file is read in bytes');
    const [first, second] = piece;
    const isMarked = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
    if (isFirst && (isMarked || first === 0 || second === 0))
      throw new NotJsonError('is in UTF-16: save it as UTF-8');
    isFirst = false;
    yield piece;
  }
}

/**
 * The content of a file of JSON, however long.
 * @throws NotJsonError saying what is wrong with it, and the system's own error where it cannot be read.
 */
export async function readJsonFile(file: string): Promise<unknown> {
  try {
    return await readJson(decoded(bytesOf(file)));
  } catch (error) {
    if (systemCode(error) !== undefined || error instanceof NotJsonError) throw error;
    if (error instanceof SyntaxError) throw new NotJsonError('is not JSON');
    throw new NotJsonError('is not in UTF-8: save it as UTF-8');
  }
}

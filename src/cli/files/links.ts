import { readlink } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { UsageError } from '../usage.ts';

/**
 * Where a file lies, behind symbolic links: what is put in its place must not take the place of a link, and two names
 * of a file are one file.
 * @throws UsageError for links that lead in a circle.
 */
export async function behindLinks(file: string): Promise<string> {
  let at = resolve(file);
  for (let depth = 0; depth < 40; depth += 1) {
    const target = await readlink(at).catch(() => undefined);
    if (target === undefined) return at;
    at = resolve(dirname(at), target);
  }
  throw new UsageError(`The file ${file} is a symbolic link that leads nowhere.`);
}

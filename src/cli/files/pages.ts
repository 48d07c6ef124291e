import { readdir, readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import type { Assets } from '../../adapters/emulator/index.ts';
import { UsageError } from '../usage.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Where the screens may lie: beside the built program, and where the build puts them when it runs from its source. */
const folders = ['../ui/', '../../../dist/ui/'].map((path) => new URL(path, import.meta.url));

/**
 * The screens as files to serve.
 * @throws UsageError when they were not built.
 */
export async function readPages(): Promise<Assets> {
  for (const folder of folders) {
    const names = await readdir(folder).catch((): string[] => []);
    if (!names.includes('index.html')) continue;
    const files = await Promise.all(
      names.flatMap((name) => {
        const type = types[extname(name)];
        return type === undefined
          ? []
          : [readFile(new URL(name, folder)).then((body) => ({ name, type, body }))];
      }),
    );
    return new Map(
      files.map(({ name, type, body }) => [
        name === 'index.html' ? '/' : `/${name}`,
        { type, body: new Uint8Array(body) },
      ]),
    );
  }
  throw new UsageError('--ui: the screens were not built; npm run build makes them');
}

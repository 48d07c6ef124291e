import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../docs/markdown.ts';
import { compiled, type Folder } from './program.ts';

interface Ran {
  readonly code: unknown;
  /** What it printed, and wrote as errors. */
  readonly out: string;
  readonly err: string;
}

/**
 * A shell in a folder in which the program is called `name`, set up by the environment for the store at `url`. `before`
 * are words of the shell that come before the program is run.
 */
export function shellIn(
  files: Folder,
  url: string,
  name: string,
  before = '',
): (code: string) => Promise<Ran> {
  const program = join(root, 'src', 'cli', 'main.ts');
  chmodSync(files.file(name, `#!/bin/sh\n${before}exec '${process.execPath}' '${program}' "$@"\n`), 0o755);
  return async (code: string): Promise<Ran> => {
    const child = spawn('sh', ['-ec', code], {
      cwd: files.path,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        NODE_COMPILE_CACHE: compiled,
        PATH: `${files.path}:${process.env['PATH']}`,
        VTEX_ACCOUNT: 'mystore',
        VTEX_APP_KEY: 'any',
        VTEX_APP_TOKEN: 'any',
        VTEX_BASE_URL: url,
      },
    });
    const said = { out: '', err: '' };
    child.stdout.setEncoding('utf8').on('data', (part: string) => {
      said.out += part;
    });
    child.stderr.setEncoding('utf8').on('data', (part: string) => {
      said.err += part;
    });
    const [ended] = await once(child, 'close');
    return { code: ended, ...said };
  };
}

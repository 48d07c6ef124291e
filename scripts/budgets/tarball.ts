import { execFile } from 'node:child_process';
import { globSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '../entries.ts';

const run = promisify(execFile);

/** The bytes of what `npm pack` makes. */
export async function packedSize(): Promise<number> {
  const work = mkdtempSync(join(tmpdir(), 'packed-'));
  try {
    await run('npm', ['pack', '--ignore-scripts', '--pack-destination', work], { cwd: root });
    const [tarball] = globSync('*.tgz', { cwd: work });
    if (tarball === undefined) throw new Error('npm pack wrote no tarball');
    return statSync(join(work, tarball)).size;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

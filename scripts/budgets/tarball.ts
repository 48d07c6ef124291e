import { execFile } from 'node:child_process';
import { globSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '../entries.ts';

const run = promisify(execFile);

/** The bytes of what `npm pack` makes: of all but the screens, and what the screens and their pictures add. */
export async function packedSizes(): Promise<{ readonly library: number; readonly screens: number }> {
  const work = mkdtempSync(join(tmpdir(), 'packed-'));
  try {
    await run('npm', ['pack', '--ignore-scripts', '--pack-destination', work], { cwd: root });
    const [tarball] = globSync('*.tgz', { cwd: work });
    if (tarball === undefined) throw new Error('npm pack wrote no tarball');
    await run('tar', ['-xzf', tarball], { cwd: work });
    const screens = ['dist/ui', 'docs/pictures'].map((folder) => `--exclude=package/${folder}`);
    await run('tar', ['-czf', 'library.tgz', ...screens, 'package'], { cwd: work });
    const library = statSync(join(work, 'library.tgz')).size;
    return { library, screens: Math.max(0, statSync(join(work, tarball)).size - library) };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Whether npm's registry has this version; throws when the registry cannot be asked. */
export async function isPublished(name: string, version: string): Promise<boolean> {
  try {
    const { stdout } = await run('npm', ['view', `${name}@${version}`, 'version', '--json']);
    return stdout.trim() !== '';
  } catch (error) {
    const said = error instanceof Error && 'stdout' in error ? String(error.stdout) : '';
    if (said.includes('E404')) return false;
    throw new Error(`npm cannot say whether ${name}@${version} is published`, { cause: error });
  }
}

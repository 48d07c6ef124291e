import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

export const root = join(import.meta.dirname, '..', '..');
/** Everything that is installed here stays out of the lockfile. */
export const cache = join(root, '.cache', 'runtimes');

const run = promisify(execFile);

interface Ran {
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command; where it fails, throws what it said. */
export async function command(
  file: string,
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  try {
    return await run(file, args, {
      cwd,
      env: { ...clean, ...env },
      timeout: 600_000,
      maxBuffer: 64 * 1024 * 1024,
    });
  } catch (error) {
    const said = error instanceof Error && 'stdout' in error && 'stderr' in error ? error : undefined;
    const text = said === undefined ? String(error) : `${said.stdout}\n${said.stderr}`.trim();
    throw new Error(`${[file, ...args].join(' ')}\n${text.slice(-4000) || String(error)}`);
  }
}

// npm hands its own settings and this package's fields to what it runs: those are not for other projects.
const clean = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name)));

const npm = ['install', '--no-audit', '--no-fund', '--no-save', '--loglevel=error'];

/** A folder with these packages installed, `name@version` each; kept for the next run. */
export async function tool(...packages: readonly string[]): Promise<string> {
  const name = packages[0]?.replaceAll(/[^\w.@-]/g, '+') ?? 'tool';
  const folder = join(cache, 'tools', name);
  if (existsSync(folder)) return folder;
  // Complete or not there at all: a run that was stopped leaves no half of a tool.
  const making = `${folder}.part`;
  rmSync(making, { recursive: true, force: true });
  mkdirSync(making, { recursive: true });
  writeFileSync(join(making, 'package.json'), '{ "private": true }\n');
  await command('npm', [...npm, ...packages], making);
  renameSync(making, folder);
  return folder;
}

export const nodeModule = (folder: string, path: string): string => join(folder, 'node_modules', path);

/** Installs with npm into a folder that has a package.json. */
export async function installInto(folder: string, ...packages: readonly string[]): Promise<void> {
  await command('npm', [...npm, ...packages], folder);
}

/** A line of Node, as the package that npm has of it. */
export async function nodeBinary(version: string): Promise<string> {
  if (process.version === `v${version}`) return process.execPath;
  const platform = `node-${process.platform}-${process.arch}`;
  return nodeModule(await tool(`${platform}@${version}`), `${platform}/bin/node`);
}

/** A program of the system; where it is missing and Debian's packages can be had, it is installed from there. */
export async function ensureProgram(program: string, debian: string): Promise<void> {
  const found = await command('sh', ['-c', `command -v ${program}`], root).catch(() => undefined);
  if (found !== undefined) return;
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '--non-interactive'];
  const install = (...args: readonly string[]): Promise<Ran> => {
    const [file = '', ...rest] = [...asRoot, 'apt-get', ...args];
    return command(file, rest, root, { DEBIAN_FRONTEND: 'noninteractive' });
  };
  await install('update');
  await install('install', '--yes', '--no-install-recommends', debian);
}

export const chromium = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

/**
 * Builds the documentation site into `site`: `npm run docs`. The guides of `docs`, the pages of `website/pages` and the
 * reference that typedoc writes are put together in `.cache/site/source`; VitePress makes the site of them. What it is
 * built with is installed into `website`, apart from the package.
 */
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { entries, root } from './entries.ts';
import { buildScreens } from './ui.ts';

const source = join(root, '.cache/site/source');
const website = join(root, 'website');

const run = (command: string, args: readonly string[], cwd = root): void =>
  void execFileSync(command, args, { cwd, stdio: 'inherit' });

/** Installs VitePress where it is missing, or where the lockfile is newer. */
function install(): void {
  const installed = join(website, 'node_modules/.package-lock.json');
  const lockfile = join(website, 'package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lockfile).mtimeMs) return;
  console.log('Installing VitePress into website/ (once) …');
  run('npm', ['ci', '--no-audit', '--no-fund'], website);
}

/** The package as modules that a page can load, and the quickstart's stories with them. */
async function buildPlayground(output: string): Promise<void> {
  const wanted = ['.', './memory', './emulator', './csv'];
  const named = entries.filter(({ subpath }) => wanted.includes(subpath));
  await build({
    absWorkingDir: root,
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    target: 'es2023',
    outdir: output,
    legalComments: 'none',
    entryPoints: {
      ...Object.fromEntries(named.map(({ subpath, source: from }) => [subpath.slice(2) || 'client', from])),
      quickstart: 'website/quickstart.ts',
    },
  });
}

/** CHANGELOG.md, and before it what the next release will add to it. */
function changelog(): string {
  const [, ...released] = readFileSync(join(root, 'CHANGELOG.md'), 'utf8').trim().split('\n');
  const next = globSync('.changeset/*.md', { cwd: root })
    .filter((file) => !file.endsWith('README.md'))
    .sort()
    .map((file) => readFileSync(join(root, file), 'utf8').split(/^---$/m).slice(2).join('---').trim())
    .filter((text) => text !== '');
  const notes = next.map((text) => `- ${text.replaceAll('\n', '\n  ')}`);
  const unreleased = notes.length === 0 ? [] : ['', '## Next release', '', ...notes];
  return ['# Changelog', ...unreleased, ...released, ''].join('\n');
}

/** Everything that the site is made of, in one folder. */
async function gather(): Promise<void> {
  rmSync(source, { recursive: true, force: true });
  mkdirSync(join(source, 'public'), { recursive: true });
  for (const file of globSync('docs/*.md', { cwd: root }))
    cpSync(join(root, file), join(source, file.slice('docs/'.length)));
  for (const folder of [source, join(source, 'public')])
    cpSync(join(root, 'docs/pictures'), join(folder, 'pictures'), { recursive: true });
  cpSync(join(website, 'pages'), source, { recursive: true });
  writeFileSync(join(source, 'changelog.md'), changelog());
  cpSync(join(root, 'openapi.json'), join(source, 'public/openapi.json'));
  await Promise.all([
    buildPlayground(join(source, 'public/playground')),
    buildScreens(join(source, 'public/screens')),
  ]);
}

install();
await gather();
run('node', ['node_modules/typedoc/bin/typedoc', '--options', 'website/typedoc.mjs']);
run('node', ['website/node_modules/vitepress/bin/vitepress.js', 'build', 'website']);

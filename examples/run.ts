/**
 * Packs the package, installs it into a copy of each example, type-checks the example and runs its tests:
 * `npm run test:examples`. Names as arguments choose some of them.
 */
import { cpSync, existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, command, ensureProgram, installInto, root } from '../test/runtimes/tools.ts';

const work = join(root, '.cache', 'examples');
const all = globSync('*/package.json', { cwd: import.meta.dirname })
  .map((path) => path.split(/[\\/]/)[0] ?? '')
  .sort();
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !all.includes(name));
if (unknown.length > 0)
  throw new Error(`no example ${unknown.join(', ')}: expected some of ${all.join(', ')}`);

mkdirSync(work, { recursive: true });
for (const old of globSync('*.tgz', { cwd: work })) rmSync(join(work, old));
await command('npm', ['pack', '--ignore-scripts', '--pack-destination', work], root);
const tarball = join(work, globSync('*.tgz', { cwd: work })[0] ?? 'no tarball');

const typeCheck = [
  join(root, 'node_modules/typescript-7/bin/tsc'),
  ...[
    '--ignoreConfig',
    '--noEmit',
    '--strict',
    '--skipLibCheck',
    '--target',
    'ES2023',
    '--module',
    'NodeNext',
  ],
  ...['--lib', 'ES2024,DOM,DOM.Iterable,ESNext.Disposable', '--types', 'node'],
  ...['--allowImportingTsExtensions', '--erasableSyntaxOnly', '--noUncheckedIndexedAccess'],
];

/** What an example needs besides npm packages. */
const programs: Readonly<Record<string, () => Promise<void>>> = {
  'browser-msw': () => ensureProgram(chromium, 'chromium'),
  'bulk-workers': () => ensureProgram('redis-server', 'redis-server'),
};

async function tryExample(name: string): Promise<void> {
  await programs[name]?.();
  const folder = join(work, name);
  // What is installed already stays, so that only the package itself is new.
  for (const path of existsSync(folder) ? globSync('*', { cwd: folder }) : [])
    if (path !== 'node_modules') rmSync(join(folder, path), { recursive: true });
  cpSync(join(import.meta.dirname, name), folder, { recursive: true });
  const file = join(folder, 'package.json');
  const manifest = readFileSync(file, 'utf8');
  writeFileSync(
    file,
    manifest.replace('"vtex-customer-credit": "*"', `"vtex-customer-credit": "file:${tarball}"`),
  );
  rmSync(join(folder, 'node_modules', 'vtex-customer-credit'), { recursive: true, force: true });
  rmSync(join(folder, 'node_modules', '.package-lock.json'), { force: true });
  await installInto(folder);
  const sources = globSync('**/*.ts', { cwd: folder, exclude: ['**/node_modules/**'] });
  if (sources.length > 0 && !existsSync(join(folder, 'tsconfig.json')))
    await command(process.execPath, [...typeCheck, ...sources], folder);
  const { stdout, stderr } = await command('npm', ['test'], folder);
  if (!/\b(?:pass|passed)\b/.test(`${stdout}${stderr}`)) throw new Error(`no test ran:\n${stdout}`);
}

let failed = 0;
for (const name of asked.length > 0 ? asked : all) {
  const began = performance.now();
  try {
    await tryExample(name);
    console.log(`${name.padEnd(20)} passed in ${((performance.now() - began) / 1000).toFixed(0)} s`);
  } catch (error) {
    failed += 1;
    console.log(`${name.padEnd(20)} failed`);
    console.error(error instanceof Error ? error.message : error);
  }
}
const total = asked.length > 0 ? asked.length : all.length;
console.log(`\n${total - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

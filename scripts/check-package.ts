/**
 * Packs the built package, checks the tarball with publint and attw, and puts it into projects that have nothing
 * else installed: they type-check it with every supported TypeScript and load each entry with import and require.
 */
import { execFile } from 'node:child_process';
import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { isDeepStrictEqual, promisify } from 'node:util';
import { bundledPackages, titleOf } from './bundled-packages.ts';
import { conditionsOf, type Entry, entries, manifest, root } from './entries.ts';
import { compilerOf, support } from './support-policy.ts';

const compilers = support.typescript.versions.map(compilerOf);
const run = promisify(execFile);
const problems: string[] = [];
const work = mkdtempSync(join(tmpdir(), 'packed-'));

async function step(title: string, command: string, args: readonly string[], cwd = root): Promise<void> {
  try {
    await run(command, args, { cwd });
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    problems.push(`${title}\n${stdout ?? ''}${stderr ?? ''}${stdout === undefined ? String(error) : ''}`);
  }
}

const bin = (name: string): string => join(root, 'node_modules/.bin', name);

const compilerOptions = {
  target: 'ES2022',
  lib: ['ES2022', 'DOM'],
  types: [],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: false,
  noEmit: true,
};

/** A project with the tarball installed, and the peers its entries are to use, by their names here. */
function consumer(
  name: string,
  tarball: string,
  chosen: readonly Entry[],
  peers: Readonly<Record<string, string>> = {},
): string {
  const folder = join(work, name);
  const installed = join(folder, 'node_modules');
  mkdirSync(installed, { recursive: true });
  cpSync(tarball, join(installed, manifest.name), { recursive: true });
  // Linked, so that a peer finds what it needs itself.
  for (const [peer, here] of Object.entries(peers)) {
    mkdirSync(dirname(join(installed, peer)), { recursive: true });
    symlinkSync(join(root, 'node_modules', here), join(installed, peer), 'dir');
  }

  const names = chosen.map((_, index) => `entry${index}`);
  const used = `for (const entry of [${names.join(', ')}]) {
  if (Object.keys(entry).length === 0) throw new Error('an entry exports nothing');
}\n`;
  const write = (path: string, lines: readonly string[]): void =>
    writeFileSync(join(folder, path), `${lines.join('\n')}\n${used}`);
  const imports = chosen.map(({ specifier }, index) => `import * as ${names[index]} from '${specifier}';`);
  write('esm.mts', imports);
  write('esm.mjs', imports);
  write(
    'cjs.cts',
    chosen.map(({ specifier }, index) => `import ${names[index]} = require('${specifier}');`),
  );
  write('cjs.cjs', [
    ...chosen.map(({ specifier }, index) => `const ${names[index]} = require('${specifier}');`),
    // What `require` gives is what `import` gives, name by name.
    "const sorted = (entry) => Object.keys(entry).map((name) => name + ' ' + typeof entry[name]).sort().join();",
    ...chosen.map(
      ({ specifier }, index) =>
        `import('${specifier}').then((entry) => {
  if (sorted(entry) !== sorted(${names[index]})) throw new Error('${specifier}: require and import differ');
});`,
    ),
  ]);

  const config = (path: string, modules: object, files: readonly string[]): void =>
    writeFileSync(
      join(folder, path),
      JSON.stringify({ compilerOptions: { ...compilerOptions, ...modules }, include: files }),
    );
  // Both forms of a matcher cannot be added to one `expect`; Vitest has one form only.
  const isTestKit = 'vitest' in peers || 'expect' in peers;
  const both = isTestKit ? ['*.mts'] : ['*.mts', '*.cts'];
  config('tsconfig.nodenext.json', { module: 'NodeNext' }, both);
  // MSW and Vitest are ESM only, and Node 16, which that mode stands for, could not require such modules.
  config(
    'tsconfig.node16.json',
    { module: 'Node16', ...('vitest' in peers ? { skipLibCheck: true } : {}) },
    'msw' in peers ? ['*.mts'] : both,
  );
  config('tsconfig.bundler.json', { module: 'ESNext', moduleResolution: 'Bundler' }, ['*.mts']);
  return folder;
}

async function checkConsumer(
  name: string,
  folder: string,
  programs: readonly string[] = ['esm.mjs', 'cjs.cjs'],
): Promise<void> {
  await Promise.all([
    ...programs.map((file) => step(`${name}: node ${file}`, process.execPath, [file], folder)),
    ...compilers.flatMap((compiler) =>
      support.typescript.resolutions.map((mode) =>
        step(
          `${name}: ${compiler}, ${mode}`,
          process.execPath,
          [join(root, 'node_modules', compiler, 'bin/tsc'), '-p', `tsconfig.${mode}.json`],
          folder,
        ),
      ),
    ),
  ]);
}

/**
 * Relative links of the documents in the tarball that lead to no file there. Pictures stay in the repository: they
 * would double the package.
 */
function brokenLinks(folder: string): string[] {
  return globSync('**/*.md', { cwd: folder }).flatMap((path) => {
    const text = readFileSync(join(folder, path), 'utf8').replace(/^```[\s\S]*?^```|`[^`\n]+`/gm, '');
    const links = [...text.matchAll(/(!?)\[[^\]]*\]\(([^)\s]+)\)/g)].map(([, mark, link = '']) => ({
      link,
      from: mark === '!' ? root : folder,
    }));
    return links
      .filter(({ link }) => !/^(#|[a-z]+:)/.test(link))
      .filter(({ link, from }) => !existsSync(join(from, dirname(path), link.replace(/#.*$/, ''))))
      .map(({ link }) => `${path} in the tarball: ${link} leads nowhere`);
  });
}

const typesByName = Object.fromEntries(
  entries
    .filter(({ subpath }) => subpath !== '.')
    .map(({ subpath, output }) => [subpath.slice(2), [`./dist/${output}.d.ts`]]),
);
// For TypeScript with moduleResolution node10, which reads no exports.
if (!isDeepStrictEqual(manifest.typesVersions, { '*': typesByName }))
  problems.push(`package.json: typesVersions["*"] is not ${JSON.stringify(typesByName)}`);

for (const entry of entries) {
  if (!isDeepStrictEqual(manifest.exports[entry.subpath], conditionsOf(entry))) {
    problems.push(`package.json: exports["${entry.subpath}"] is not ${JSON.stringify(conditionsOf(entry))}`);
  }
}

try {
  await run('npm', ['pack', '--ignore-scripts', '--pack-destination', work], { cwd: root });
  const tarball = globSync('*.tgz', { cwd: work }).map((path) => join(work, path))[0];
  if (tarball === undefined) throw new Error('npm pack wrote no tarball');
  await run('tar', ['-xzf', tarball, '-C', work]);
  const unpacked = join(work, 'package');
  for (const path of [
    'dist/THIRD_PARTY_LICENSES.txt',
    'LICENSE',
    'README.md',
    'CHANGELOG.md',
    'openapi.json',
  ]) {
    if (!existsSync(join(unpacked, path))) problems.push(`the tarball has no ${path}`);
  }
  problems.push(...brokenLinks(unpacked));
  const licences = readFileSync(join(unpacked, 'dist/THIRD_PARTY_LICENSES.txt'), 'utf8').split('\n');
  for (const title of bundledPackages().map(titleOf))
    if (!licences.includes(title)) problems.push(`dist/THIRD_PARTY_LICENSES.txt has no chapter ${title}`);
  const alone = entries.filter(({ peer }) => peer === undefined);
  const only = (own: Entry['peer']) => entries.filter(({ peer }) => peer === undefined || peer === own);
  const withZod = only('zod');
  await Promise.all([
    step('publint', bin('publint'), ['run', tarball, '--strict']),
    step('attw', bin('attw'), [tarball, '--profile', 'node16', '--no-definitely-typed', '--no-color']),
    checkConsumer('without zod', consumer('without-zod', unpacked, alone)),
    checkConsumer('with zod', consumer('with-zod', unpacked, withZod, { zod: 'zod' })),
    checkConsumer('with msw', consumer('with-msw', unpacked, only('msw'), { msw: 'msw' })),
    checkConsumer(
      'with OpenTelemetry',
      consumer('with-otel', unpacked, only('@opentelemetry/api'), {
        '@opentelemetry/api': '@opentelemetry/api',
      }),
    ),
    checkConsumer(
      "with Jest's expect",
      consumer('with-expect', unpacked, only('expect'), { expect: 'expect' }),
    ),
    // Vitest refuses to be required.
    checkConsumer('with Vitest', consumer('with-vitest', unpacked, only('vitest'), { vitest: 'vitest' }), [
      'esm.mjs',
    ]),
    checkConsumer('with the oldest zod', consumer('with-oldest-zod', unpacked, withZod, { zod: 'zod-4.3' })),
  ]);
} finally {
  rmSync(work, { recursive: true, force: true });
}

for (const problem of problems) console.error(problem);
process.exitCode = problems.length === 0 ? 0 : 1;

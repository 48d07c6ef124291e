/**
 * Packs the package and uses it on everything that support.json names: `npm run test:runtimes`. A table is printed at
 * the end and kept in etc/runtimes.json, from which docs/compatibility.md is written. `--only ID` (also a list with
 * commas) runs some of them.
 */
import { copyFileSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { createStores } from 'vtex-customer-credit/emulator';
import { listen } from 'vtex-customer-credit/node';
import { compatibility } from '../../scripts/compatibility.ts';
import {
  compilerOf,
  results,
  resultsPath,
  support,
  type TargetResult,
} from '../../scripts/support-policy.ts';
import { seed } from './seed.ts';
import { targets } from './targets.ts';
import {
  cache,
  chromium,
  command,
  ensureProgram,
  installInto,
  nodeBinary,
  nodeModule,
  root,
  tool,
} from './tools.ts';

type Results = Readonly<Record<string, string>>;

const { values } = parseArgs({ options: { only: { type: 'string' } } });
const only = values.only?.split(',');
const chosen = targets.filter(({ id }) => only === undefined || only.includes(id));
if (only !== undefined && chosen.length < only.length)
  throw new Error(`--only: expected some of ${targets.map(({ id }) => id).join(', ')}`);

const programs = join(import.meta.dirname, 'program');
const stores = createStores({ now: '2024-05-08T12:00:00Z', seed });
const server = await listen(stores);

mkdirSync(cache, { recursive: true });
for (const old of globSync('*.tgz', { cwd: cache })) rmSync(join(cache, old));
await command('npm', ['pack', '--ignore-scripts', '--pack-destination', cache], root);
const tarball = join(cache, globSync('*.tgz', { cwd: cache })[0] ?? 'no tarball');

/** A project of its own, with the programs and without any package yet. */
function project(name: string): string {
  const folder = join(cache, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "name": "story", "private": true }\n');
  for (const file of globSync('*', { cwd: programs })) {
    // Not named so here, where the tests of the package itself would be looked for by that name.
    copyFileSync(join(programs, file), join(folder, file.replace('-test.', '.test.')));
  }
  const story = readFileSync(join(programs, 'story.mjs'), 'utf8').replaceAll(/^export /gm, '');
  writeFileSync(join(folder, 'story.cjs'), `${story}\nmodule.exports = { story };\n`);
  const options = JSON.stringify({ url: server.url, seed });
  writeFileSync(join(folder, 'options.mjs'), `export default ${options};\n`);
  writeFileSync(join(folder, 'options.cjs'), `module.exports = ${options};\n`);
  return folder;
}

const consumer = project('consumer');
await installInto(consumer, tarball);

const lastLine = (text: string): Results => JSON.parse(text.trim().split('\n').at(-1) ?? '') as Results;
const printed = async (file: string, args: readonly string[], cwd = consumer): Promise<Results> =>
  lastLine((await command(file, args, cwd)).stdout);

const versionOf = (id: string): string => targets.find((target) => target.id === id)?.version ?? '';
const one = (name: string, id: string, ...more: readonly string[]): Promise<string> =>
  tool(`${name}@${versionOf(id)}`, ...more);

/** The file that a package names as its program. */
function binOf(folder: string, name: string, program: string): string {
  const path = nodeModule(folder, name);
  const { bin } = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8')) as {
    readonly bin: string | Readonly<Record<string, string>>;
  };
  return join(path, (typeof bin === 'string' ? bin : bin[program]) ?? '');
}

async function bundled(bundler: string, folder: string, entry: string, out: string): Promise<void> {
  const args = ['bundle.mjs', bundler, folder, join(consumer, entry), join(consumer, out)];
  await command(process.execPath, args, consumer);
}

const esbuildTool = (): Promise<string> => one('esbuild', 'esbuild');

async function bundlerTarget(id: string, ...more: readonly string[]): Promise<Results> {
  await bundled(id, await one(id, id, ...more), 'print.mjs', `out-${id}.mjs`);
  return printed(process.execPath, [`out-${id}.mjs`]);
}

/** What a test runner's test wrote. */
async function tested(name: string, args: readonly string[]): Promise<Results> {
  const file = join(consumer, `${name}.json`);
  await command(process.execPath, args, consumer, { RESULTS: file });
  return JSON.parse(readFileSync(file, 'utf8')) as Results;
}

async function jest(name: string, environment: string): Promise<Results> {
  const folder = await tool(`jest@${versionOf('jest-node')}`);
  writeFileSync(
    join(consumer, `${name}.config.json`),
    JSON.stringify({ rootDir: consumer, testEnvironment: environment, testMatch: ['**/jest.test.cjs'] }),
  );
  return tested(name, [binOf(folder, 'jest', 'jest'), '--config', `${name}.config.json`]);
}

async function typescript(version: string): Promise<Results> {
  const name = compilerOf(version);
  const compilers = join(root, 'node_modules', name, 'bin/tsc');
  const folder = project(`types-${version}`);
  // As users have them: the peers of three entries, and Node's types for `vtex-customer-credit/node`.
  const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    readonly devDependencies: Readonly<Record<string, string>>;
  };
  const peers = ['msw', 'zod', '@opentelemetry/api', '@types/node'].map(
    (peer) => `${peer}@${devDependencies[peer]}`,
  );
  await installInto(folder, tarball, ...peers);
  copyFileSync(join(programs, 'usage.mts'), join(folder, 'usage.cts'));
  const modules = { nodenext: 'NodeNext', node16: 'Node16', bundler: 'ESNext' };
  const found: Record<string, string> = {};
  for (const resolution of support.typescript.resolutions) {
    const module = Object.entries(modules).find(([key]) => key === resolution)?.[1];
    writeFileSync(
      join(folder, 'tsconfig.json'),
      JSON.stringify({
        compilerOptions: {
          target: 'ES2022',
          lib: ['ES2022', 'DOM'],
          types: ['node'],
          module,
          moduleResolution: resolution,
          strict: true,
          exactOptionalPropertyTypes: true,
          noUncheckedIndexedAccess: true,
          skipLibCheck: false,
          noEmit: true,
        },
        include: resolution === 'bundler' ? ['*.mts'] : ['*.mts', '*.cts'],
      }),
    );
    try {
      await command(process.execPath, [compilers, '-p', 'tsconfig.json'], folder);
      found[resolution] = 'pass';
    } catch (error) {
      found[resolution] = String(error);
    }
  }
  return found;
}

const special: Readonly<Record<string, () => Promise<Results>>> = {
  bun: async () => printed(binOf(await one('bun', 'bun'), 'bun', 'bun'), ['print.mjs']),
  deno: async () => {
    const folder = await one('deno', 'deno');
    return printed(nodeModule(folder, '.bin/deno'), [
      'run',
      '--allow-all',
      '--node-modules-dir=manual',
      'print.mjs',
    ]);
  },
  workerd: async () => {
    await bundled('esbuild', await esbuildTool(), 'worker.mjs', 'out-worker.mjs');
    const folder = await one('miniflare', 'workerd');
    return printed(process.execPath, ['with-miniflare.mjs', folder, join(consumer, 'out-worker.mjs')]);
  },
  chromium: async () => {
    await ensureProgram(chromium, 'chromium');
    await bundled('esbuild', await esbuildTool(), 'page.mjs', 'out-page.mjs');
    const folder = await one('playwright-core', 'chromium');
    return printed(process.execPath, ['with-chromium.mjs', folder, 'out-page.mjs', server.url]);
  },
  'jest-node': () => jest('jest-node', 'node'),
  'jest-jsdom': async () => {
    const name = 'jest-environment-jsdom';
    return jest('jest-jsdom', nodeModule(await one(name, 'jest-jsdom'), name));
  },
  vitest: async () => {
    const program = binOf(await one('vitest', 'vitest'), 'vitest', 'vitest');
    return tested('vitest', [program, 'run', '--globals', '--root', consumer, 'vitest.test.mjs']);
  },
  pnpm: async () => {
    const folder = project('pnpm');
    const program = binOf(await one('pnpm', 'pnpm'), 'pnpm', 'pnpm');
    // A native program, unlike the older ones.
    await command(program, ['add', '--ignore-workspace', tarball], folder);
    return printed(process.execPath, ['print.mjs'], folder);
  },
  'yarn-pnp': async () => {
    const folder = project('yarn-pnp');
    const program = binOf(await one('@yarnpkg/cli-dist', 'yarn-pnp'), '@yarnpkg/cli-dist', 'yarn');
    // A project of its own, although it lies inside another one.
    writeFileSync(join(folder, 'yarn.lock'), '');
    writeFileSync(
      join(folder, '.yarnrc.yml'),
      'nodeLinker: pnp\nenableTelemetry: false\nenableImmutableInstalls: false\nenableGlobalCache: false\n',
    );
    await command(
      process.execPath,
      [program, 'add', `vtex-customer-credit@file:${relative(folder, tarball)}`],
      folder,
    );
    return printed(process.execPath, [program, 'node', 'print.mjs'], folder);
  },
  esbuild: () => bundlerTarget('esbuild'),
  rollup: () => bundlerTarget('rollup', '@rollup/plugin-node-resolve@16.0.3'),
  webpack: () => bundlerTarget('webpack'),
  vite: () => bundlerTarget('vite'),
};

async function use(id: string, version: string): Promise<Results> {
  const node = /^node-\d+-(esm|cjs)$/.exec(id);
  if (node !== null)
    return printed(await nodeBinary(version), [node[1] === 'esm' ? 'print.mjs' : 'print.cjs']);
  if (id.startsWith('typescript-')) return typescript(version);
  const run = special[id];
  if (run === undefined) throw new Error(`test/runtimes/run.ts: expected a way to run ${id}`);
  return run();
}

const found: TargetResult[] = [];
for (const { id, version } of chosen) {
  const { version: own = version, ...steps } = await use(id, version).catch(
    (error: unknown): Results => ({ run: String(error) }),
  );
  for (const [step, outcome] of Object.entries(steps))
    if (outcome !== 'pass') console.error(`\n${id}, ${step}: ${outcome}`);
  const signs = Object.entries(steps).map(
    ([step, outcome]) => [step, outcome === 'pass' ? 'pass' : 'fail'] as const,
  );
  found.push({ id, version: own, steps: Object.fromEntries(signs) });
  console.log(id.padEnd(16), own.padEnd(16), signs.map(([step, sign]) => `${step}: ${sign}`).join(', '));
}
await server.close();

// In the order of the targets; what was not run keeps what was found before.
const kept = targets.flatMap(
  ({ id }) => found.find((row) => row.id === id) ?? results.find((row) => row.id === id) ?? [],
);
writeFileSync(join(root, resultsPath), `${JSON.stringify(kept, null, 2)}\n`);
writeFileSync(join(root, 'docs/compatibility.md'), compatibility(support, kept));

const failed = found.filter(({ steps }) => Object.values(steps).includes('fail'));
console.log(`\n${found.length - failed.length} passed, ${failed.length} failed`);
process.exitCode = failed.length === 0 ? 0 : 1;

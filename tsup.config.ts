import { chmodSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { transform } from 'esbuild';
import { defineConfig, type Options } from 'tsup';
import { chunkOf } from './scripts/build/chunks.ts';
import { classNames } from './scripts/build/class-names.ts';
import { leanKy } from './scripts/build/ky.ts';
import { layOut } from './scripts/build/lay-out.ts';
import { type Entry, entries } from './scripts/entries.ts';

type Plugin = NonNullable<Options['esbuildPlugins']>[number];

/** Colours of tables, which no table here has: a fifth of the library that draws them. */
const withoutColours: Plugin = {
  name: 'without-colours',
  setup({ onLoad }) {
    onLoad({ filter: /@colors[\\/]colors[\\/]safe\.js$/ }, () => ({ contents: 'module.exports = {};' }));
  },
};

/** Of which modules each file of the first step of the library's build is. */
const inputsOf = new Map<string, readonly string[]>();

/** What became of which modules, and of which packages: the list by which licences are gathered. */
function recordInputs(build: string): Plugin {
  return {
    name: 'record-inputs',
    setup({ initialOptions, onEnd }) {
      initialOptions.metafile = true;
      onEnd(({ metafile }) => {
        const outputs = Object.entries(metafile?.outputs ?? {});
        for (const [path, { inputs }] of outputs) inputsOf.set(path, Object.keys(inputs));
        const packaged = outputs.flatMap(([, { inputs }]) => Object.keys(inputs));
        mkdirSync('.cache/bundled', { recursive: true });
        writeFileSync(
          join('.cache/bundled', `${build}-${initialOptions.format}.json`),
          JSON.stringify([...new Set(packaged)].filter((input) => input.includes('node_modules/'))),
        );
      });
    },
  };
}

const external = [
  ...[/^node:/, ...builtinModules, /^msw(\/|$)/, '@opentelemetry/api', 'undici', 'vitest', 'expect'],
];

const common: Options = {
  // `scripts/commonjs.ts` makes the files for `require` of these.
  format: ['esm'],
  target: 'node22',
  platform: 'neutral',
  tsconfig: 'tsconfig.json',
  sourcemap: false,
  splitting: true,
  removeNodeProtocol: false,
  esbuildOptions(options) {
    options.mainFields = ['module', 'main'];
  },
};

const from = (chosen: readonly Entry[]) =>
  Object.fromEntries(chosen.map(({ output, source }) => [output, source]));

const library = from(entries.filter(({ peer }) => peer !== 'zod'));
const parts = '.cache/parts';
const program = 'dist/cli/main.js';

/** The program is run, never imported. What is CommonJS in it asks for Node's own modules by a global `require`. */
async function finishProgram(): Promise<void> {
  const [shebang = '', ...lines] = readFileSync(program, 'utf8').split('\n');
  const { code } = await transform(lines.join('\n'), {
    format: 'esm',
    minify: true,
    lineLimit: 200,
    target: 'node22',
  });
  const required = "import{createRequire as r}from'node:module';globalThis.require=r(import.meta.url);";
  writeFileSync(program, `${shebang}\n${required}\n${code}`);
  chmodSync(program, 0o755);
}

export default defineConfig(({ dts }) => [
  ...(dts === false ? [] : [{ ...common, entry: library, external, dts: { only: true } }]),
  // ky and zod are part of the output: nothing else to install, and the parts in use are all that is loaded. The
  // program is built with it, so that it shares what the library has. First each module becomes a file of its own.
  {
    ...common,
    entry: [...globSync('src/**/*.ts'), 'node_modules/ky/distribution/index.js'],
    outDir: parts,
    noExternal: ['ky', /^zod(\/|$)/, 'commander', 'cli-progress', 'cli-table3'],
    external,
    esbuildPlugins: [recordInputs('library'), leanKy, classNames, withoutColours],
    onSuccess: async () => {
      await layOut({
        parts,
        into: 'dist',
        entries: { ...library, 'cli/main': 'src/cli/main.ts' },
        isExternal: (name) =>
          external.some((each) => (typeof each === 'string' ? each === name : each.test(name))),
        inputsOf,
        chunkOf,
      });
      await finishProgram();
    },
  },
  // Schemas are of use only together with the zod that the user already has.
  {
    ...common,
    entry: from(entries.filter(({ peer }) => peer === 'zod')),
    dts: true,
    treeshake: true,
    external: [/^zod(\/|$)/],
    esbuildPlugins: [recordInputs('schemas')],
    esbuildOptions(options) {
      options.mainFields = ['module', 'main'];
      options.minify = true;
      options.lineLimit = 200;
    },
  },
]);

import { defineConfig, type Options } from 'tsup';
import { type Entry, entries } from './scripts/entries.ts';

const common: Options = {
  format: ['esm', 'cjs'],
  target: 'node22',
  platform: 'neutral',
  tsconfig: 'tsconfig.json',
  dts: true,
  sourcemap: true,
  splitting: true,
  treeshake: true,
  removeNodeProtocol: false,
  esbuildOptions(options) {
    options.mainFields = ['module', 'main'];
  },
};

const bundled = ['ky', /^zod(\/|$)/, 'commander', 'cli-progress', 'cli-table3'];

const from = (chosen: readonly Entry[]) =>
  Object.fromEntries(chosen.map(({ output, source }) => [output, source]));

export default defineConfig([
  // ky and zod are part of the output: nothing else to install, and the parts in use are all that is loaded.
  {
    ...common,
    entry: from(entries.filter(({ peer }) => peer !== 'zod')),
    noExternal: bundled,
    external: [/^node:/, /^msw(\/|$)/, '@opentelemetry/api', 'undici'],
  },
  // The program is run, never imported.
  {
    ...common,
    entry: { 'cli/main': 'src/cli/main.ts' },
    format: ['esm'],
    platform: 'node',
    dts: false,
    sourcemap: false,
    noExternal: bundled,
    external: [/^node:/],
    // What is CommonJS in it asks for Node's own modules by require.
    banner: {
      js: "import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);",
    },
  },
  // Schemas are of use only together with the zod that the user already has.
  { ...common, entry: from(entries.filter(({ peer }) => peer === 'zod')), external: [/^zod(\/|$)/] },
]);

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
};

const from = (chosen: readonly Entry[]) =>
  Object.fromEntries(chosen.map(({ output, source }) => [output, source]));

export default defineConfig([
  // ky and zod are part of the output: nothing else to install, and the parts in use are all that is loaded.
  {
    ...common,
    entry: { ...from(entries.filter(({ peer }) => peer !== 'zod')), 'node/cli': 'src/node/cli.ts' },
    noExternal: ['ky', /^zod(\/|$)/],
    external: [/^node:/, /^msw(\/|$)/],
  },
  // Schemas are of use only together with the zod that the user already has.
  { ...common, entry: from(entries.filter(({ peer }) => peer === 'zod')), external: [/^zod(\/|$)/] },
]);

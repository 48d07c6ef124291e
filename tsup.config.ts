import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { transform } from 'esbuild';
import { defineConfig, type Options } from 'tsup';
import { classNames } from './scripts/build/class-names.ts';
import { leanKy } from './scripts/build/ky.ts';
import { type Entry, entries } from './scripts/entries.ts';

type Plugin = NonNullable<Options['esbuildPlugins']>[number];

/**
 * What some users import alone. As an entry of its own each becomes a chunk that a bundler can leave out or take
 * alone; the entries themselves are not part of the package.
 */
const seams = {
  'seams/guards': 'src/errors/guards.ts',
  'seams/errors': 'src/errors/index.ts',
  'seams/known': 'src/api/known.ts',
  'seams/instant': 'src/values/instant.ts',
  'seams/invoice': 'src/ledger/invoice.ts',
  'seams/client': 'src/client/client.ts',
  'seams/compose': 'src/client/compose.ts',
  'seams/accounts': 'src/client/resources/accounts.ts',
  'seams/invoices': 'src/client/resources/invoices.ts',
  'seams/invoice-actions': 'src/client/resources/invoice-actions.ts',
  'seams/transactions': 'src/client/resources/transactions.ts',
  'seams/store-config': 'src/client/resources/store-config.ts',
  'seams/limiter': 'src/client/http/limiter.ts',
  'seams/label': 'src/bulk/label.ts',
  'seams/export': 'src/bulk/csv/export/export.ts',
  'seams/plan': 'src/bulk/csv/import/plan.ts',
  'seams/pay-many': 'src/bulk/run/many.ts',
  'seams/report': 'src/bulk/run/report.ts',
  'seams/ky': 'node_modules/ky/distribution/index.js',
};

/**
 * Pieces that become chunks of their own, so that none is longer than 32 kB: a tarball then holds a chunk and its copy for
 * `require`, which stands behind it, for little more than the one.
 */
const pieces = {
  'seams/engine': 'src/reference/engine/engine.ts',
  'seams/quirks': 'src/reference/control/quirk-list.ts',
  'seams/faults': 'src/reference/control/faults.ts',
  'seams/seed-check': 'src/reference/control/seed-check.ts',
  'seams/snapshot-check': 'src/reference/control/snapshot-check.ts',
  'seams/settlement': 'src/ledger/settlement.ts',
  'seams/sheet': 'src/bulk/csv/format/sheet.ts',
  'seams/case-accounts': 'src/contract/cases/accounts.ts',
  'seams/case-credit': 'src/contract/cases/credit.ts',
  'seams/case-holds': 'src/contract/cases/holds.ts',
  'seams/case-invoices': 'src/contract/cases/invoices.ts',
  'seams/case-invoice-lists': 'src/contract/cases/invoice-lists.ts',
  'seams/case-settlements': 'src/contract/cases/settlements.ts',
  'seams/case-store-config': 'src/contract/cases/store-config.ts',
};

/** Colours of tables, which no table here has: a fifth of the library that draws them. */
const withoutColours: Plugin = {
  name: 'without-colours',
  setup({ onLoad }) {
    onLoad({ filter: /@colors[\\/]colors[\\/]safe\.js$/ }, () => ({ contents: 'module.exports = {};' }));
  },
};

/** Which packages became part of a build: the list by which licences are gathered. */
function recordPackages(build: string): Plugin {
  return {
    name: 'record-packages',
    setup({ initialOptions, onEnd }) {
      initialOptions.metafile = true;
      onEnd(({ metafile }) => {
        const inputs = Object.values(metafile?.outputs ?? {}).flatMap((output) => Object.keys(output.inputs));
        const path = join('.cache/bundled', `${build}-${initialOptions.format}.json`);
        mkdirSync('.cache/bundled', { recursive: true });
        writeFileSync(
          path,
          JSON.stringify([...new Set(inputs)].filter((input) => input.includes('node_modules/'))),
        );
      });
    },
  };
}

const common: Options = {
  // `scripts/commonjs.ts` makes the files for `require` of these.
  format: ['esm'],
  target: 'node22',
  platform: 'neutral',
  tsconfig: 'tsconfig.json',
  sourcemap: false,
  splitting: true,
  treeshake: true,
  removeNodeProtocol: false,
  esbuildOptions(options) {
    options.mainFields = ['module', 'main'];
    // For machines; what users meet by name keeps it (`classNames`).
    options.minifyWhitespace = true;
    // A runtime shows the line that threw, whole.
    options.lineLimit = 200;
    options.minifySyntax = true;
    options.minifyIdentifiers = true;
  },
};

const from = (chosen: readonly Entry[]) =>
  Object.fromEntries(chosen.map(({ output, source }) => [output, source]));

const library = from(entries.filter(({ peer }) => peer !== 'zod'));
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

export default defineConfig([
  // ky and zod are part of the output: nothing else to install, and the parts in use are all that is loaded. The
  // program is built with it, so that it shares what the library has.
  {
    ...common,
    entry: { ...library, ...seams, ...pieces, 'cli/main': 'src/cli/main.ts' },
    dts: { entry: library },
    noExternal: ['ky', /^zod(\/|$)/, 'commander', 'cli-progress', 'cli-table3'],
    external: [/^node:/, ...builtinModules, /^msw(\/|$)/, '@opentelemetry/api', 'undici', 'vitest', 'expect'],
    esbuildPlugins: [recordPackages('library'), leanKy, classNames, withoutColours],
    onSuccess: async () => {
      rmSync('dist/seams', { recursive: true, force: true });
      await finishProgram();
    },
  },
  // Schemas are of use only together with the zod that the user already has.
  {
    ...common,
    entry: from(entries.filter(({ peer }) => peer === 'zod')),
    dts: true,
    external: [/^zod(\/|$)/],
    esbuildPlugins: [recordPackages('schemas')],
  },
]);

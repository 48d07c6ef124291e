import { entries } from './scripts/entries.ts';

// Knip finds by itself what is built from the folder of the entry's own name.
const elsewhere = entries.filter(({ source, output }) => source !== `src/${output}.ts`);

export default {
  entry: [
    ...elsewhere.map(({ source }) => source),
    'docs/**/*.ts',
    'scripts/*.{ts,mjs}',
    'scripts/release/*.ts',
    'test/browser/*.ts',
    'test/{ui,site}/*.ts',
    'ui/{main,embed}.tsx',
    'test/mutation.config.ts',
    'test/runtimes/*.ts',
    'test/bulk/csv/largest-row.ts',
    'test/cli/terminal.ts',
    'test/docs/{node-test,snippets.config,snippets.setup,world}.ts',
    'test/cli/files/taker.ts',
    'test/ui/embedded.tsx',
  ],
  // Projects of their own, with their own dependencies.
  ignore: ['examples/*/**'],
  project: ['examples/*.ts', '{src,test,docs,scripts,ui}/**/*.{ts,tsx,mjs}', '!test/runtimes/program/**'],
  // Installed by scripts/install-spreadsheet.sh.
  ignoreBinaries: ['pdftoppm', 'soffice'],
  ignoreDependencies: [
    '@arethetypeswrong/cli',
    'publint',
    'rate-limiter-flexible',
    'typedoc-vitepress-theme',
    'typescript-5.9',
    'typescript-7',
    'zod-4.3',
  ],
};

/** node bundle.mjs BUNDLER TOOL ENTRY OUT: one file that has everything, as a user of that bundler would make it. */
import { createRequire } from 'node:module';
import { basename, dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [, , bundler, tool, entry, out] = process.argv;
const require = createRequire(`${resolve(tool)}/package.json`);
const load = (name) => import(pathToFileURL(require.resolve(name)).href);

const bundlers = {
  async esbuild() {
    await require('esbuild').build({
      entryPoints: [entry],
      outfile: out,
      bundle: true,
      minify: true,
      format: 'esm',
      platform: 'browser',
      logLevel: 'error',
    });
  },
  async rollup() {
    const { rollup } = await load('rollup');
    const { nodeResolve } = await load('@rollup/plugin-node-resolve');
    const bundle = await rollup({
      input: entry,
      plugins: [nodeResolve({ browser: true })],
      onwarn: (warning) => {
        throw new Error(warning.message);
      },
    });
    await bundle.write({ file: out, format: 'es', inlineDynamicImports: true });
  },
  async webpack() {
    const { default: webpack } = await load('webpack');
    await new Promise((done, fail) => {
      webpack(
        {
          mode: 'production',
          target: ['web', 'es2023'],
          entry,
          experiments: { outputModule: true },
          output: { path: dirname(out), filename: basename(out), module: true, chunkFormat: 'module' },
          optimization: { splitChunks: false },
          performance: false,
        },
        (error, stats) => {
          if (error) fail(error);
          else if (stats.hasErrors() || stats.hasWarnings())
            fail(new Error(stats.toString('errors-warnings')));
          else done();
        },
      );
    });
  },
  async vite() {
    const { build } = await load('vite');
    await build({
      configFile: false,
      logLevel: 'warn',
      build: {
        target: 'es2023',
        outDir: dirname(out),
        emptyOutDir: false,
        lib: { entry, formats: ['es'], fileName: () => basename(out) },
      },
    });
  },
};
await bundlers[bundler]();

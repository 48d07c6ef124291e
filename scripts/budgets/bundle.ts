import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build as esbuild, transform } from 'esbuild';
import { rollup } from 'rollup';
import { build as vite } from 'vite';
import { entries, manifest, root } from '../entries.ts';

/** Bundles a module that imports from the built package, as its users do, and answers with the minified code. */
export type Bundler = (code: string) => Promise<string>;

const peers = ['msw', 'zod', '@opentelemetry/api', 'vitest'];
const isExternal = (name: string): boolean =>
  name.startsWith('node:') || peers.some((peer) => name === peer || name.startsWith(`${peer}/`));

/** A folder in which the built package is installed. */
async function inProject<Result>(code: string, use: (file: string) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'budget-'));
  try {
    mkdirSync(join(folder, 'node_modules'));
    symlinkSync(root, join(folder, 'node_modules', manifest.name), 'dir');
    const file = join(folder, 'user.mjs');
    writeFileSync(file, code);
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
    return await use(file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const withEsbuild: Bundler = (code) =>
  inProject(code, async (file) => {
    const { outputFiles } = await esbuild({
      entryPoints: [file],
      bundle: true,
      minify: true,
      write: false,
      format: 'esm',
      platform: 'browser',
      target: 'es2022',
      legalComments: 'none',
      external: ['node:*', ...peers],
      tsconfigRaw: {},
      // A linked package is no installed one to it: there it would not speak of its imports.
      logOverride: { 'ignored-bare-import': 'silent' },
    });
    return outputFiles[0]?.text ?? '';
  });

const withRollup: Bundler = (code) =>
  inProject(code, async (file) => {
    const bundle = await rollup({
      input: file,
      external: isExternal,
      plugins: [
        {
          name: 'installed-package',
          resolveId: (specifier) => {
            const entry = entries.find((each) => each.specifier === specifier);
            // What the package says of itself: none of its files does anything unless something of it is used.
            return entry && { id: join(root, 'dist', `${entry.output}.js`), moduleSideEffects: false };
          },
          transform: (source, id) => ({ code: source, map: null, moduleSideEffects: id === file }),
        },
      ],
    });
    const { output } = await bundle.generate({ format: 'es' });
    const { code: minified } = await transform(output[0].code, {
      minify: true,
      format: 'esm',
      legalComments: 'none',
    });
    return minified;
  });

const withVite: Bundler = (code) =>
  inProject(code, async (file) => {
    const built = await vite({
      root: join(file, '..'),
      configFile: false,
      logLevel: 'silent',
      build: {
        write: false,
        // An entry that exports keeps what it exports.
        rollupOptions: { input: file, external: isExternal, preserveEntrySignatures: 'strict' },
        modulePreload: false,
      },
    });
    const outputs = (Array.isArray(built) ? built : [built]).flatMap((each) =>
      'output' in each ? each.output : [],
    );
    return outputs.map((each) => (each.type === 'chunk' ? each.code : '')).join('');
  });

export const bundlers: Readonly<Record<string, Bundler>> = {
  esbuild: withEsbuild,
  rollup: withRollup,
  vite: withVite,
};

export const gzipped = (text: string): number => gzipSync(text, { level: 9 }).length;

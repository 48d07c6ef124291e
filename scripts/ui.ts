/**
 * Builds the screens into `dist/ui`: the page that `serve --ui` serves, and `embed.js` for pages of others. What is
 * imported late lies in files of its own; nothing of it is part of any entry of the package.
 */
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BuildOptions, build, type Plugin, transform } from 'esbuild';

/** Styles as text, for a page that adopts them. */
const styleAsText: Plugin = {
  name: 'style-as-text',
  setup: ({ onLoad }) =>
    onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { code } = await transform(readFileSync(path, 'utf8'), { loader: 'css', minify: true, target });
      return { contents: code, loader: 'text' };
    }),
};

const target = ['es2023', 'chrome123', 'firefox128', 'safari17.5'];

/** How everything of the screens is bundled, the styles of an embedded page among it. */
export const bundleOptions = (output: string) =>
  ({
    absWorkingDir: join(import.meta.dirname, '..'),
    bundle: true,
    minify: true,
    format: 'esm' as const,
    target,
    legalComments: 'none',
    outdir: output,
    chunkNames: 'part-[hash]',
    tsconfig: 'tsconfig.json',
    define: { PAPA_BROWSER_CONTEXT: 'true' },
    mainFields: ['module', 'main'],
    external: ['stream'],
    plugins: [styleAsText],
  }) satisfies BuildOptions;

/** @param output The folder to build into, made anew. */
export async function buildScreens(output: string): Promise<void> {
  rmSync(output, { recursive: true, force: true });
  mkdirSync(output, { recursive: true });
  const common = bundleOptions(output);
  const [{ metafile }] = await Promise.all([
    build({
      ...common,
      entryPoints: { main: 'ui/main.tsx', embed: 'ui/embed.tsx' },
      splitting: true,
      metafile: true,
    }),
    build({ ...common, plugins: [], entryPoints: { style: 'ui/style.css' } }),
  ]);
  const packages = Object.keys(metafile.inputs).flatMap((path) => {
    const name = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1];
    return name === undefined ? [] : [name];
  });
  writeFileSync(join(output, 'packages.json'), JSON.stringify([...new Set(packages)]));
  for (const file of ['index.html', 'icon.svg']) copyFileSync(join('ui', file), join(output, file));
}

if (import.meta.main) await buildScreens('dist/ui');

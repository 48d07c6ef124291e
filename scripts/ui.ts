/**
 * Builds the screens into `dist/ui`: the page that `serve --ui` serves, and `embed.js` for pages of others. What is
 * imported late lies in files of its own; nothing of it is part of any entry of the package.
 */
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { transform } from 'esbuild';
import { build, type Plugin } from 'rolldown';
import { root } from './entries.ts';

const browsers = ['chrome123', 'firefox128', 'safari17.5'];

async function minifiedStyle(path: string): Promise<string> {
  const { code } = await transform(readFileSync(path, 'utf8'), {
    loader: 'css',
    minify: true,
    target: browsers,
  });
  return code;
}

/** Styles as text, for a page that adopts them. */
const styleAsText: Plugin = {
  name: 'style-as-text',
  load: {
    filter: { id: /\.css$/ },
    handler: async (path) => ({
      code: `export default ${JSON.stringify(await minifiedStyle(path))};`,
      moduleType: 'js',
    }),
  },
};

/** What is imported late, and what only that needs. */
const late = /^(?:src\/bulk\/|ui\/(?:csv|screens\/import|parts\/drop|words\/(?:en|pt|es))\.)/;

/** Whether a module goes into the file that every page loads: one large file compresses better than many small ones. */
const isOfAll = (path: string): boolean => !late.test(relative(root, path)) && !path.endsWith('.css');

/**
 * Bundles pages that show the screens.
 * @param pages The module of each page, by the name of its file without the ending.
 * @returns The packages that something was taken from.
 */
export async function bundlePages(
  pages: Readonly<Record<string, string>>,
  output: string,
): Promise<string[]> {
  const modulesOfPages = new Set(Object.values(pages).map((path) => join(root, path)));
  const built = await build({
    cwd: root,
    input: pages,
    platform: 'browser',
    tsconfig: 'tsconfig.json',
    preserveEntrySignatures: 'allow-extension',
    plugins: [styleAsText],
    transform: {
      target: ['es2023', ...browsers],
      jsx: { runtime: 'classic', pragma: 'createElement', pragmaFrag: 'Fragment' },
      inject: { createElement: ['preact', 'createElement'], Fragment: ['preact', 'Fragment'] },
    },
    output: {
      dir: output,
      format: 'esm',
      minify: true,
      comments: false,
      entryFileNames: '[name].js',
      chunkFileNames: '[name]-[hash].js',
      codeSplitting: {
        includeDependenciesRecursively: false,
        groups: [{ name: 'screens', test: (path) => isOfAll(path) && !modulesOfPages.has(path) }],
      },
    },
  });
  const modules = built.output.flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []));
  const packages = modules.flatMap((path) => {
    const name = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1];
    return name === undefined ? [] : [name];
  });
  return [...new Set(packages)];
}

/** @param output The folder to build into, made anew. */
export async function buildScreens(output: string): Promise<void> {
  rmSync(output, { recursive: true, force: true });
  mkdirSync(output, { recursive: true });
  const packages = await bundlePages({ main: 'ui/main.tsx', embed: 'ui/embed.tsx' }, output);
  writeFileSync(join(output, 'packages.json'), JSON.stringify(packages));
  writeFileSync(join(output, 'style.css'), await minifiedStyle('ui/style.css'));
  for (const file of ['index.html', 'icon.svg']) copyFileSync(join('ui', file), join(output, file));
}

if (import.meta.main) await buildScreens('dist/ui');

import { relative, resolve } from 'node:path';
import { transform } from 'esbuild';
import { type Plugin, rollup } from 'rollup';

/** The chunk that a module goes into, by its path and the entries that load it; `undefined` leaves it to the bundler. */
export type ChunkOf = (source: string, reach: ReadonlySet<string>) => string | undefined;

export interface Layout {
  /** The folder with a file for each module. */
  readonly parts: string;
  readonly into: string;
  /** The files to make, by their paths without extension, and the modules that they are of. */
  readonly entries: Readonly<Record<string, string>>;
  readonly isExternal: (name: string) => boolean;
  /** The modules in each file. */
  readonly inputsOf: ReadonlyMap<string, readonly string[]>;
  readonly chunkOf: ChunkOf;
}

// A minifier takes comments away, and with them what says that a call may be left out: an operand stands for it meanwhile.
const mark = '__PURE__+';
const annotation = /\/\* @__PURE__ \*\/ /g;
// Bundlers know by themselves that these do nothing else.
const known = /\/\* @__PURE__ \*\/ (?=new (?:Weak)?(?:Map|Set)\(\))/g;

// Within functions, as the code is printed here: shorter, and said by fewer letters, it leaves those of names to a minifier.
const inner = /^( +|.*\bfor (?:await )?\()const /gm;

/**
 * For machines; what users meet by name keeps it (`classNames`), and what a bundler may leave out stays marked. A runtime
 * shows the line that threw, whole.
 */
const minified: Plugin = {
  name: 'minified',
  renderChunk: async (code) => {
    // Marks the calls of functions that are said to do nothing but answer, where they cannot be other ones by then.
    const constant = code.replace(/^var (?=\w+ = \/\* @__NO_SIDE_EFFECTS__ \*\/)/gm, 'const ');
    const annotated = await transform(constant, { format: 'esm', target: 'node22' });
    const marked = annotated.code.replace(inner, '$1let ').replace(known, '').replace(annotation, mark);
    const made = await transform(marked, { format: 'esm', minify: true, lineLimit: 200, target: 'node22' });
    return { code: made.code.replaceAll(mark, '/*@__PURE__*/'), map: null };
  },
};

/** Puts the modules of a build into few files. */
export async function layOut(layout: Layout): Promise<void> {
  const { parts, into, entries, isExternal, inputsOf, chunkOf } = layout;
  // The file under the module's own name only hands on what stands in another.
  const sourceOf = (id: string): string => {
    const inputs = inputsOf.get(relative('.', id)) ?? [];
    const named = relative(parts, id).replace(/\.js$/, '.ts');
    return [...inputs, named].find((path) => path.startsWith('src/')) ?? inputs[0] ?? '';
  };
  const fileOf = (source: string): string => resolve(parts, source.replace(/\.ts$/, '.js'));
  const files = Object.fromEntries(
    Object.entries(entries).map(([output, source]) => [output, fileOf(source)]),
  );
  const bundle = await rollup({
    input: files,
    external: isExternal,
    plugins: [minified],
    // The matchers add themselves to the runner, and the program runs.
    treeshake: { moduleSideEffects: (id) => /^src\/(?:testing|cli)\//.test(sourceOf(id)) },
    onwarn: ({ message }) => {
      throw new Error(message);
    },
  });
  const reaches = new Map<string, Set<string>>();
  await bundle.write({
    dir: into,
    format: 'es',
    entryFileNames: '[name].js',
    chunkFileNames: 'chunk-[name].js',
    onlyExplicitManualChunks: true,
    hoistTransitiveImports: false,
    manualChunks: (id, { getModuleInfo }) => {
      if (reaches.size === 0)
        for (const [output, file] of Object.entries(files)) {
          const found = new Set([file]);
          for (const at of found) for (const next of getModuleInfo(at)?.importedIds ?? []) found.add(next);
          for (const at of found) reaches.set(at, (reaches.get(at) ?? new Set()).add(output));
        }
      return chunkOf(sourceOf(id), reaches.get(id) ?? new Set());
    },
  });
  await bundle.close();
}

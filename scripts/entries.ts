import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The entry points of the package, read off `exports` in package.json, the one place that lists them. What each is
 * built from stands in `paths` of tsconfig.json: `./memory` becomes `dist/memory/index.{js,d.ts}`, and
 * beside it `index.cjs` for `require`, with the modules in `dist/cjs`.
 */
export interface Entry {
  /** As it stands in `exports`: `.` or `./memory`. */
  readonly subpath: string;
  /** What users import: `vtex-customer-credit/memory`. */
  readonly specifier: string;
  /** Path of the output in `dist`, without extension: `memory/index`. */
  readonly output: string;
  readonly source: string;
  /** The optional peer this entry needs: whoever imports it has installed that package. */
  readonly peer: 'zod' | 'msw' | '@opentelemetry/api' | 'undici' | 'vitest' | 'expect' | undefined;
}

interface Config {
  readonly compilerOptions: { readonly paths: Readonly<Record<string, readonly string[]>> };
}

interface Manifest {
  readonly name: string;
  readonly exports: Readonly<Record<string, unknown>>;
  readonly typesVersions: Readonly<Record<string, unknown>>;
}

const peers: Readonly<Record<string, Entry['peer']>> = {
  './schemas': 'zod',
  './msw': 'msw',
  './otel': '@opentelemetry/api',
  './undici': 'undici',
  './vitest': 'vitest',
  './jest': 'expect',
};

/** Every script here is run by npm, in the root of the repository. */
export const root = process.cwd();

export const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;

const { paths } = (JSON.parse(readFileSync(join(root, 'tsconfig.json'), 'utf8')) as Config).compilerOptions;

function sourceOf(specifier: string): string {
  const source = paths[specifier]?.[0];
  if (source === undefined)
    throw new Error(`tsconfig.json: expected paths to name the source of ${specifier}`);
  return source.replace(/^\.\//, '');
}

export const entries: readonly Entry[] = Object.keys(manifest.exports)
  .filter((subpath) => !subpath.endsWith('.json'))
  .map((subpath) => {
    const specifier = join(manifest.name, subpath).replace(/\/$/, '');
    return {
      subpath,
      specifier,
      output: join(subpath, 'index'),
      source: sourceOf(specifier),
      peer: peers[subpath],
    };
  });

/** What `exports` has to say about an entry. */
export function conditionsOf({ output }: Entry): unknown {
  return {
    import: { types: `./dist/${output}.d.ts`, default: `./dist/${output}.js` },
    require: { types: `./dist/cjs/${output}.d.ts`, default: `./dist/${output}.cjs` },
  };
}

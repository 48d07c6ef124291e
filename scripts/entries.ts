import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The entry points of the package, read off `exports` in package.json, the one place that lists them.
 * `./memory` is built from `src/memory/index.ts` into `dist/memory/index.{js,cjs,d.ts,d.cts}`.
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
  readonly peer: 'zod' | 'msw' | '@opentelemetry/api' | undefined;
}

interface Manifest {
  readonly name: string;
  readonly exports: Readonly<Record<string, unknown>>;
}

const peers: Readonly<Record<string, Entry['peer']>> = {
  './schemas': 'zod',
  './msw': 'msw',
  './otel': '@opentelemetry/api',
};

/** Every script here is run by npm, in the root of the repository. */
export const root = process.cwd();

export const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;

export const entries: readonly Entry[] = Object.keys(manifest.exports)
  .filter((subpath) => !subpath.endsWith('.json'))
  .map((subpath) => {
    const output = join(subpath, 'index');
    return {
      subpath,
      specifier: join(manifest.name, subpath).replace(/\/$/, ''),
      output,
      source: `src/${output}.ts`,
      peer: peers[subpath],
    };
  });

/** What `exports` has to say about an entry. */
export function conditionsOf({ output }: Entry): unknown {
  return {
    import: { types: `./dist/${output}.d.ts`, default: `./dist/${output}.js` },
    require: { types: `./dist/${output}.d.cts`, default: `./dist/${output}.cjs` },
  };
}

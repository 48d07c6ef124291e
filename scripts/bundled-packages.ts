import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './entries.ts';

/** A package that became part of the output. */
export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  /** Where it is installed, below the root. */
  readonly folder: string;
}

/** Where `tsup.config.ts` writes what its bundler says went into each build: paths of files in `node_modules`. */
export const listsFolder = '.cache/bundled';

const inFolder = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//;

/** The folders named by a list of files, or, where the screens were built, of packages. */
function foldersOf(list: string): string[] {
  const paths = JSON.parse(readFileSync(join(root, list), 'utf8')) as string[];
  return paths.flatMap(
    (path) => inFolder.exec(path)?.[1] ?? (path.includes('node_modules/') ? [] : `node_modules/${path}`),
  );
}

/** Every package that the bundlers took something from; one of two versions is there twice. */
export function bundledPackages(): BundledPackage[] {
  const screens = 'dist/ui/packages.json';
  const lists = globSync(`${listsFolder}/*.json`, { cwd: root });
  if (lists.length === 0) throw new Error(`${listsFolder} is empty: npm run build`);
  if (existsSync(join(root, screens))) lists.push(screens);
  const folders = [...new Set(lists.flatMap(foldersOf))];
  const packages = folders.map((folder): BundledPackage => {
    const manifest = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as BundledPackage;
    return { name: manifest.name, version: manifest.version, license: manifest.license, folder };
  });
  return [...new Map(packages.map((each) => [titleOf(each), each])).values()].sort((a, b) =>
    titleOf(a) < titleOf(b) ? -1 : 1,
  );
}

export const titleOf = ({ name, version, license }: BundledPackage): string =>
  `${name} ${version} (${license})`;

/** What the licence file says of a package. */
export function chapterOf(bundled: BundledPackage): string {
  const [file] = globSync('{LICENSE,LICENCE,license,licence}*', { cwd: join(root, bundled.folder) });
  if (file === undefined) throw new Error(`${titleOf(bundled)} is bundled but has no license file`);
  return `${titleOf(bundled)}\n\n${readFileSync(join(root, bundled.folder, file), 'utf8').trim()}\n`;
}

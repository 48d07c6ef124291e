import { globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './entries.ts';

// The source maps of the build know which packages became part of it.
const bundled = new Set<string>();
for (const path of globSync('dist/**/*.map', { cwd: root })) {
  const { sources } = JSON.parse(readFileSync(join(root, path), 'utf8')) as { sources: string[] };
  for (const source of sources) {
    const name = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(source)?.[1];
    if (name !== undefined) bundled.add(name);
  }
}

// The screens come without source maps: their build leaves a list.
for (const path of globSync('dist/ui/packages.json', { cwd: root })) {
  for (const name of JSON.parse(readFileSync(join(root, path), 'utf8')) as string[]) bundled.add(name);
  rmSync(join(root, path));
}

const chapters = [...bundled].sort().map((name) => {
  const folder = join(root, 'node_modules', name);
  const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    version: string;
    license: string;
  };
  const [file] = globSync('{LICENSE,LICENCE,license,licence}*', { cwd: folder });
  if (file === undefined) throw new Error(`${name} is bundled but has no license file`);
  return `${name} ${version} (${license})\n\n${readFileSync(join(folder, file), 'utf8').trim()}\n`;
});

writeFileSync(
  join(root, 'dist/THIRD_PARTY_LICENSES.txt'),
  ['This package contains code of the following packages.\n', ...chapters].join(`\n${'-'.repeat(78)}\n\n`),
);

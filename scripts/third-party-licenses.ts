import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundledPackages, chapterOf } from './bundled-packages.ts';
import { root } from './entries.ts';

const chapters = bundledPackages().map(chapterOf);

writeFileSync(
  join(root, 'dist/THIRD_PARTY_LICENSES.txt'),
  ['This package contains code of the following packages.\n', ...chapters].join(`\n${'-'.repeat(78)}\n\n`),
);

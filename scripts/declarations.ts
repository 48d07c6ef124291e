/**
 * Completes the declarations of a build. Those that say `Disposable` name the library that it stands in, so that they
 * need nothing of a project but ES2022 and DOM. They are kept once: what an entry declares for `import` is what it
 * declares for `require`.
 */
import { globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { entries, root } from './entries.ts';

const dist = join(root, 'dist');
const reference = '/// <reference lib="esnext.disposable" />\n';

for (const path of globSync('cjs/**/*.d.ts', { cwd: dist })) {
  const file = join(dist, path);
  const text = readFileSync(file, 'utf8');
  const disposes = /\b(?:Async)?Disposable\b|Symbol\.(?:asyncD|d)ispose/.test(text);
  if (disposes && !text.startsWith(reference)) writeFileSync(file, reference + text);
}

const isEntry = new Set(entries.map(({ output }) => `${output}.d.ts`));
for (const path of globSync('**/*.d.ts', { cwd: dist, exclude: ['cjs/**'] }))
  if (!isEntry.has(path)) rmSync(join(dist, path));

for (const { output, peer } of entries) {
  const file = join(dist, `${output}.d.ts`);
  const shared = posix.join(posix.relative(posix.dirname(output), '.') || '.', 'cjs');
  const from = (path: string): string => `./${posix.join(shared, path)}`.replace(/^\.\/\.\./, '..');
  // MSW has none for `require`: what names its types stays, and shares the rest.
  const text =
    peer === 'msw'
      ? readFileSync(file, 'utf8').replaceAll(/(?<=from ')\.[^']*(?=')/g, (path) =>
          from(posix.join(posix.dirname(output), path)),
        )
      : `export * from '${from(`${output}.js`)}';\n`;
  writeFileSync(file, text);
}

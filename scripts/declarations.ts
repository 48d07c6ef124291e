/**
 * Completes the declarations of a build. Those that say `Disposable` name the library that it stands in, so that they
 * need nothing of a project but ES2022 and DOM. They are kept once: what an entry declares for `import` is what it
 * declares for `require`.
 */
import { existsSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { entries, root } from './entries.ts';

const reference = '/// <reference lib="esnext.disposable" />\n';

for (const path of globSync('dist/**/*.d.cts', { cwd: root })) {
  const file = join(root, path);
  const text = readFileSync(file, 'utf8');
  const disposes = /\b(?:Async)?Disposable\b|Symbol\.(?:asyncD|d)ispose/.test(text);
  if (disposes && !text.startsWith(reference)) writeFileSync(file, reference + text);
}

const isEntry = new Set(entries.map(({ output }) => join('dist', `${output}.d.ts`)));
for (const path of globSync('dist/**/*.d.ts', { cwd: root }))
  if (!isEntry.has(path)) rmSync(join(root, path));

for (const { output, peer } of entries) {
  const file = join(root, 'dist', output);
  if (!existsSync(`${file}.d.cts`)) throw new Error(`${file}.d.cts: expected the declarations of the build`);
  // MSW has none for `require`: what names its types stays, and shares the rest.
  const shared =
    peer === 'msw'
      ? readFileSync(`${file}.d.ts`, 'utf8').replaceAll(/(?<=from '\.[^']*)\.js(?=')/g, '.cjs')
      : `export * from './${basename(output)}.cjs';\n`;
  writeFileSync(`${file}.d.ts`, shared);
}

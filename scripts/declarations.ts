/**
 * Completes the declarations of a build: those that say `Disposable` name the library that it stands in, so that they
 * need nothing of a project but ES2022 and DOM.
 */
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './entries.ts';

const reference = '/// <reference lib="esnext.disposable" />\n';

for (const path of globSync('dist/**/*.d.{ts,cts}', { cwd: root })) {
  const file = join(root, path);
  const text = readFileSync(file, 'utf8');
  const disposes = /\b(?:Async)?Disposable\b|Symbol\.(?:asyncD|d)ispose/.test(text);
  if (disposes && !text.startsWith(reference)) writeFileSync(file, reference + text);
}

/**
 * Writes what is written from the types and schemas in src/api: the shapes by which requests and answers are checked, and
 * the lists of all types and of all schemas. With --check it only says which of these files is out of date.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './entries.ts';
import { schemaList, typeList } from './shapes/lists.ts';
import { allSources } from './shapes/sources.ts';
import { shapesOf } from './shapes/write.ts';

const checking = process.argv.includes('--check');
const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');

function write(name: string, input: string): void {
  const path = `src/api/${name}.generated.ts`;
  const text = execFileSync(process.execPath, [biome, 'check', '--write', `--stdin-file-path=${path}`], {
    cwd: root,
    input,
    encoding: 'utf8',
  });
  if (!checking) {
    writeFileSync(join(root, path), text);
  } else if (!existsSync(join(root, path)) || readFileSync(join(root, path), 'utf8') !== text) {
    console.error(`${path} is not what the types and schemas ask for: npm run shapes`);
    process.exitCode = 1;
  }
}

for (const [name, text] of shapesOf(await allSources())) write(name, text);
write('types', typeList());
write('schemas', schemaList());

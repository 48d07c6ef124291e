/**
 * Writes src/api/shapes.generated.ts, the shapes by which requests and answers are checked, from the schemas in src/api;
 * with --check it only says whether that file is what the schemas ask for.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './entries.ts';
import { allSources } from './shapes/sources.ts';
import { shapesOf } from './shapes/write.ts';

const path = 'src/api/shapes.generated.ts';
const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');
const text = execFileSync(process.execPath, [biome, 'check', '--write', `--stdin-file-path=${path}`], {
  cwd: root,
  input: shapesOf(await allSources()),
  encoding: 'utf8',
});

if (!process.argv.includes('--check')) {
  writeFileSync(join(root, path), text);
} else if (!existsSync(join(root, path)) || readFileSync(join(root, path), 'utf8') !== text) {
  console.error(`${path} is not what the schemas ask for: npm run shapes`);
  process.exitCode = 1;
}

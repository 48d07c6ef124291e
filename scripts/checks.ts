/**
 * Writes src/api/checks.generated.ts, the fast checks of answers, from the schemas in src/api; with --check it only
 * says whether that file is what the schemas ask for.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { allAnswers } from './checks/answers.ts';
import { checksOf } from './checks/generate.ts';
import { root } from './entries.ts';

const path = 'src/api/checks.generated.ts';

const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');
const text = execFileSync(process.execPath, [biome, 'format', `--stdin-file-path=${path}`], {
  cwd: root,
  input: checksOf(await allAnswers()),
  encoding: 'utf8',
});

if (!process.argv.includes('--check')) {
  writeFileSync(join(root, path), text);
} else if (!existsSync(join(root, path)) || readFileSync(join(root, path), 'utf8') !== text) {
  console.error(`${path} is not what the schemas ask for: npm run checks`);
  process.exitCode = 1;
}

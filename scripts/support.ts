/**
 * Writes what follows from `support.json` and from the last run of `npm run test:runtimes`: `engines` in package.json
 * and docs/compatibility.md. With `--check` nothing is written; what is out of date is named.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compatibility } from './compatibility.ts';
import { root } from './entries.ts';
import { compilerOf, engines, results, support } from './support-policy.ts';

const problems: string[] = [];
const checking = process.argv.includes('--check');

function bring(path: string, text: string): void {
  const file = join(root, path);
  const present = existsSync(file) ? readFileSync(file, 'utf8') : '';
  if (present === text) return;
  if (checking) problems.push(`${path} does not follow support.json: run \`npm run support\``);
  else writeFileSync(file, text);
}

const manifest = readFileSync(join(root, 'package.json'), 'utf8');
bring('package.json', manifest.replace(/("engines": \{\s*"node": )"[^"]*"/, `$1"${engines}"`));
bring('docs/compatibility.md', compatibility(support, results));

for (const version of support.typescript.versions) {
  try {
    compilerOf(version);
  } catch (error) {
    problems.push(error instanceof Error ? error.message : String(error));
  }
}
const newest = support.node.lines.map(({ version }) => version);
if (!newest.includes(support.node.minimum))
  problems.push(`support.json: expected node.lines to have the minimum, ${support.node.minimum}`);

for (const problem of problems) console.error(problem);
process.exitCode = problems.length === 0 ? 0 : 1;

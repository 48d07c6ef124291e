/**
 * Runs the whole suite several times on a busy machine: `npm run test:robust`. Beside it run loops that never rest.
 * `--runs` (5) and `--loops` (4) say how many; what is behind `--` goes to vitest, such as a file.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from './entries.ts';

const { values, positionals } = parseArgs({
  options: { runs: { type: 'string', default: '5' }, loops: { type: 'string', default: '4' } },
  allowPositionals: true,
});
const count = (name: 'runs' | 'loops'): number => {
  const number = Number(values[name]);
  if (!Number.isInteger(number) || number < 0) throw new Error(`--${name}: expected a whole number`);
  return number;
};
const runs = count('runs');
const loops = Array.from({ length: count('loops') }, () =>
  spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' }),
);
const vitest = join(root, 'node_modules/vitest/vitest.mjs');

const failed: number[] = [];
try {
  for (let run = 1; run <= runs; run += 1) {
    console.log(`\nrun ${run} of ${runs}, beside ${loops.length} busy loops`);
    const child = spawn(process.execPath, [vitest, 'run', '--reporter=dot', ...positionals], {
      cwd: root,
      stdio: 'inherit',
    });
    const [code]: unknown[] = await once(child, 'exit');
    if (code !== 0) failed.push(run);
  }
} finally {
  for (const loop of loops) loop.kill('SIGKILL');
}
console.log(
  failed.length === 0 ? `\nAll ${runs} runs passed.` : `\nRuns ${failed.join(', ')} of ${runs} failed.`,
);
process.exitCode = failed.length === 0 ? 0 : 1;

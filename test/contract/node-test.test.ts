import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { contractCases } from 'vtex-customer-credit/contract';
import { operationIds } from '../../src/api/table.ts';

const run = promisify(execFile);
const file = fileURLToPath(new URL('./node-test-suite.ts', import.meta.url));

describe('the suite under node:test', () => {
  it('runs whole, in its order', async () => {
    const { stdout } = await run(process.execPath, ['--test', '--test-reporter=tap', file], {
      maxBuffer: 16 * 1024 * 1024,
      // A runner inside a runner would report to the outer one.
      env: { PATH: process.env['PATH'] },
    });
    expect(stdout).toContain(`# pass ${contractCases.length + operationIds.length + 1}\n`);
    expect(stdout).toContain('# fail 0\n');
    expect(stdout).toContain(`- ${contractCases.length} cases ran, none left out\n`);
  }, 240_000);
});

import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = join(import.meta.dirname, '..', '..', '..');

/** Fourteen hours ahead, two and a half behind in summer, and none. */
export const zones = ['UTC', 'Pacific/Kiritimati', 'America/St_Johns'] as const;

export interface Told {
  readonly zone: string;
  /** By how many minutes the zone lay behind UTC on 1 July 2024. */
  readonly offset: number;
  readonly transcript: string;
}

/** The environment of this process in another zone, without what would make a test run of it. */
function environment(zone: string): NodeJS.ProcessEnv {
  const { VITEST, VITEST_MODE, VITEST_POOL_ID, VITEST_WORKER_ID, NODE_OPTIONS, ...others } = process.env;
  return { ...others, TZ: zone };
}

const largest = 512 * 1_048_576;

/** The story as a process in that zone tells it. */
export async function tell(zone: string): Promise<Told> {
  const hooks = new URL('./resolve.ts', import.meta.url);
  const child = fileURLToPath(new URL('./child.ts', import.meta.url));
  const args = ['--import', hooks.href, child];
  const options = { env: environment(zone), maxBuffer: largest };
  const { stdout, stderr } = await run(process.execPath, args, options);
  return { zone, offset: Number(stderr), transcript: stdout };
}

/** What the suites that deal with dates come to in that zone: each test with its outcome. */
export async function suites(zone: string, paths: readonly string[]): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'zones-'));
  try {
    const file = join(folder, 'report.json');
    const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
    const args = ['run', '--project', 'unit', '--reporter', 'json', '--outputFile', file, ...paths];
    const options = { env: environment(zone), cwd: root, maxBuffer: largest };
    await run(process.execPath, [vitest, ...args], options);
    const { testResults }: Report = JSON.parse(await readFile(file, 'utf8'));
    return testResults
      .flatMap(({ assertionResults }) =>
        assertionResults.map(({ fullName, status }) => `${status} ${fullName}`),
      )
      .sort();
  } finally {
    await rm(folder, { recursive: true });
  }
}

interface Report {
  readonly testResults: ReadonlyArray<{
    readonly assertionResults: ReadonlyArray<{ readonly fullName: string; readonly status: string }>;
  }>;
}

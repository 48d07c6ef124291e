import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** `FULL=1 npm run bench`: a million exported, 200,000 paid; without it a tenth, in a tenth of the time. */
const scale = process.env['FULL'] === undefined ? 10 : 1;

/**
 * However many rows, this many megabytes of heap have to do: whoever holds on to rows ends without a result. Young
 * space is kept small as well: else V8 counts it against the limit, and collects all the time.
 */
const heapOfWork = ['--max-old-space-size=64', '--max-semi-space-size=8'];
const heapOfServer = ['--max-old-space-size=8192'];

interface Measured {
  readonly rows: number;
  readonly seconds: number;
  readonly peak: number;
}

function start(file: string, heap: readonly string[], ...args: readonly string[]) {
  const options = [...heap, join(import.meta.dirname, file), ...args];
  const child = spawn(process.execPath, options, { stdio: ['ignore', 'pipe', 'inherit'] });
  const said = once(child.stdout.setEncoding('utf8'), 'data').then(([text]) => String(text).trim());
  const ended = once(child, 'close').then(([code]): never => {
    throw new Error(`${file} ended with ${code} before it said anything`);
  });
  return { child, line: Promise.race([said, ended]) };
}

async function measured(way: string, rows: number): Promise<Measured> {
  const server = start('server.ts', heapOfServer, String(rows));
  try {
    const { line, child } = start('work.ts', heapOfWork, way, await server.line, String(rows));
    const result: Measured = { rows, ...JSON.parse(await line) };
    if (child.exitCode === null) await once(child, 'close');
    return result;
  } finally {
    server.child.kill('SIGKILL');
    server.line.catch(() => {});
  }
}

function print(results: ReadonlyMap<string, Measured>): void {
  const [first] = results.values();
  for (const [name, { rows, seconds, peak }] of results) {
    // By the row, so that few and many can be compared.
    const ratio = first === undefined ? 1 : seconds / rows / (first.seconds / first.rows);
    const rate = Math.round(rows / seconds).toLocaleString('en');
    const memory = (peak / 1_048_576).toFixed(0);
    console.log(
      `${name.padEnd(28)}${seconds.toFixed(1).padStart(8)} s${rate.padStart(9)} rows/s${memory.padStart(6)} MB${ratio.toFixed(2).padStart(8)} ×`,
    );
  }
}

async function compared(rows: number, ways: readonly string[]): Promise<ReadonlyMap<string, Measured>> {
  const results = new Map<string, Measured>();
  for (const way of ways) results.set(`${way}, ${rows.toLocaleString('en')}`, await measured(way, rows));
  return results;
}

test.each([
  { what: 'exporting', rows: 1_000_000 / scale, ways: ['bare pages', 'export'], again: 'export' },
  {
    what: 'paying',
    rows: 200_000 / scale,
    ways: ['bare GET and PUT', 'bare PUT', 'payMany', 'plan and run'],
    again: 'plan and run',
  },
])(
  '$what invoices',
  async ({ rows, ways, again }) => {
    const results = new Map([...(await compared(rows, ways)), ...(await compared(rows / 10, [again]))]);
    print(results);
    expect(results.size).toBe(ways.length + 1);
  },
  1_800_000,
);

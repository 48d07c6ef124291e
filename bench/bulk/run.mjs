/**
 * Many rows in little memory: `node bench/bulk/run.mjs`, a tenth of them; `FULL=1`, a million exported and 200,000 paid.
 * However many rows, the same heap has to do: whoever holds on to rows ends without a result.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const scale = process.env.FULL === undefined ? 10 : 1;
// Young space is kept small as well: else V8 counts it against the limit, and collects all the time.
const heapOfWork = ['--max-old-space-size=64', '--max-semi-space-size=8'];
const heapOfServer = ['--max-old-space-size=8192'];

function start(file, heap, ...args) {
  const options = [...heap, join(import.meta.dirname, file), ...args];
  const child = spawn(process.execPath, options, { stdio: ['ignore', 'pipe', 'inherit'] });
  const said = once(child.stdout.setEncoding('utf8'), 'data').then(([text]) => String(text).trim());
  const ended = once(child, 'close').then(([code]) => {
    throw new Error(`${file} ended with ${code} before it said anything`);
  });
  return { child, line: Promise.race([said, ended]) };
}

async function measured(way, rows) {
  const server = start('server.ts', heapOfServer, String(rows));
  try {
    const { line, child } = start('work.ts', heapOfWork, way, await server.line, String(rows));
    const result = { rows, ...JSON.parse(await line) };
    if (child.exitCode === null) await once(child, 'close');
    return result;
  } finally {
    server.child.kill('SIGKILL');
    server.line.catch(() => {});
  }
}

const runs = [
  { rows: 1_000_000 / scale, ways: ['bare pages', 'export'], again: 'export' },
  {
    rows: 200_000 / scale,
    ways: ['bare GET and PUT', 'bare PUT', 'payMany', 'plan and run'],
    again: 'plan and run',
  },
];

for (const { rows, ways, again } of runs) {
  let first;
  for (const [way, count] of [...ways.map((each) => [each, rows]), [again, rows / 10]]) {
    const { seconds, peak } = await measured(way, count);
    first ??= seconds / count;
    const name = `${way}, ${count.toLocaleString('en')}`.padEnd(28);
    const rate = `${Math.round(count / seconds).toLocaleString('en')} rows/s`.padStart(16);
    const memory = `${(peak / 1_048_576).toFixed(0)} MB`.padStart(8);
    console.log(
      `${name}${seconds.toFixed(1).padStart(8)} s${rate}${memory}${(seconds / count / first).toFixed(2).padStart(8)} ×`,
    );
  }
}

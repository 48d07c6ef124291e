/**
 * Compares the built package with its peers and writes docs/benchmarks.md: `npm run bench`, or some sections alone with
 * `npm run bench -- client-one validation`, which then prints only. `ROUNDS=9 MS=600` measures longer.
 *
 * Every contestant runs in a fresh process in each round, in a new order each round, so that whatever disturbs the
 * machine disturbs all alike. Ratios are taken within a round; the medians over rounds are printed. A contestant whose
 * answer is wrong is not measured at all.
 */
import { execFileSync, fork } from 'node:child_process';
import { existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { median, shuffled } from './lib/measure.mjs';
import { prepare } from './lib/prepare.mjs';

const here = import.meta.dirname;
const root = join(here, '..');
const rounds = Number(process.env.ROUNDS ?? 5);
const milliseconds = Number(process.env.MS ?? 300);
const allSections = [
  ...[
    'client-cold',
    'client-stub',
    'client-one',
    'client-fifty',
    'client-page',
    'validation',
    'reference',
    'reference-index',
  ],
  ...['adapter-fetch', 'adapter-msw', 'adapter-listen', 'csv-export', 'csv-read'],
];

if (!existsSync(join(root, 'dist/index.js')))
  execFileSync('npm', ['run', 'build'], { cwd: root, stdio: 'inherit' });
if (!existsSync(join(here, 'node_modules/.package-lock.json')))
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: here, stdio: 'inherit' });
const self = join(here, 'node_modules/vtex-customer-credit');
if (!existsSync(self)) symlinkSync(root, self, 'dir');
await prepare(here);

const server = fork(join(here, 'lib/server.mjs'));
const url = await new Promise((said) => server.once('message', said));

/** Microseconds of one call, by the clock and of the processor; `undefined` for what could not be measured, which says why. */
function once(section, name) {
  return new Promise((told) => {
    const child = fork(join(here, 'lib/child.mjs'), [section, name, String(milliseconds), url], {
      stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
    });
    let failure = '';
    child.stderr.on('data', (text) => {
      failure += text;
    });
    child.once('message', told);
    child.once('exit', () => {
      const reason = /^.*Error.*$/m.exec(failure)?.[0];
      if (failure !== '') console.error(`${section}, ${name}: ${reason ?? failure}`);
      told(undefined);
    });
  });
}

async function compared(section) {
  const { title, contestants, options } = await import(`./sections/${section}.mjs`);
  const names = Object.keys(contestants);
  const results = Object.fromEntries(names.map((name) => [name, []]));
  // What runs once in a process is measured in more of them.
  for (let round = 0; round < rounds * (options.once ? 4 : 1); round += 1)
    for (const name of shuffled(names)) results[name][round] = await once(section, name);
  const [first] = names;
  const rows = names.flatMap((name) => {
    const known = results[name].filter((each) => each !== undefined);
    if (known.length === 0) return [];
    const ratios = results[name].flatMap((each, round) =>
      each === undefined || results[first][round] === undefined ? [] : [each.cpu / results[first][round].cpu],
    );
    const [wall, cpu] = ['wall', 'cpu'].map((kind) => median(known.map((each) => each[kind])));
    return [{ name, wall, cpu, ratio: median(ratios) }];
  });
  return { section, title, first, rows };
}

const micro = (value) => (value < 100 ? value.toFixed(1) : Math.round(value).toLocaleString('en'));

function tableOf({ title, first, rows }) {
  const lines = rows.map(
    ({ name, wall, cpu, ratio }) => `| ${name} | ${micro(wall)} | ${micro(cpu)} | ${ratio.toFixed(2)} |`,
  );
  const head = `| | µs by the clock | µs of the processor | × ${first} |`;
  return [`### ${title}`, '', head, '|---|---:|---:|---:|', ...lines, ''].join('\n');
}

/** Which peers took less of the processor than the fastest of ours that does the same work. */
function fasterPeers({ title, rows }) {
  const isOurs = ({ name }) => /^(?:this |emulator\.|MSW with handlers|listen)/.test(name);
  const ours = rows.filter(isOurs).map(({ cpu }) => cpu);
  if (ours.length === 0) return [];
  const best = Math.min(...ours);
  const faster = rows.filter((row) => !isOurs(row) && row.cpu < best).map(({ name }) => name);
  return [`- ${title}: ${faster.length === 0 ? 'none' : faster.join('; ')}.`];
}

/** What a million invoices cost the reference. */
function million() {
  const options = { execArgv: ['--expose-gc', '--max-old-space-size=8000'] };
  return new Promise((told, failed) => {
    const child = fork(join(here, 'million.mjs'), [], options);
    child.once('message', told);
    child.once('exit', (code) => failed(new Error(`million.mjs ended with ${code}`)));
  });
}

function millionText({ count, rows, memory }) {
  const lines = [
    ...rows.map(([what, seconds]) => `| ${what} | ${seconds.toFixed(2)} s |`),
    ...memory.map(([what, bytes]) => `| ${what} | ${Math.round(bytes).toLocaleString('en')} |`),
  ];
  const title = `### ${count.toLocaleString('en')} invoices in the reference`;
  return [title, '', 'Time of the processor, in one run.', '', '| | |', '|---|---:|', ...lines, ''].join(
    '\n',
  );
}

const chosen = process.argv.slice(2);
const results = [];
for (const section of chosen.length === 0 ? allSections : chosen.filter((name) => name !== 'million')) {
  const result = await compared(section);
  results.push(result);
  console.log(tableOf(result));
}
server.disconnect();

const isAll = chosen.length === 0;
const ofAMillion = isAll || chosen.includes('million') ? millionText(await million()) : '';
console.log(ofAMillion);
if (isAll) {
  const { dependencies } = JSON.parse(readFileSync(join(here, 'package.json'), 'utf8'));
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const versions = Object.entries(dependencies).map(([name, pinned]) => `${name} ${pinned}`);
  const text = `# Benchmarks

Written by \`npm run bench\` on ${new Date().toISOString().slice(0, 10)}: Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}, this
package ${version}. Medians of ${rounds} rounds of ${milliseconds} ms; the ratios are of the processor's time within a
round, in all threads of the process that calls. They say more than the microseconds, and above all than those by the
clock, which depend on the machine and on what else it does. Each contestant runs in a fresh process each round, in
a new order, and answers rightly before it is measured. Run it yourself: it installs the peers into \`bench/node_modules\`.

Peers: ${versions.join(', ')}. What is said of a peer is true of the
one task in the heading, used as its documentation has it.

${results.map(tableOf).join('\n')}
${ofAMillion}
## Where a peer is faster

${results.flatMap(fasterPeers).join('\n')}

The client checks every answer, keeps time limits over the whole call, decides by operation what may be repeated and keeps
credentials out of errors; bare \`fetch\` and \`undici.request\` do none of that.
`;
  writeFileSync(join(root, 'docs/benchmarks.md'), text);
}

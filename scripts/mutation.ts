/**
 * Mutation testing of what must not be wrong: `npm run test:mutation`. Stryker changes the code in small ways, one at a
 * time, and looks whether a test notices. It is installed outside the lockfile, into .cache. Names of scopes as
 * arguments choose some; `--files a.ts,b.ts` some files of them.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from './entries.ts';

const stryker = '10.1.1';
const least = 90;

interface Scope {
  /** Files of `src` that are changed. */
  readonly mutate: readonly string[];
  /**
   * The tests that have to notice. The runner chooses those that reach a change by one regular expression of all their
   * names, and crashes where that is too large for the engine, as it was with 600 of them.
   */
  readonly tests: readonly string[];
}

const scopes: Readonly<Record<string, Scope>> = {
  ledger: {
    mutate: ['src/ledger/**/*.ts'],
    tests: ['test/ledger/**/*.test.ts'],
  },
  outcome: {
    mutate: ['src/client/http/outcome.ts'],
    tests: ['test/client/http/outcome.test.ts', 'test/client/http/outcome-rules.test.ts'],
  },
  recovery: {
    mutate: ['src/api/recovery.ts', 'src/api/*/recovery.ts'],
    tests: ['test/api/recovery/*.test.ts'],
  },
  csv: {
    mutate: [
      'src/bulk/csv/import/{account-decision,decision-maker,invoice-changes}.ts',
      'src/bulk/csv/import/{account-job,invoice-job,job,or-absent}.ts',
      'src/bulk/run/apply-row.ts',
    ],
    tests: ['test/bulk/csv/decisions/*.test.ts'],
  },
};

const folder = join(root, '.cache', 'mutation');
const reports = join(folder, 'reports');
const program = join(folder, 'node_modules/@stryker-mutator/core/bin/stryker.js');

interface Mutant {
  readonly mutatorName: string;
  readonly replacement?: string;
  readonly status: string;
  readonly statusReason?: string;
  readonly location: { readonly start: { readonly line: number } };
}

interface Report {
  readonly files: Readonly<Record<string, { readonly mutants: readonly Mutant[] }>>;
}

const lineOf = (file: string, { location, mutatorName, replacement = '' }: Mutant): string =>
  `  ${file}:${location.start.line} ${mutatorName} ${replacement.replaceAll(/\s+/g, ' ').slice(0, 80)}`;

function install(): void {
  mkdirSync(reports, { recursive: true });
  const installed = existsSync(program) && readFileSync(join(folder, 'version'), 'utf8') === stryker;
  if (installed) return;
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  const packages = ['core', 'vitest-runner'].map((name) => `@stryker-mutator/${name}@${stryker}`);
  // Its peer is the vitest of this project, a folder further up.
  const options = ['--legacy-peer-deps', '--ignore-scripts', '--no-audit', '--no-fund', '--no-save'];
  execFileSync('npm', ['install', ...options, ...packages], { cwd: folder, stdio: 'inherit' });
  writeFileSync(join(folder, 'version'), stryker);
}

const { values, positionals } = parseArgs({ options: { files: { type: 'string' } }, allowPositionals: true });
const files = values.files?.split(',');
const unknown = positionals.filter((name) => !Object.hasOwn(scopes, name));
if (unknown.length > 0)
  throw new Error(`expected scopes of ${Object.keys(scopes).join(', ')}; not ${unknown.join(', ')}`);
const chosen = Object.entries(scopes)
  .filter(([name]) => positionals.length === 0 || positionals.includes(name))
  .map(([name, { mutate, tests }]) => {
    const sources = globSync([...mutate], { cwd: root }).filter((file) => files?.includes(file) ?? true);
    return { name, tests, sources };
  })
  .filter(({ sources }) => sources.length > 0);
if (chosen.length === 0) throw new Error('expected --files with files of the scopes');
install();

let isLow = false;
for (const { name, tests, sources } of chosen) {
  execFileSync(process.execPath, [program, 'run', '--mutate', sources.join(',')], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, MUTATION_TESTS: tests.join(',') },
  });
  const report = JSON.parse(readFileSync(join(reports, 'mutation.json'), 'utf8')) as Report;
  writeFileSync(join(reports, `${name}.json`), JSON.stringify(report));
  const mutants = Object.entries(report.files).flatMap(([file, { mutants: all }]) =>
    all.map((mutant) => ({ file, mutant })),
  );
  const having = (...statuses: readonly string[]) =>
    mutants.filter(({ mutant: { status } }) => statuses.includes(status));
  const timeouts = having('Timeout').length;
  const noticed = having('Killed').length + timeouts;
  const missed = having('Survived', 'NoCoverage');
  // Stryker leaves these out of its score. None is a test that failed: what is not known must not pass.
  const crashed = having('RuntimeError', 'CompileError');
  const score = (100 * noticed) / (noticed + missed.length);
  isLow ||= !(score >= least) || crashed.length > 0;
  const late = timeouts === 0 ? '' : ` (${timeouts} of them by a time limit)`;
  console.log(
    `\n${name}: ${score.toFixed(1)} % of ${noticed + missed.length} noticed${late}; not noticed: ${missed.length}`,
  );
  for (const { file, mutant } of missed) console.log(lineOf(file, mutant));
  if (crashed.length === 0) continue;
  console.log(`${name}: the runner crashed at ${crashed.length}, of which nothing is known:`);
  for (const { file, mutant } of crashed)
    console.log(`${lineOf(file, mutant)}\n    ${mutant.statusReason?.slice(0, 200)}`);
}
process.exitCode = isLow ? 1 : 0;

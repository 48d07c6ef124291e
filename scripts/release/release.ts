/**
 * Publishes the present version to npm. Refuses while anything is missing: where the project is at home
 * (release.config.json), a version, its chapter in the changelog, a clean work tree, the identity of the release
 * workflow. `--dry-run` goes the same way to the end without publishing, and lists what a release would refuse.
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { manifest, notesOf, type Origin, read, readOrigin, root, withOrigin } from './config.ts';
import { isPublished } from './registry.ts';

const { values } = parseArgs({ options: { 'dry-run': { type: 'boolean', default: false } } });
const dryRun = values['dry-run'];
const { name, version } = manifest();

const git = (...args: readonly string[]): string =>
  execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();

async function missing(): Promise<string[]> {
  const problems: string[] = [];
  const origin = readOrigin(read('release.config.json'));
  if ('problems' in origin) problems.push(...origin.problems);
  if (version === '0.0.0')
    problems.push('package.json: expected a version: run `npm run version`, and commit what it writes');
  else if (notesOf(read('CHANGELOG.md'), version) === undefined)
    problems.push(`CHANGELOG.md: expected a chapter "## ${version}"`);
  if (readdirSync(join(root, '.changeset')).some((file) => file.endsWith('.md') && file !== 'README.md'))
    problems.push('.changeset: expected no changesets: run `npm run version`, and commit what it writes');
  if (git('status', '--porcelain') !== '') problems.push('git: expected nothing that is not committed');
  if (process.env['ACTIONS_ID_TOKEN_REQUEST_URL'] === undefined)
    problems.push('expected to run in the workflow "Release": npm trusts that one, and nobody with a token');
  if (version !== '0.0.0' && (await isPublished(name, version)))
    problems.push(`npm has ${name}@${version} already`);
  return problems;
}

/** Publishes with `origin` in package.json, and puts package.json back. */
function publish(origin: Origin | undefined): void {
  const file = join(root, 'package.json');
  const before = read('package.json');
  try {
    if (origin !== undefined) writeFileSync(file, withOrigin(before, origin));
    const npm = (...args: readonly string[]): void =>
      void execFileSync('npm', args, { cwd: root, stdio: 'inherit' });
    // npm runs prepublishOnly, which is every check and test, and prepack, which builds. Told of a dry run, it tells
    // them too, and then the checks could pack nothing to look at.
    if (!dryRun) npm('publish');
    else {
      npm('run', 'prepublishOnly');
      npm('publish', '--dry-run', '--ignore-scripts', '--tag', 'latest');
    }
  } finally {
    writeFileSync(file, before);
  }
}

const problems = await missing();
const say = (heading: string): void =>
  console.error([heading, ...problems.map((problem) => `  - ${problem}`)].join('\n'));

if (problems.length > 0 && !dryRun) {
  say(`${name}@${version} is not released:`);
  process.exitCode = 1;
} else {
  const origin = readOrigin(read('release.config.json'));
  publish('problems' in origin ? undefined : origin);
  if (dryRun && problems.length > 0)
    say('\nThe dry run went through. A release would be refused until then:');
  else console.log(dryRun ? '\nThe dry run went through.' : `\n${name}@${version} is released.`);
}

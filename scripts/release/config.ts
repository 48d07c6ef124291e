import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '..', '..');

interface Config {
  readonly repository: string | null;
  readonly homepage: string | null;
  readonly bugs: string | null;
}

/** What is written into package.json for a release and cannot be known before somebody hosts the project. */
export interface Origin {
  readonly repository: { readonly type: 'git'; readonly url: string };
  readonly homepage: string;
  readonly bugs: { readonly url: string };
}

const fields = ['repository', 'homepage', 'bugs'] as const;

/**
 * Reads `release.config.json`: `repository` is the https address of the repository, without `.git`; `homepage` and
 * `bugs` may stay null on GitHub, and then are the repository's README and its issues.
 */
export function readOrigin(text: string): Origin | { readonly problems: readonly string[] } {
  const config = JSON.parse(text) as Partial<Config>;
  const problems: string[] = [];
  for (const name of Object.keys(config)) {
    if (!fields.some((field) => field === name))
      problems.push(`release.config.json: expected only ${fields.join(', ')}, not ${name}`);
  }
  for (const name of fields) {
    const value = config[name] ?? null;
    if (value !== null && !isAddress(value))
      problems.push(`release.config.json: expected ${name} to be an https address`);
  }
  const repository = config.repository ?? null;
  if (repository === null) {
    problems.push('release.config.json: expected repository, such as https://github.com/OWNER/NAME');
    return { problems };
  }
  const onGitHub = /^https:\/\/github\.com\/[^/]+\/[^/]+$/.test(repository);
  if (!onGitHub || repository.endsWith('.git'))
    problems.push(
      'release.config.json: expected repository as https://github.com/OWNER/NAME: provenance is made there',
    );
  if (problems.length > 0) return { problems };
  return {
    repository: { type: 'git', url: `git+${repository}.git` },
    homepage: config.homepage ?? `${repository}#readme`,
    bugs: { url: config.bugs ?? `${repository}/issues` },
  };
}

function isAddress(value: unknown): boolean {
  return typeof value === 'string' && URL.canParse(value) && new URL(value).protocol === 'https:';
}

interface Manifest {
  readonly name: string;
  readonly version: string;
}

export const read = (path: string): string => readFileSync(join(root, path), 'utf8');

export const manifest = (): Manifest => JSON.parse(read('package.json')) as Manifest;

/** package.json with where the project is at home, after `license`, as text that npm would write. */
export function withOrigin(text: string, origin: Origin): string {
  const rows = Object.entries(JSON.parse(text) as Record<string, unknown>).filter(
    ([name]) => !fields.some((field) => field === name),
  );
  const at = rows.findIndex(([name]) => name === 'license') + 1;
  rows.splice(at, 0, ...Object.entries(origin));
  return `${JSON.stringify(Object.fromEntries(rows), null, 2)}\n`;
}

/** The chapter of CHANGELOG.md about a version, without its heading; undefined where there is none. */
export function notesOf(changelog: string, version: string): string | undefined {
  const chapters = changelog.split(/^## /m).slice(1);
  const chapter = chapters.find((text) => text.split('\n')[0]?.trim() === version);
  return chapter?.slice(chapter.indexOf('\n')).trim();
}

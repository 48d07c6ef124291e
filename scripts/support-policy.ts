import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './entries.ts';

/** What the package is supported on, `support.json`: engines, workflows, checks and docs/compatibility.md follow it. */
export interface Support {
  readonly node: {
    /** The oldest Node that the package runs on, with all three numbers. */
    readonly minimum: string;
    /** The lines that are tested, each by one version, and the day on which its maintenance ends. */
    readonly lines: readonly { readonly version: string; readonly until: string }[];
  };
  readonly typescript: {
    readonly minimum: string;
    readonly versions: readonly string[];
    readonly resolutions: readonly string[];
  };
  readonly runtimes: readonly Tool[];
  readonly testRunners: readonly Tool[];
  readonly packageManagers: readonly Tool[];
  readonly bundlers: readonly Tool[];
}

/** Something that the package is tried with, as the npm package that brings it. */
export interface Tool {
  readonly id: string;
  readonly name: string;
  readonly package: string;
  readonly version: string;
}

/** One target of `npm run test:runtimes`, and what became of each thing that was tried on it. */
export interface TargetResult {
  readonly id: string;
  readonly version: string;
  readonly steps: Readonly<Record<string, 'pass' | 'fail'>>;
  /** For what failed: the reason, in a few words. */
  readonly note?: string;
}

const json = (path: string): unknown => JSON.parse(readFileSync(join(root, path), 'utf8'));

export const support = json('support.json') as Support;

/** What `npm run test:runtimes` found out last; kept under version control. */
export const resultsPath = 'etc/runtimes.json';

export const results: readonly TargetResult[] = existsSync(join(root, resultsPath))
  ? (json(resultsPath) as readonly TargetResult[])
  : [];

/** `22.12.0` as `22.12`, the way engines are written. */
export const short = (version: string): string => version.replace(/\.0$/, '');

export const engines = `>=${short(support.node.minimum)}`;

/** The name of the development dependency that holds a version of TypeScript. */
export function compilerOf(version: string): string {
  const [major, minor] = version.split('.');
  const { devDependencies } = json('package.json') as {
    readonly devDependencies: Readonly<Record<string, string>>;
  };
  const installed = (name: string): string | undefined =>
    name in devDependencies
      ? (json(`node_modules/${name}/package.json`) as { readonly version: string }).version
      : undefined;
  const names = ['typescript', `typescript-${major}`, `typescript-${major}.${minor}`];
  const found = names.find((name) => installed(name) === version);
  if (found === undefined)
    throw new Error(
      `support.json: expected TypeScript ${version} among the development dependencies ${names.join(', ')}`,
    );
  return found;
}

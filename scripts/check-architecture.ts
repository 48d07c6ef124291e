import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { check } from './architecture.ts';
import { root } from './entries.ts';

const violations = globSync('src/**/*.ts', { cwd: root }).flatMap((path) =>
  check(path, readFileSync(join(root, path), 'utf8')),
);
for (const { path, line, rule, message } of violations) console.error(`${path}:${line} ${rule}: ${message}`);
process.exitCode = violations.length === 0 ? 0 : 1;

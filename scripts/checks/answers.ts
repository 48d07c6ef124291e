import { globSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Answer } from '../../src/api/dto.ts';
import { root } from '../entries.ts';

function isAnswer(value: unknown): value is Answer<unknown> {
  return (
    typeof value === 'object' &&
    value !== null &&
    'tolerant' in value &&
    'strict' in value &&
    'check' in value
  );
}

/** Every answer that a schema file exports, by its name. */
export async function allAnswers(): Promise<Map<string, Answer<unknown>>> {
  const found = new Map<string, Answer<unknown>>();
  for (const file of globSync('src/api/**/schema.ts', { cwd: root }).sort()) {
    const module: Readonly<Record<string, unknown>> = await import(pathToFileURL(join(root, file)).href);
    for (const [name, value] of Object.entries(module)) {
      if (!isAnswer(value)) continue;
      if (found.has(name)) throw new Error(`${file}: another schema file exports an answer ${name}`);
      found.set(name, value);
    }
  }
  return found;
}

import { globSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as z from 'zod/mini';
import { identifier } from '../../src/api/primitives.ts';
import { root } from '../entries.ts';

/** What a shape is written from: a schema, or an answer's two. */
export interface Source {
  /** The module that exports it, as seen from `src/api`. */
  readonly module: string;
  readonly tolerant: z.ZodMiniType;
  readonly strict: z.ZodMiniType;
}

const isSchema = (value: unknown): value is z.ZodMiniType => value instanceof z.ZodMiniType;

function sourceOf(module: string, value: unknown): Source | undefined {
  if (isSchema(value)) return { module, tolerant: value, strict: value };
  if (typeof value !== 'object' || value === null || !('tolerant' in value) || !('strict' in value))
    return undefined;
  const { tolerant, strict } = value;
  return isSchema(tolerant) && isSchema(strict) ? { module, tolerant, strict } : undefined;
}

/** The files in which the types of requests and answers stand, each with its schema. */
export const typeFiles = (): readonly string[] => globSync('src/api/*/*types.ts', { cwd: root }).toSorted();

/** A file of `src/api` as seen from there. */
export const moduleOf = (file: string): string => file.replace(/^src\/api/, '.');

/** Every schema that those files export, by its name, and that of what may stand in a path. */
export async function allSources(): Promise<ReadonlyMap<string, Source>> {
  const found = new Map<string, Source>([
    ['identifier', { module: './primitives.ts', tolerant: identifier, strict: identifier }],
  ]);
  for (const file of typeFiles()) {
    const module: Readonly<Record<string, unknown>> = await import(pathToFileURL(join(root, file)).href);
    for (const [name, value] of Object.entries(module)) {
      const source = sourceOf(moduleOf(file), value);
      if (source === undefined) continue;
      if (found.has(name)) throw new Error(`${file}: another file exports ${name}`);
      found.set(name, source);
    }
  }
  return found;
}

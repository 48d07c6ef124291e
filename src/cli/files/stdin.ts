import { createReadStream, createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { CsvSource } from '../../bulk/index.ts';

/** The name that stands for what is piped in. */
export const stdinName = '-';

/**
 * What is piped in, to be read more than once: it is kept in a file that is for its owner alone and goes away with the
 * program.
 */
export async function sourceOfStdin(): Promise<CsvSource> {
  const folder = mkdtempSync(join(tmpdir(), 'vtex-customer-credit-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'stdin');
  await pipeline(process.stdin, createWriteStream(file, { mode: 0o600 }));
  return () => createReadStream(file);
}

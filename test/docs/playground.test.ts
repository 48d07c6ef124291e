import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';

const folder = join(import.meta.dirname, '../../website/samples');
const samples = globSync('*.ts', { cwd: folder }).sort();

afterEach(() => void vi.restoreAllMocks());

test.each(samples)("the playground's program %s prints what the site's test expects", async (name) => {
  const lines: string[] = [];
  vi.spyOn(console, 'log').mockImplementation((...values) => void lines.push(values.join(' ')));
  await import(join(folder, name));
  // Lines of CSV end as Windows does; files of this repository do not.
  const printed = `${lines.join('\n').replaceAll('\r', '').trimEnd()}\n`;
  await expect(printed).toMatchFileSnapshot(join(folder, name.replace(/\.ts$/, '.txt')));
});

test('each program begins with its title', () => {
  expect(samples.length).toBeGreaterThan(5);
  for (const name of samples) expect(readFileSync(join(folder, name), 'utf8')).toMatch(/^\/\/ \S/);
});

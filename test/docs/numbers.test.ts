import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { standardDueDays } from '../../src/ledger/installment.ts';
import { mostInstallments } from '../../src/values/limits.ts';

const root = new URL('../../', import.meta.url);

/** Every text that a user may read: docstrings, behaviours, cases, guides and the OpenAPI document. */
const texts = ['src/**/*.ts', 'docs/*.md', 'README.md', 'openapi.json'].flatMap((pattern) =>
  globSync(pattern, { cwd: root, exclude: ['src/**/*.generated.ts'] }).map((file) => ({
    file,
    // Comments are broken into lines.
    text: readFileSync(new URL(file, root), 'utf8').replace(/\n\s*\*\s/g, ' '),
  })),
);

/** What texts say of a number: where, and the numbers themselves. */
function said(
  pattern: RegExp,
): ReadonlyArray<{ readonly file: string; readonly numbers: readonly number[] }> {
  return texts.flatMap(({ file, text }) =>
    [...text.matchAll(pattern)].map(([found]) => ({
      file,
      numbers: (found.match(/\d+/g) ?? []).map(Number),
    })),
  );
}

describe('texts with numbers of the rules', () => {
  const [step = 0] = standardDueDays;

  test.each([
    ['every so many days', /(?<!`\[28\]` is )\bevery \d+ days\b/g, 4],
    ['so many days for instalment k', /\d+·k days/g, 1],
    ['due in so many days, and twice that', /\bdue in \d+(?:, \d+)+/g, 2],
    ['the option that says the same', /`\[\d+\]`(?=, every)/g, 1],
  ])('say when instalments are due: %s', (_, pattern, atLeast) => {
    const found = said(pattern);
    expect(found.length).toBeGreaterThanOrEqual(atLeast);
    for (const { file, numbers } of found)
      expect(numbers, file).toEqual(numbers.map((_number, at) => step * (at + 1)));
  });

  test('say how many instalments there may be', () => {
    const found = said(/settlement will make: 1 to \d+/g);
    expect(found.length).toBeGreaterThan(0);
    for (const { file, numbers } of found) expect(numbers, file).toEqual([1, mostInstallments]);
  });
});

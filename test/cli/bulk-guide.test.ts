import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createEmulator } from 'vtex-customer-credit/emulator';
import { listen } from 'vtex-customer-credit/node';
import { fencesOf, textOf } from '../docs/markdown.ts';
import { worldSeed, worldTime } from '../docs/world.ts';
import { folder } from './program.ts';
import { shellIn } from './shell.ts';

it('the guide of bulk settlement shows what its commands print', async () => {
  const { control, fetch } = createEmulator({ now: worldTime, seed: worldSeed });
  await using server = await listen({ fetch });
  using files = folder();
  const run = shellIn(files, server.url, 'npx', 'shift\n');
  const shell = async (lines: string): Promise<string> => {
    const { code, out, err } = await run(lines);
    expect({ code, err }).toMatchObject({ code: 0 });
    return out;
  };

  const fences = fencesOf(textOf('docs/bulk-settlement.md'));
  const [first, ...commands] = fences
    .map(({ language, code }, at) => ({ language, code, shown: fences[at + 1] }))
    .filter(
      ({ language, code }) => language === 'sh' && code.startsWith('npx vtex-customer-credit invoices'),
    );
  expect(commands).toHaveLength(2);
  await shell(first?.code ?? '');
  const file = join(files.path, 'invoices.csv');
  const exported = readFileSync(file, 'utf8');
  // What the table shows of the spreadsheet.
  const cells = exported.split('\r\n').map((row) => row.split(','));
  expect(cells[0]?.slice(0, 6)).toEqual(
    ['Account ID', 'Invoice ID', 'Friendly ID', 'Status', 'Value', 'Due date'].map((name, at) =>
      at === 0 ? `\uFEFF${name}` : name,
    ),
  );
  expect(cells[1]?.slice(2, 6)).toEqual(['A69BD96C-1', 'Overdue', '35', '2024-04-24T01:01:07.3570738Z']);
  writeFileSync(file, exported.replaceAll(',Overdue,', ',Paid,'));
  for (const { code, shown } of commands) {
    expect(shown?.language).toBe('text');
    expect(await shell(code)).toBe(shown?.code);
  }
  expect(
    control.snapshot().accounts.flatMap(({ invoices }) => invoices.map(({ invoice }) => invoice.status)),
  ).toEqual(['Paid', 'Paid']);
}, 120_000);

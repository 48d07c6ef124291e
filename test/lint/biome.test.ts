import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

interface Diagnostic {
  readonly category: string;
  readonly location: { readonly path: string };
}

const bad = {
  'lint/suspicious/noExplicitAny': 'export const x = (y: any): string => String(y);\n',
  'lint/style/noNonNullAssertion': 'export const x = (y: string | undefined): string => y!;\n',
  'lint/suspicious/noTsIgnore': "// @ts-ignore\nexport const x: number = 'y';\n",
  'lint/style/noDefaultExport': 'export default 1;\n',
  'lint/suspicious/noConsole': "console.log('x');\n",
  'lint/style/useImportType':
    "import { Invoice } from './types.ts';\n\nexport const x = (y: Invoice): Invoice => y;\n",
  'lint/style/noEnum': 'export enum X {\n  Y = 1,\n}\n',
  'lint/nursery/noFloatingPromises':
    'const y = async (): Promise<void> => {};\n\nexport const x = (): void => {\n  y();\n};\n',
  'lint/nursery/noMisusedPromises':
    'const y = async (): Promise<boolean> => true;\n\nexport const x = (): number => (y() ? 1 : 2);\n',
  format: 'export const x = {a: "b"}\n',
};
const cycle = {
  'src/ledger/one.ts': "import { two } from './two.ts';\n\nexport const one = (): number => two();\n",
  'src/ledger/two.ts': "import { one } from './one.ts';\n\nexport const two = (): number => one();\n",
  'src/ledger/red.ts': "import type { Blue } from './blue.ts';\n\nexport type Red = Blue | 'red';\n",
  'src/ledger/blue.ts': "import type { Red } from './red.ts';\n\nexport type Blue = Red | 'blue';\n",
};
const good = {
  'src/ledger/types.ts': 'export interface Invoice {\n  readonly id: string;\n}\n',
  'src/ledger/good.ts':
    "import type { Invoice } from './types.ts';\n\nexport const idOf = ({ id }: Invoice): string => id;\n",
  'vitest.config.ts': 'export default {};\n',
  'scripts/good.ts': "console.log('x');\n",
};

const folder = mkdtempSync(join(tmpdir(), 'lint-'));
const pathOf = (category: string): string => `src/ledger/${category.replaceAll('/', '-').toLowerCase()}.ts`;
let found: ReadonlyMap<string, readonly string[]>;

beforeAll(async () => {
  const files = {
    ...cycle,
    ...good,
    ...Object.fromEntries(Object.entries(bad).map(([category, text]) => [pathOf(category), text])),
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  for (const path of ['biome.json', '.gitignore']) cpSync(path, join(folder, path));

  const report = await new Promise<string>((resolve) => {
    const args = [
      'ci',
      '--colors=off',
      '--error-on-warnings',
      '--reporter=json',
      '--max-diagnostics=none',
      '.',
    ];
    execFile(join(process.cwd(), 'node_modules/.bin/biome'), args, { cwd: folder }, (_, stdout) =>
      resolve(stdout),
    );
  });
  const { diagnostics } = JSON.parse(report) as { diagnostics: Diagnostic[] };
  found = new Map(
    [...Map.groupBy(diagnostics, ({ location }) => location.path)].map(([path, of]) => [
      path,
      of.map(({ category }) => category),
    ]),
  );
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('biome.json', () => {
  it.each(Object.keys(bad))('refuses %s', (category) => {
    expect(found.get(pathOf(category))).toContain(category);
  });

  it.each(Object.keys(cycle))('refuses the circle through %s', (path) => {
    expect(found.get(path)).toContain('lint/suspicious/noImportCycles');
  });

  it.each(Object.keys(good))('accepts %s', (path) => {
    expect(found.get(path)).toBeUndefined();
  });
});

import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'node:util';
import ts from 'typescript';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createEmulator } from 'vtex-customer-credit/emulator';
import { documents, type Fence, fencesOf, root, textOf } from './markdown.ts';
import { worldSeed, worldTime } from './world.ts';

// Inside the project, so that the package's own name and its paths are found.
const folder = join(root, 'node_modules', '.cache', 'snippets');

/** What the guides take for granted in a snippet without imports. */
const around = `
import * as sdk from 'vtex-customer-credit';
import { world } from '../../../test/docs/world.ts';
const { CustomerCreditClient, createClient, createLimiter, fetchTransport, isApiError, isAccountAlreadyOpen,
  isCustomerCreditError, isKnownInvoiceStatus, isOverdue, myCredits, toDate, toEpochMilliseconds } = sdk;
const { client, clientAs, control } = world();
const creditAccountId = '11111111111_CPF';
const invoice = await client.invoices.get({ creditAccountId, id: '7583E36F101C461094AB6CA68FA8EE2C-01' });
`;

interface Snippet extends Fence {
  readonly name: string;
  readonly file: string;
  readonly kind: 'fragment' | 'program' | 'test';
  /** What it prints, where the guide shows it. */
  readonly prints: string | undefined;
}

function kindOf(code: string): Snippet['kind'] {
  if (/^import .* from '(?:vitest|node:test)'/m.test(code)) return 'test';
  return code.includes('import ') ? 'program' : 'fragment';
}

function snippetsOf(document: string): Snippet[] {
  const fences = fencesOf(textOf(document));
  return fences.flatMap((fence, at) => {
    // What is copied from an example is tested there.
    if (fence.language !== 'ts' || fence.comment?.startsWith('examples/')) return [];
    const kind = kindOf(fence.code);
    const name = `${document}:${fence.line}`;
    const file = join(folder, `${name.replace(/\W+/g, '-')}${kind === 'test' ? '.test' : ''}.ts`);
    const next = fences[at + 1];
    return [{ ...fence, name, file, kind, prints: next?.language === 'text' ? next.code : undefined }];
  });
}

const snippets = documents.flatMap(snippetsOf);

const codeOf = ({ kind, code }: Snippet): string =>
  kind === 'fragment' ? `${around}{\n${code}\n}\nexport {};\n` : `${code}\nexport {};\n`;

beforeAll(() => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const snippet of snippets) writeFileSync(snippet.file, codeOf(snippet));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the snippets of README and guides', () => {
  it('compile', () => {
    const read = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile);
    const { options } = ts.convertCompilerOptionsFromJson(read.config.compilerOptions, root);
    const program = ts.createProgram({
      rootNames: snippets.map(({ file }) => file),
      options: {
        ...options,
        module: ts.ModuleKind.ESNext,
        moduleResolution: ts.ModuleResolutionKind.Bundler,
        // Stricter than the projects of most readers.
        noPropertyAccessFromIndexSignature: false,
      },
    });
    const problems = ts
      .getPreEmitDiagnostics(program)
      .map(
        ({ file, messageText }) => `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
      );
    expect(problems).toEqual([]);
    expect(snippets.length).toBeGreaterThan(40);
  }, 120_000);

  it('that are copied from an example say what the example says', () => {
    const copied = documents.flatMap((document) =>
      fencesOf(textOf(document)).filter(({ comment }) => comment?.startsWith('examples/')),
    );
    for (const { comment = '', code } of copied)
      expect(code, comment).toBe(readFileSync(join(root, comment), 'utf8'));
    expect(copied.length).toBeGreaterThan(2);
  });

  describe('run', () => {
    const printed: string[] = [];

    beforeEach(() => {
      printed.length = 0;
      const print = (...values: readonly unknown[]): void => void printed.push(format(...values));
      for (const name of ['log', 'warn', 'error', 'debug'] as const)
        vi.spyOn(console, name).mockImplementation(print);
      // The day of the guides, and a clock that goes.
      const ahead = Date.now() - Date.parse(worldTime);
      const { now } = Date;
      vi.spyOn(Date, 'now').mockImplementation(() => now() - ahead);
      for (const [name, value] of [
        ['VTEX_ACCOUNT', 'mystore'],
        ['VTEX_APP_KEY', 'any-key'],
        ['VTEX_APP_TOKEN', 'any-token'],
      ] as const)
        vi.stubEnv(name, value);
      // Whoever asks the store asks an emulator.
      const emulator = createEmulator({ now: worldTime, seed: worldSeed, idSeed: 'docs' });
      vi.stubGlobal('fetch', emulator.fetch);
    });
    afterEach(() => {
      vi.restoreAllMocks();
      vi.unstubAllEnvs();
      vi.unstubAllGlobals();
    });

    const runnable = snippets.filter(({ kind }) => kind !== 'test');

    it.each(runnable)('$name', async ({ file, prints }) => {
      await import(/* @vite-ignore */ file);
      // Numbers after the decimal point of a random pause and the like are shown nowhere.
      if (prints !== undefined) expect(`${printed.join('\n')}\n`).toBe(prints);
    });
  });

  it('that are tests pass in their runner', () => {
    const tests = snippets.filter(({ kind }) => kind === 'test');
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['node_modules/vitest/vitest.mjs', 'run', '--config', 'test/docs/snippets.config.ts'],
      { cwd: root, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1', VITEST: undefined } },
    );
    expect({ status, said: `${stdout}${stderr}` }).toEqual({
      status: 0,
      said: expect.stringContaining(`Test Files  ${tests.length} passed`),
    });
  }, 120_000);
});

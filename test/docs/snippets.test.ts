import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { afterAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
// Inside the project, so that the package's own name and its paths are found.
const folder = join(root, 'node_modules', '.cache', 'snippets');

/** What the guides take for granted between their snippets. */
const around = `
import { CustomerCreditClient, type CustomerCredit } from 'vtex-customer-credit';
import { createEmulator } from 'vtex-customer-credit/emulator';
import { createInMemoryCustomerCredit } from 'vtex-customer-credit/memory';
declare const creditAccountId: string;
declare const control: import('vtex-customer-credit/memory').Control;
declare const client: CustomerCredit;
`;

interface Snippet {
  readonly name: string;
  readonly file: string;
  readonly code: string;
  /** Whether it is a program of its own, with imports. */
  readonly whole: boolean;
}

function snippetsOf(document: string): Snippet[] {
  const text = readFileSync(join(root, document), 'utf8');
  return [...text.matchAll(/^```ts\n([\s\S]*?)^```/gm)].map((match, at) => {
    const code = match[1] ?? '';
    const name = `${document} ${at + 1}`;
    return {
      name,
      file: join(folder, `${name.replace(/\W+/g, '-')}.ts`),
      code,
      whole: code.includes('import '),
    };
  });
}

const guides = readdirSync(join(root, 'docs')).filter((name) => name.endsWith('.md'));
const snippets = ['README.md', ...guides.map((name) => `docs/${name}`)].flatMap(snippetsOf);

mkdirSync(folder, { recursive: true });
for (const { file, code, whole } of snippets) writeFileSync(file, whole ? code : `${around}{\n${code}\n}\n`);
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
    expect(snippets.length).toBeGreaterThan(8);
  }, 60_000);

  const isTest = ({ code }: Snippet): boolean => /^import \{.*\bit\b.*\} from 'vitest';/m.test(code);
  const programs = snippets.filter(
    (snippet) => snippet.whole && !snippet.code.includes('process.env') && !isTest(snippet),
  );
  const tests = snippets.filter(isTest);

  describe.each(tests)('$name holds', async ({ file }) => {
    await import(/* @vite-ignore */ file);
  });

  it('have tests among them', () => {
    expect(tests.length).toBeGreaterThan(0);
  });

  it.each(programs)('$name runs', async ({ file }) => {
    await import(/* @vite-ignore */ file);
  });
});

/**
 * Writes what each entry point exports into `etc/NAME.api.md`, from the built declarations, so that a change of the
 * public surface shows in review. With `--check` nothing is written; a report that is out of date is named.
 */
import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { Extractor, ExtractorConfig, ExtractorLogLevel } from '@microsoft/api-extractor';
import { entries, root } from './entries.ts';

const { None: none } = ExtractorLogLevel;
const checking = process.argv.includes('--check');
const problems: string[] = [];
const work = mkdtempSync(join(tmpdir(), 'api-report-'));

function report(declarations: string, name: string): string {
  const config = ExtractorConfig.prepare({
    configObjectFullPath: undefined,
    packageJsonFullPath: join(root, 'package.json'),
    configObject: {
      projectFolder: root,
      mainEntryPointFilePath: declarations,
      compiler: {
        overrideTsconfig: {
          compilerOptions: {
            target: 'ES2023',
            lib: ['ES2024', 'DOM', 'DOM.Iterable', 'DOM.AsyncIterable', 'ESNext.Disposable'],
            module: 'NodeNext',
            moduleResolution: 'NodeNext',
            types: ['node'],
            strict: true,
            skipLibCheck: true,
          },
          files: [declarations],
        },
      },
      newlineKind: 'lf',
      apiReport: {
        enabled: true,
        includeForgottenExports: false,
        reportFolder: work,
        reportTempFolder: join(work, 'temp'),
        reportFileName: name,
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      messages: {
        compilerMessageReporting: { default: { logLevel: ExtractorLogLevel.Error } },
        extractorMessageReporting: { default: { logLevel: none } },
        tsdocMessageReporting: { default: { logLevel: none } },
      },
    },
  });
  const { errorCount } = Extractor.invoke(config, {
    localBuild: true,
    messageCallback: (message) => {
      if (message.logLevel === ExtractorLogLevel.Error)
        problems.push(message.formatMessageWithLocation(root));
      message.handled = true;
    },
  });
  if (errorCount > 0) problems.push(`${name}: ${errorCount} errors`);
  // What has no docstring is said by typedoc, not in each line here.
  return readFileSync(join(work, `${name}.api.md`), 'utf8')
    .replace(/^ *\/\/ \(undocumented\)\n/gm, '')
    .replace(/ \(undocumented\)$/gm, '');
}

try {
  mkdirSync(join(work, 'temp'));
  mkdirSync(join(root, 'etc'), { recursive: true });
  const written = entries.map(({ output }) => {
    const folder = dirname(output);
    const name = folder === '.' ? 'index' : folder.replaceAll('/', '-');
    const path = `etc/${name}.api.md`;
    const text = report(join(root, 'dist', `${output}.d.ts`), name);
    const present = existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : '';
    if (present !== text) {
      if (checking)
        problems.push(`${path} is out of date: run \`npm run api-report\`, and look at what changed`);
      else writeFileSync(join(root, path), text);
    }
    return basename(path);
  });
  for (const path of globSync('etc/*.api.md', { cwd: root })) {
    if (written.includes(basename(path))) continue;
    if (checking) problems.push(`${path} reports on no entry point`);
    else rmSync(join(root, path));
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}

for (const problem of problems) console.error(problem);
process.exitCode = problems.length === 0 ? 0 : 1;

import { type Support, short, type TargetResult, type Tool } from './support-policy.ts';

const sign = { pass: '✓', fail: '✗' } as const;

function table(rows: readonly (readonly string[])[]): string {
  const [head = [], ...body] = rows;
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...body.map(line)].join('\n');
}

/** A row for each target whose id begins so, a column for each thing that was tried on any of them. */
function measured(head: string, found: readonly TargetResult[], nameOf: (id: string) => string): string {
  if (found.length === 0) return 'Not measured yet: `npm run test:runtimes`.';
  const steps = [...new Set(found.flatMap((result) => Object.keys(result.steps)))];
  const rows = found.map(({ id, version, steps: done }) => [
    nameOf(id),
    version,
    ...steps.map((step) => {
      const outcome = done[step];
      return outcome === undefined ? '–' : sign[outcome];
    }),
  ]);
  const notes = found.flatMap(({ id, note }) => (note === undefined ? [] : [`- ${nameOf(id)}: ${note}`]));
  return [table([[head, 'version', ...steps], ...rows]), ...(notes.length > 0 ? ['', ...notes] : [])].join(
    '\n',
  );
}

const named =
  (tools: readonly Tool[]) =>
  (id: string): string =>
    tools.find((tool) => tool.id === id)?.name ?? id;

/** docs/compatibility.md. */
export function compatibility(support: Support, results: readonly TargetResult[]): string {
  const having = (tools: readonly Tool[]): TargetResult[] =>
    tools.flatMap(({ id }) => results.filter((result) => result.id === id));
  const node = results.filter(({ id }) => id.startsWith('node-'));
  const typescript = results.filter(({ id }) => id.startsWith('typescript-'));
  const nodeName = (id: string): string => (id.endsWith('-cjs') ? 'Node, CommonJS' : 'Node, ESM');

  return `# Compatibility and versioning

<!-- Written by \`npm run support\` from support.json and etc/runtimes.json. -->

## What is supported

- **Node ${short(support.node.minimum)} or newer**, as ES modules and as CommonJS. ${support.node.lines
    .map(({ version, until }) => `Node ${version.split('.')[0]} until ${until}`)
    .join(', ')}.
- **TypeScript ${support.typescript.minimum} or newer**, with \`moduleResolution\` ${support.typescript.resolutions
    .map((resolution) => `\`${resolution}\``)
    .join(', ')}. The declarations pass with \`skipLibCheck: false\`.
- **Other runtimes** with \`fetch\`: ${support.runtimes.map(({ name }) => name).join(', ')}.
- **Bundlers**: ${support.bundlers.map(({ name }) => name).join(', ')}.

Newer versions are expected to work. Tell us when one does not.

## What was tried

\`npm run test:runtimes\` packs the package and installs it as a user does. On each target a small program uses it:
it reads, writes, is refused, walks pages, in memory and over HTTP against the emulator on a local port.
✓ passed, ✗ failed, – does not apply.

### Runtimes

${measured('runtime', node, nodeName)}

${measured('runtime', having(support.runtimes), named(support.runtimes))}

### Test runners and package managers

${measured('test runner', having(support.testRunners), named(support.testRunners))}

${measured('package manager', having(support.packageManagers), named(support.packageManagers))}

### TypeScript

Every entry point is imported and used; \`strict\`, \`exactOptionalPropertyTypes\`, \`skipLibCheck: false\`. With
\`node16\` the entry \`vtex-customer-credit/msw\` is for ES modules only, since MSW 3 is one.

${measured('compiler', typescript, () => 'TypeScript')}

### Bundlers

The bundle is run afterwards.

${measured('bundler', having(support.bundlers), named(support.bundlers))}

## Versioning

The package follows [semantic versioning](https://semver.org).

| change | release |
|---|---|
| something public is removed, renamed or means something else | major |
| a line of Node is dropped: only after its maintenance has ended | major |
| a new method, option, field, error code or entry point | minor |
| the oldest TypeScript that is supported moves up: the two newest majors always stay | minor |
| a behaviour of the reference changes because more became known of the real API | minor, named in the changelog |
| mended without any of these | patch |

- **Public** is what the entry points in \`exports\` export, without what is marked \`@internal\`. The reports in \`etc/\`
  have all of it, so that each change is visible in review.
- **Error codes** (\`code\`), their \`outcome\` and \`retryable\` are public. Messages are not: do not match on them.
- **Answers** may gain fields whenever VTEX adds some: \`tolerant\` validation lets them through.
- Types may become more exact in a minor release where the old type was wrong about what the API sends.
- Before 1.0.0 a minor release may break. The changelog says what to do.

What is deprecated stays for at least one minor release and says in its docstring what to use instead.
`;
}

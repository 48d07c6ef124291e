/** Writes docs/fidelity.md from the list of behaviours; with --check it only compares. */
import { readFileSync, writeFileSync } from 'node:fs';
import { behaviours } from '../src/ledger/behaviours/list.ts';

const file = new URL('../docs/fidelity.md', import.meta.url);
const marks = ['documented', 'observed', 'assumed'] as const;
const counts = marks.map((mark) => `${behaviours.filter((each) => each.mark === mark).length} ${mark}`);
const cell = (text: string): string => text.replaceAll('|', '\\|');

const page = `# What is known

<!-- Written by scripts/fidelity.ts from src/ledger/behaviours. -->

Every behaviour of the reference, ${behaviours.length} in all: ${counts.join(', ')}.

- **documented**: an official text or example says so.
- **observed**: seen in real payloads or in public code, not in the texts.
- **assumed**: nobody published it; it is our choice. A test that rests on it may fail against a real store.

The list is exported as data: \`import { behaviours } from 'vtex-customer-credit/memory'\`.

| behaviour | mark | what it says | known from |
|---|---|---|---|
${behaviours.map(({ id, mark, says, source }) => `| \`${id}\` | ${mark} | ${cell(says)} | ${cell(source)} |`).join('\n')}
`;

if (!process.argv.includes('--check')) {
  writeFileSync(file, page);
} else if (readFileSync(file, 'utf8') !== page) {
  console.error('docs/fidelity.md is not what src/ledger/behaviours says: run `npm run fidelity`');
  process.exitCode = 1;
}

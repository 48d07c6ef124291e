/**
 * Writes docs/fidelity.md from the behaviours and the cases that hold them; with --check it looks for gaps, and with
 * `--merge report.json` it takes what a real store has shown.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ContractCase } from '../src/contract/case.ts';
import { contractCases } from '../src/contract/cases.ts';
import { type BehaviourId, behaviours } from '../src/reference/behaviours/list.ts';
import { merged, type Observations, readObservations, writeObservations } from './observations.ts';

/** A test outside the contract that holds behaviours, by its title. */
export interface UnitTest {
  readonly file: string;
  readonly title: string;
  readonly holds: readonly string[];
}

/** What an adapter cannot show, or shows in part only: headers, statuses, and rules in all their cases. */
const unitTests: ReadonlyArray<UnitTest & { readonly holds: readonly BehaviourId[] }> = [
  {
    file: 'test/adapters/emulator/wire.test.ts',
    title: 'answers 200 with JSON, and with nothing where the official file has nothing',
    holds: ['wire.success'],
  },
  {
    file: 'test/adapters/emulator/wire.test.ts',
    title: 'refuses a body of 5 MB without reading it to its end',
    holds: ['wire.errors'],
  },
  {
    file: 'test/adapters/emulator/wire.test.ts',
    title: 'reads parameter names in any case, the other spelling of createdDateTo, and ignores strangers',
    holds: ['wire.unknown-fields'],
  },
  {
    file: 'test/adapters/emulator/wire.test.ts',
    title: 'takes a trailing slash, as the guide writes it',
    holds: ['wire.slash'],
  },
  {
    file: 'test/adapters/emulator/wire.test.ts',
    title: 'knows its callers by key and token, by header or by cookie, once any are named',
    holds: ['access.none'],
  },
  {
    file: 'test/ledger/account.test.ts',
    title: 'changes write Credit rows of the change of limit × (1 + tolerance): −1100, +3300, −500, +1250',
    holds: ['statement.credit'],
  },
  {
    file: 'test/values/money.test.ts',
    title: 'the product with a decimal fraction is the nearest cent of the exact one',
    holds: ['statement.credit.rounding'],
  },
  {
    file: 'test/values/money.test.ts',
    title: 'parts sum up exactly, differ by a cent at most and never grow',
    holds: ['settlement.split'],
  },
  {
    file: 'test/ledger/settlement.test.ts',
    title: 'ten instalments make ten invoices of one order',
    holds: ['settlement.invoices', 'settlement.order'],
  },
  {
    file: 'test/ledger/postponement.test.ts',
    title: 'in any sequence neither limit is passed, due dates add up, and the original one never moves',
    holds: ['postponement.limits', 'postponement.moves'],
  },
  {
    file: 'test/ledger/store-config.test.ts',
    title: 'of a fresh store: 5, 1 and 0 days before and 3 days after, at noon UTC',
    holds: ['config.outbox', 'config.fresh'],
  },
  {
    file: 'test/ledger/rules.test.ts',
    title: 'a command that takes credit never passes the cap',
    holds: ['credit.cap'],
  },
];

/** The whole title of a case. */
const titleOf = ({ group, name }: Pick<ContractCase, 'group' | 'name'>): string => `${group} ${name}`;

interface Ledger {
  readonly behaviours: ReadonlyArray<{ readonly id: string }>;
  readonly cases: ReadonlyArray<Pick<ContractCase, 'group' | 'name' | 'holds'>>;
  readonly unitTests: readonly UnitTest[];
  /** The text of a file of the repository; `undefined` when there is none. */
  read(file: string): string | undefined;
}

function isThere({ file, title }: UnitTest, read: Ledger['read']): boolean {
  const escaped = title.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  return new RegExp(`\\b(?:it|test)\\(\\s*(['"\`])${escaped}\\1,`).test(read(file) ?? '');
}

/** What is wrong with the ledger, a sentence each: nothing when every behaviour is held and nothing else claimed. */
export function gaps({ behaviours: all, cases, unitTests: units, read }: Ledger): string[] {
  const known = new Set(all.map(({ id }) => id));
  const titles = cases.map(titleOf);
  const tests = [
    ...cases.map((each) => ({ title: titleOf(each), holds: each.holds })),
    ...units.map(({ file, title, holds }) => ({ title: `${file}: ${title}`, holds })),
  ];
  const held = new Set(tests.flatMap(({ holds }) => holds));
  return [
    ...all.filter(({ id }) => !held.has(id)).map(({ id }) => `no case holds the behaviour ${id}`),
    ...tests.flatMap(({ title, holds }) =>
      holds.filter((id) => !known.has(id)).map((id) => `"${title}" holds ${id}, which is no behaviour`),
    ),
    ...tests.filter(({ holds }) => holds.length === 0).map(({ title }) => `"${title}" holds no behaviour`),
    ...titles
      .filter((title, at) => titles.indexOf(title) !== at)
      .map((title) => `two cases are called "${title}"`),
    ...units
      .filter((test) => !isThere(test, read))
      .map(({ file, title }) => `there is no test "${title}" in ${file}`),
  ];
}

const marks = ['documented', 'observed', 'assumed'] as const;
const counts = marks.map((mark) => `${behaviours.filter((each) => each.mark === mark).length} ${mark}`);
const cell = (text: string): string => text.replaceAll('|', '\\|');
const code = (text: string): string => text.replaceAll('<', '&lt;').replaceAll('_', '\\_');
const most = 8;

function heldBy(behaviour: string): string {
  const titles = [
    ...contractCases.filter(({ holds }) => holds.includes(behaviour)).map(titleOf),
    ...unitTests
      .filter(({ holds }) => holds.some((id) => id === behaviour))
      .map(({ file, title }) => `\`${file}\`: ${title}`),
  ];
  const rest = titles.length - most;
  return [
    ...titles.slice(0, most).map((title) => `- ${title.startsWith('`') ? title : code(title)}`),
    ...(rest > 0 ? [`- and ${rest} more`] : []),
  ].join('\n');
}

/** The mark, and what real stores have shown since. */
function markCell(id: string, mark: string, seen: Observations): string {
  const observation = seen[id];
  return observation === undefined ? mark : `${mark}; ${observation.finding} in a store, ${observation.date}`;
}

function page(): string {
  const seen = readObservations();
  return `# What is known

<!-- Written by scripts/fidelity.ts from src/reference/behaviours and src/contract. -->

Every behaviour of the reference and its client, ${behaviours.length} in all: ${counts.join(', ')}.

- **documented**: an official text or example says so.
- **observed**: seen in real payloads or in public code, not in the texts.
- **assumed**: nobody published it; it is our choice. A test that rests on it may fail against a real store.

Beside the mark stands what a real store has shown, and when: see [verifying a store](contract.md#verifying-a-store).

The list is exported as data: \`import { behaviours } from 'vtex-customer-credit/memory'\`.

| behaviour | mark | what it says | known from |
|---|---|---|---|
${behaviours.map(({ id, mark, says, source }) => `| \`${id}\` | ${markCell(id, mark, seen)} | ${cell(says)} | ${cell(source)} |`).join('\n')}

# What holds it

Each behaviour is held by cases of the [contract suite](contract.md), ${contractCases.length} in all, and some by tests
of their own besides: change the behaviour, and they fail. \`npm run check\` fails for a behaviour that nothing holds.
The cases are exported as data, too: \`import { contractCases } from 'vtex-customer-credit/contract'\`.

${behaviours.map(({ id, mark }) => `\`${id}\` (${mark})\n\n${heldBy(id)}`).join('\n\n')}
`;
}

/** Takes the observations of a report into the ledger. */
function merge(report: string | undefined): void {
  if (report === undefined) throw new Error('--merge: expected the file of a report');
  const known = behaviours.map(({ id }) => id);
  writeObservations(merged(known, readObservations(), JSON.parse(readFileSync(report, 'utf8'))));
}

function main(): void {
  const merging = process.argv.indexOf('--merge');
  if (merging > 0) merge(process.argv[merging + 1]);
  const file = 'docs/fidelity.md';
  const read: Ledger['read'] = (path) =>
    existsSync(join(process.cwd(), path)) ? readFileSync(join(process.cwd(), path), 'utf8') : undefined;
  const wrong = gaps({ behaviours, cases: contractCases, unitTests, read });
  if (!process.argv.includes('--check')) writeFileSync(file, page());
  else if (read(file) !== page())
    wrong.push(`${file} is not what src/reference/behaviours and src/contract say: run \`npm run fidelity\``);
  for (const each of wrong) console.error(each);
  if (wrong.length > 0) process.exitCode = 1;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main();

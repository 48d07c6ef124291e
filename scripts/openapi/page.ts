import { operationIds } from '../../src/api/table.ts';
import type { Deviation } from './deviations/deviation.ts';
import { areas } from './deviations/list.ts';
import type { Fact } from './facts.ts';

const cell = (text: string): string => text.replaceAll('|', '\\|');
const code = (text: string): string => `\`${cell(text)}\``;

const factText = (name: string, fact: Fact): string => {
  const value = typeof fact === 'object' ? fact.join(', ') : String(fact);
  return name === 'limits' || name === 'server' ? code(value) : `${name} ${code(value)}`;
};

const saidText = (said: Deviation['here']): string => {
  if (typeof said === 'string') return said === 'absent' ? 'not there' : 'there';
  const facts = Object.entries(said).map(([name, fact]) => factText(name, fact));
  return facts.length === 0 ? 'not said' : facts.join('; ');
};

const row = ({ place, official, here, reason, mark, source }: Deviation): string =>
  `| ${[code(place), saidText(official), saidText(here), cell(reason), mark, cell(source)].join(' | ')} |`;

/** docs/openapi.md, from the list of deviations. */
export function page(): string {
  const all = areas.flatMap(({ deviations }) => deviations);
  const marks = (['documented', 'observed', 'assumed'] as const).map(
    (mark) => `${all.filter((each) => each.mark === mark).length} ${mark}`,
  );
  const sections = areas.map(
    ({ title, deviations }) => `## ${title}

| place | official file | here | why | mark | known from |
|---|---|---|---|---|---|
${deviations.map(row).join('\n')}`,
  );
  return `# The OpenAPI document

<!-- Written by scripts/openapi.ts from the table of operations. -->

\`openapi.json\` describes the ${operationIds.length} operations in OpenAPI 3.1, as they travel: parameters and bodies with their ranges,
answers with what may be missing in them, refusals, permissions (\`x-permission\`) and what may be repeated (\`x-retry\`).
It is generated from the same table that the client and the reference are read off, so the three cannot drift apart.

Unofficial. VTEX's own file differs from what its guides, examples and stores show. Each difference stands below,
${all.length} in all: ${marks.join(', ')}.

- **documented**: an official text or example says so.
- **observed**: seen in real payloads or in public code, not in the texts.
- **assumed**: nobody published it; it is our choice.

A place is an operation and a part of it: \`query(from)\`, \`body() value\`, \`answer(200) data[].status\`. \`*\` stands for
anything, \`{a,b}\` for one or the other, \`…\` for a value of its own in each place. Prose, examples and what both files
say alike are not listed.

${sections.join('\n\n')}
`;
}

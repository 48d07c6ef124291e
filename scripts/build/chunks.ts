import type { ChunkOf } from './lay-out.ts';

/** Entries that take little or nothing of the client. */
const light = ['csv', 'otel', 'node', 'msw', 'undici', 'vitest', 'jest'].map((name) => `${name}/index`);

/** What some users import alone. */
const alone = ['src/api/known.ts', 'src/client/http/limiter.ts'];

const isGround = (source: string): boolean => /^src\/(?:errors|text|values|ledger)\//.test(source);

/** Where what `.` does not load goes; the first that fits. */
const others: ReadonlyArray<readonly [RegExp, string]> = [
  // What schemas are made of; the rest of what servers know of the API stands with the rules.
  [/^src\/api\/.*(?:types|schemas|dto|primitives|complaints)/, 'checks'],
  [/^src\/(?:ledger|values|api)\//, 'rules'],
  [/^src\/reference\/engine\//, 'engine'],
  [/^src\/reference\/behaviours\//, 'behaviours'],
  [/^src\/reference\/control\/(?:[a-z]+-check|quirk-list)\./, 'checks'],
  [/^src\/reference\/(?!index\.|control\/builders\.)/, 'reference'],
  [/^node_modules\/zod\//, 'zod'],
  [/^src\/adapters\/emulator\/(?:loopback|fetch|answers|cors|http)\./, 'answers'],
  [/^src\/adapters\/emulator\/(?!index\.|via-request\.)/, 'emulator'],
  [/^src\/adapters\/(?:node\/(?!index\.)|emulator\/via-request\.)/, 'node'],
  [
    /^src\/bulk\/(?:(?:label|options)\.|csv\/(?:format|export)\/|csv\/import\/(?:content|fingerprint)\.)/,
    'rows',
  ],
  [/^src\/bulk\/(?!index\.)/, 'plan'],
  [/^src\/contract\/cases\/(?:accounts|credit|holders|fields|amounts|access|ids|transactions)\./, 'cases'],
  [/^src\/contract\/cases\/(?:invoice|settlements|postponements|holds)/, 'more-cases'],
  [/^src\/contract\/(?:assert|case|refusals|sample-call)\./, 'cases'],
  [/^src\/contract\/(?!index\.)/, 'contract'],
  [/^src\/testing\/(?!vitest\.|jest\.)/, 'matchers'],
];

/**
 * What `.` loads comes in few files, since each costs a third of a millisecond. `base` holds what the lighter entries and
 * those who import one function take of it, so every statement in it can be left out by a bundler. None is longer than
 * 32 kB: a tarball then holds a chunk and its copy for `require`, which stands behind it, for little more than the one.
 */
export const chunkOf: ChunkOf = (source, reach) => {
  // What is of no module is the bundler's own, for CommonJS, which the program alone has.
  if (source === '' || source === 'src/index.ts' || source.startsWith('src/cli/')) return undefined;
  if (!reach.has('index'))
    return reach.size < 2 ? undefined : others.find(([pattern]) => pattern.test(source))?.[1];
  if (alone.includes(source) || light.some((entry) => reach.has(entry))) return 'base';
  if (reach.has('contract/index')) return isGround(source) ? 'base' : 'api';
  return reach.has('memory/index') || reach.has('emulator/index') ? 'client' : 'http';
};

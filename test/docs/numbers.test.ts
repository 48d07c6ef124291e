import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { standardBodyLimit } from '../../src/adapters/emulator/emulator.ts';
import { longestPause } from '../../src/client/http/limiter.ts';
import { standardMaxResponseBytes } from '../../src/client/http/options.ts';
import { remembered } from '../../src/client/recent-ids.ts';
import { limitOfCreated } from '../../src/ledger/account.ts';
import { dependentLevel } from '../../src/ledger/holder.ts';
import { standardDueDays } from '../../src/ledger/installment.ts';
import { daysToSettle } from '../../src/ledger/pre-authorization.ts';
import { freshStoreConfig } from '../../src/ledger/store-config.ts';
import { standardLimit } from '../../src/reference/control/builders.ts';
import { standardJournalSize } from '../../src/reference/control/journal.ts';
import { standardPage } from '../../src/reference/engine/handlers/pages.ts';
import {
  longestPostponement,
  mostInstallments,
  mostNotificationDays,
  mostNotifications,
  standardTimeout,
} from '../../src/values/limits.ts';

const root = new URL('../../', import.meta.url);

/** Every text that a user may read: docstrings, behaviours, cases, messages, guides and the OpenAPI document. */
const texts = ['src/**/*.ts', 'docs/*.md', 'README.md', 'openapi.json'].flatMap((pattern) =>
  globSync(pattern, { cwd: root, exclude: ['src/**/*.generated.ts'] }).map((file) => ({
    file,
    // Comments are broken into lines.
    text: readFileSync(new URL(file, root), 'utf8').replace(/\n\s*\*\s/g, ' '),
  })),
);

const words = ['no', 'one', 'two', 'three', 'four', 'five', 'six'];

/** The numbers in a text, in digits, with or without commas, or as a word. */
const numbersIn = (text: string): readonly number[] =>
  (text.match(new RegExp(`\\d[\\d,]*|\\b(?:${words.join('|')})\\b`, 'gi')) ?? []).map((number) => {
    const word = words.indexOf(number.toLowerCase());
    return word < 0 ? Number(number.replaceAll(',', '')) : word;
  });

/** What texts say of a number: where, and the numbers themselves. */
const said = (pattern: RegExp) =>
  texts.flatMap(({ file, text }) =>
    [...text.matchAll(pattern)].map(([found]) => ({ file, found, numbers: numbersIn(found) })),
  );

const [step = 0] = standardDueDays;
const { daysPrior, daysAfter } = freshStoreConfig.notificationsSettings ?? {};
const seconds = standardTimeout / 1000;

// Each with the numbers that it has to say, and in how many places at least it says them.
const rules: ReadonlyArray<
  readonly [rule: string, text: RegExp, numbers: readonly number[], places: number]
> = [
  ['instalments are due', /(?<!`\[28\]` is )\bevery \d+ days\b/g, [step], 4],
  ['instalment k is due', /\d+·k days/g, [step], 1],
  ['two instalments are due', /\bdue in \d+, \d+/g, [step, 2 * step], 2],
  ['the option for due days', /`\[\d+\]`(?=, every)/g, [step], 1],
  ['a seeded invoice is due', /\d+ days after the creation for each/g, [step], 1],
  ['a transaction has invoices', /settlement will make: 1 to \d+/g, [1, mostInstallments], 1],
  [
    'an order has invoices',
    /\(?1 to \d+\)?(?= (?:of one transaction|instalments))/g,
    [1, mostInstallments],
    2,
  ],
  [
    'a hold for an order lasts',
    /(?:to an order|for an order|settled)(?:,)? (?:for|until)(?: at most)? \d+ days/g,
    [daysToSettle],
    5,
  ],
  ['a hold for an order ends', /[Aa]fter those \d+ days/g, [daysToSettle], 2],
  ['a postponement is', /dueDays is a whole number from 1 to [\d,]+/g, [1, longestPostponement], 2],
  ['a postponement may be', /may be by [\d,]+ days at once/g, [longestPostponement], 2],
  [
    'notifications are near the due date',
    /within \d+ days(?= of the due date|, at times)/g,
    [mostNotificationDays],
    4,
  ],
  ['a trigger is near the due date', /due date, from 0 to \d+/g, [0, mostNotificationDays], 1],
  ['a list of triggers has', /\bAt most \w+(?=; `\[\]`)/g, [mostNotifications], 4],
  ['notifications on a side', /\b[Aa]t most \w+ (?=notifications|objects of days)/g, [mostNotifications], 5],
  ['a list without positions has', /\b[Ww]ithout positions the first \d+/g, [standardPage], 4],
  ['a list of requests of one’s own has', /brings the first \d+ without positions/g, [standardPage], 2],
  ['a fresh store has a credit of', /defaultCreditValue \d+/g, [freshStoreConfig.defaultCreditValue], 2],
  [
    'a fresh store has notifications',
    /notifications \d+, \d+ and \d+ days before and \d+ after/g,
    [...(daysPrior ?? []), ...(daysAfter ?? [])].map(({ days }) => days),
    2,
  ],
  [
    'an account that PUT made has',
    /\bwith a limit of \d+ and tolerance|has a limit of \d+(?= unless one)/g,
    [limitOfCreated],
    4,
  ],
  ['a built account has', /a limit of [\d,]+(?=,? unless(?: told)?\b(?! one))/g, [standardLimit], 2],
  ['a dependent has', /dependent has level \d/g, [dependentLevel], 2],
  ['the journal keeps', /journal keeps: [\d,]+/g, [standardJournalSize], 1],
  ['a walk knows again', /\blast [\d,]+ at least/g, [remembered], 2],
  ['a body may have', /request body in bytes: [\d,]+/g, [standardBodyLimit], 1],
  ['an answer may have', /that is read: [\d,]+(?= \(64 MiB\))/g, [standardMaxResponseBytes], 1],
  [
    'an answer may have, in the guides',
    /\(\d+ MiB\) is refused|over `fetch`; \d+ MiB/g,
    [standardMaxResponseBytes / 2 ** 20],
    2,
  ],
  ['an attempt may take', /gives up after \d+ seconds|; \d+ s(?=; 120 s)/g, [seconds], 2],
  ['a limiter waits', /\d+ seconds at most/g, [longestPause / 1000], 2],
];

describe('texts with numbers of the rules say what the rules say', () => {
  test.each(rules)('%s', (_, pattern, numbers, places) => {
    const found = said(pattern);
    for (const each of found) expect(each).toMatchObject({ numbers });
    expect(found.length).toBeGreaterThanOrEqual(places);
  });
});

import { type Command, InvalidArgumentError, Option } from 'commander';
import { askedStatusOf } from '../api/invoices/status-names.ts';
import { toEpochMilliseconds } from '../index.ts';
import { emulatorUrl } from './store.ts';

// Each of these reads one option; the program says what it throws and ends with 2.

/** A whole number from 1. */
export function wholeFromOne(text: string): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(value) && value >= 1) return value;
  throw new InvalidArgumentError('Expected a whole number from 1.');
}

/** A whole number from 1, or `all`. */
function countOrAll(text: string): number {
  return text === 'all' ? Number.POSITIVE_INFINITY : wholeFromOne(text);
}

/** An amount with a point, two decimals at most. */
export function amount(text: string): number {
  if (/^\d+(?:\.\d{1,2})?$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Expected an amount with a point, such as 1500.50.');
}

/** A decimal fraction, or a percentage. */
export function fraction(text: string): number {
  const [, digits, percent] = /^(\d+(?:\.\d{1,8})?)(%?)$/.exec(text) ?? [];
  if (digits === undefined) throw new InvalidArgumentError('Expected a fraction, such as 0.1, or 10%.');
  return percent === '%' ? Number((Number(digits) / 100).toFixed(10)) : Number(digits);
}

function status(text: string): string {
  const asked = askedStatusOf(text);
  if (asked !== undefined) return asked;
  throw new InvalidArgumentError(
    'Expected open, paid, overdue, canceled or not-yet-due, or the same in Portuguese or Spanish.',
  );
}

function positive(text: string): number {
  const value = Number(text);
  if (/^\d+(?:\.\d+)?$/.test(text) && value > 0) return value;
  throw new InvalidArgumentError('Expected a number above 0.');
}

function concurrency(text: string): number {
  const value = wholeFromOne(text);
  if (value <= 256) return value;
  throw new InvalidArgumentError('Expected a whole number from 1 to 256.');
}

/** An ISO 8601 date, kept as it is. */
export function date(text: string): string {
  if (toEpochMilliseconds(text) !== undefined) return text;
  throw new InvalidArgumentError('Expected an ISO 8601 date, such as 2024-05-20.');
}

/** The end of what a date means: a bare day lasts until its last tick. */
function lastOf(text: string): string {
  return date(text).length === 10 ? `${text}T23:59:59.9999999Z` : text;
}

const moment = (text: string): number => toEpochMilliseconds(date(text)) ?? 0;

function url(text: string): string {
  if (/^https?:\/\//i.test(text) && URL.canParse(text)) return text;
  throw new InvalidArgumentError(
    `Expected a URL, such as ${emulatorUrl}. Without one put --emulator behind everything else.`,
  );
}

export function withOptions(command: Command, ...options: readonly Option[]): Command {
  for (const option of options) command.addOption(option);
  return command;
}

/** The options of every command that works on a store. */
export const storeOptions = (): Option[] => [
  new Option(
    '--emulator [url]',
    `an emulator instead of a store, here or elsewhere (default: ${emulatorUrl})`,
  ).argParser(url),
  new Option('--json', 'JSON lines on stdout, everything else on stderr'),
  new Option('--locale <language>', 'the language of tables, statuses and CSV columns')
    .choices(['en', 'pt', 'es'])
    .default('en'),
  new Option(
    '--now <date>',
    "the moment that decides what is overdue (default: the clock of the emulator, or the machine's)",
  ).argParser(moment),
  new Option('--rate <number>', 'how many requests may begin in a second').argParser(positive),
];

/** The options of every command that changes something. */
export const changeOptions = (): Option[] => [
  new Option('--yes', 'changes without asking; needed where there is no terminal'),
  new Option('--dry-run', 'says what would change, and changes nothing'),
];

/** How many a list shows unless `--limit` says otherwise. */
export const usualLimit = 50;

export const limitOption = (usual: number): Option =>
  new Option('--limit <number>', 'how many at most, or all')
    .argParser(countOrAll)
    .default(usual, Number.isFinite(usual) ? String(usual) : 'all');

/** The filters of invoices. */
export const filterOptions = (): Option[] => [
  new Option(
    '--status <status>',
    'open (the overdue ones among them), paid, overdue, canceled or not-yet-due; in any of the languages',
  ).argParser(status),
  new Option('--account <id>', 'only those of one account'),
  new Option('--due-from <date>', 'due on this day or later').argParser(date),
  new Option('--due-to <date>', 'due on this day or earlier').argParser(lastOf),
  new Option(
    '--order <id>',
    'only those of one order; the API has no such filter, so all that the other filters leave are read',
  ),
];

/** How a CSV is written and read. */
export const sheetOptions = (): Option[] => [
  new Option('--separator <character>', 'between two cells').choices([',', ';']),
  new Option('--decimal-mark <character>', 'before the decimals of a number').choices(['.', ',']),
];

/** The options of plan and apply. */
export const planOptions = (): Option[] => [
  ...sheetOptions(),
  new Option('--encoding <name>', 'of the file (default: utf-8)').choices([
    'utf-8',
    'windows-1252',
    'utf-16le',
    'utf-16be',
  ]),
  new Option('--concurrency <number>', 'how many rows are under way at a time')
    .argParser(concurrency)
    .default(8),
];

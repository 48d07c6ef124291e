import { Command, Option } from 'commander';
import type { ExitCode } from '../exit.ts';
import { stdinName } from '../files/stdin.ts';
import { changeOptions, planOptions, sheetOptions, storeOptions, withOptions } from '../options.ts';
import { inSession, type Session, type SessionOptions } from '../session.ts';
import { UsageError } from '../usage.ts';
import type { BulkOptions, Subject } from './bulk.ts';
import { type ApplyOptions, applyFile } from './invoices-apply.ts';
import type { ExportOptions } from './invoices-export.ts';
import { planFile, type TellOptions } from './invoices-plan.ts';

const reopenOption = (): Option =>
  new Option('--reopen', 'lets Open in the status column reopen what is paid');

const allOption = (): Option => new Option('--all', 'tells of every row, however many there are');

const subjectOptions = (subject: Subject): Option[] => (subject === 'invoices' ? [reopenOption()] : []);

/** `export`: rows as a CSV. */
export function exportCommand<Options>(
  runExport: (session: Session, options: ExportOptions & Options) => Promise<ExitCode>,
  subject: Subject,
  filters: readonly Option[],
): Command {
  return withOptions(
    new Command('export').description(`Writes ${subject} as a CSV.`),
    new Option('--out <file>', 'a file instead of stdout'),
    ...filters,
    ...sheetOptions(),
    new Option('--no-bom', 'leaves the byte order mark out, by which Excel knows UTF-8'),
    ...storeOptions(),
  ).action((options: SessionOptions & ExportOptions & Options) =>
    // A file is written to its end, whoever reads what is said about it.
    inSession(options, (session) => runExport(session, options), { goesOn: options.out !== undefined }),
  );
}

/** `plan`: what a CSV would change. */
export function planCommand(subject: Subject): Command {
  return withOptions(
    new Command('plan')
      .description(
        'Says what a CSV would change, what stays unchanged and what is impossible. Changes nothing.',
      )
      .argument('<file>', 'the CSV; - reads what is piped in'),
    allOption(),
    ...subjectOptions(subject),
    ...planOptions(),
    ...storeOptions(),
  ).action((file: string, options: SessionOptions & BulkOptions & TellOptions) =>
    inSession(options, (session) => planFile(session, subject, file, options)),
  );
}

/** `apply`: makes the changes of a CSV. */
export function applyCommand(subject: Subject): Command {
  return withOptions(
    new Command('apply')
      .description('Makes the changes of a CSV. Stopped or killed, the same command resumes where it was.')
      .argument('<file>', 'the CSV; - reads what is piped in'),
    ...changeOptions(),
    new Option('--report <file>', 'what became of each row: .csv, .json or .jsonl'),
    new Option('--log <file>', 'how far the run has come (default: the name of the CSV with .runlog)'),
    new Option('--restart', 'starts over, whatever the log says'),
    allOption(),
    ...subjectOptions(subject),
    ...planOptions(),
    ...storeOptions(),
  ).action((file: string, options: SessionOptions & ApplyOptions) => {
    if (file === stdinName && options.log === undefined && !options.dryRun)
      throw new UsageError('What is piped in has no name to keep a log beside: add --log <file>.');
    return inSession(options, (session) => applyFile(session, subject, file, options), {
      goesOn: !options.dryRun,
    });
  });
}

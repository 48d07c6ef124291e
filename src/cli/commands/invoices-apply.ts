import type { Plan, Progress, RowOutcome, RowResult } from '../../bulk/index.ts';
import { InvalidInputError } from '../../errors/index.ts';
import { type ExitCode, exitCodes } from '../exit.ts';
import { FileError, needApart, unfinished } from '../files/files.ts';
import { lockOf } from '../files/lock.ts';
import { openRunLog, type RunLogFile } from '../files/run-log.ts';
import type { ChangeOptions, Session } from '../session.ts';
import { isAgreed, needYes } from '../terminal/ask.ts';
import { showProgress } from '../terminal/progress.ts';
import { type Report, reportTo } from '../terminal/report.ts';
import { counted, oneLine } from '../terminal/text.ts';
import { UsageError } from '../usage.ts';
import { type BulkOptions, fileMistake, planOf, type Subject } from './bulk.ts';
import { countTable, tellPlan, walkPlan } from './invoices-plan.ts';

export interface ApplyOptions extends BulkOptions, ChangeOptions {
  /** Where the run keeps how far it has come; beside the file unless given. */
  readonly log?: string | undefined;
  /** Begins anew, whatever the log says. */
  readonly restart?: boolean | undefined;
  readonly report?: string | undefined;
}

const problemsTold = 20;

/** Tells of each outcome while it goes by, and ends the run after the rows under way once it is to stop. */
async function* told(
  outcomes: AsyncIterable<RowOutcome>,
  { output, signal }: Session,
  problems: string[],
): AsyncGenerator<RowOutcome, void, void> {
  for await (const outcome of outcomes) {
    const { row, problem } = outcome;
    if (output.json) await output.record(outcome);
    if ((outcome.outcome === 'refused' || outcome.outcome === 'unknown') && problems.length < problemsTold)
      problems.push(oneLine(`row ${row}, ${outcome.outcome}: ${problem?.message ?? ''}`));
    yield outcome;
    if (signal.aborted) return;
  }
}

/** What was expected of the log, where an error is about that. */
const expectedOfLog = (error: unknown): string | undefined =>
  error instanceof InvalidInputError ? error.issues.find(({ path }) => path === 'log')?.expected : undefined;

type End = Pick<Progress, 'total' | 'processed' | RowResult>;

const beginning: End = { total: 0, processed: 0, done: 0, unchanged: 0, refused: 0, unknown: 0 };

/** The CSV of a run, and its log. */
interface RunFiles {
  readonly file: string;
  readonly log: string;
}

/** An error in the midst of a run: it says how far the run has come, and how it goes on. */
function brokenOff(error: unknown, { processed }: End, { file, log }: RunFiles): unknown {
  const expected = expectedOfLog(error);
  if (expected !== undefined)
    return new UsageError(
      `The run log ${log} is not for this file (expected ${expected}). Add --restart to start over, or name another one by --log.`,
    );
  const after = processed === 0 ? '' : ` after ${counted(processed, 'rows')}`;
  const mistake = fileMistake(error, file);
  // Found at the end of the file, when its rows are done.
  if (mistake instanceof UsageError && processed > 0)
    return new FileError(`${mistake.message}. The run broke off${after}.`);
  if (!(error instanceof FileError)) return error;
  return new FileError(`${error.message} The run broke off${after}; the same command goes on from there.`);
}

async function run(
  session: Session,
  plan: Plan<string, unknown>,
  log: RunLogFile,
  report: Report,
  files: RunFiles,
): Promise<End> {
  const { output, clock } = session;
  const view = showProgress('rows', clock);
  const problems: string[] = [];
  let end = beginning;
  try {
    const outcomes = plan.run({
      log,
      now: clock,
      // A stop lets the rows under way come to their end: see `told`.
      signal: undefined,
      onProgress: (progress) => {
        end = progress;
        view.show({ ...progress, failed: progress.refused + progress.unknown });
      },
    });
    await report(told(outcomes, session, problems));
  } catch (error) {
    throw brokenOff(error, end, files);
  } finally {
    view.end();
  }
  for (const problem of problems) output.note(problem);
  const untold = end.refused + end.unknown - problems.length;
  if (untold > 0) output.note(`… and ${untold} more; --report keeps them all.`);
  return end;
}

async function runApply(
  session: Session,
  plan: Plan<string, unknown>,
  file: string,
  options: ApplyOptions,
): Promise<ExitCode> {
  const { output, signal, locale } = session;
  const { log: path = `${file}.runlog`, restart, report: reportFile } = options;
  const besides = reportFile === undefined ? [] : [reportFile, unfinished(reportFile)];
  await needApart(file, path, await lockOf(path), ...besides);
  const report = reportTo(reportFile, locale);
  const log = await openRunLog(path);
  let through = false;
  try {
    if (restart) await log.clear();
    const { total, processed, ...counts } = await run(session, plan, log, report, { file, log: path });
    const { done, unchanged, refused, unknown } = counts;
    const stopped = signal.aborted && processed < (total ?? Number.POSITIVE_INFINITY);
    if (output.json) await output.record({ counts: { total, done, unchanged, refused, unknown }, stopped });
    else await output.line(`${done} done, ${unchanged} unchanged, ${refused} refused, ${unknown} unknown.`);
    if (stopped) {
      output.note(`Stopped after ${counted(processed, 'rows')}. The same command goes on from there.`);
      return exitCodes.stopped;
    }
    through = true;
    if (unknown > 0) output.note('What became of the unknown ones the same command finds out.');
    return refused + unknown === 0 ? exitCodes.done : exitCodes.failed;
  } finally {
    await (through ? log.remove() : log.close());
  }
}

async function askAndApply(
  session: Session,
  subject: Subject,
  file: string,
  options: ApplyOptions,
): Promise<ExitCode> {
  const plan = await planOf(session, subject, file, options);
  if (options.dryRun) return tellPlan(session, plan);
  if (!options.yes) {
    const counts = await walkPlan(plan, session, async () => undefined);
    session.output.note(countTable(counts, session));
    if (
      counts.change > 0 &&
      !(await isAgreed(`Change ${counted(counts.change, subject)}?`, session.signal))
    ) {
      session.output.note('Nothing was changed.');
      return exitCodes.stopped;
    }
  }
  return runApply(session, plan, file, options);
}

/** `invoices apply` and `accounts apply`. */
export async function applyFile(
  session: Session,
  subject: Subject,
  file: string,
  options: ApplyOptions,
): Promise<ExitCode> {
  needYes(options);
  try {
    return await askAndApply(session, subject, file, options);
  } catch (error) {
    throw fileMistake(error, file);
  }
}

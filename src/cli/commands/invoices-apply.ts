import type { Plan, Progress, RowOutcome } from '../../bulk/index.ts';
import { InvalidInputError } from '../../index.ts';
import { type ExitCode, exitCodes } from '../exit.ts';
import { FileError, needApart, unfinished } from '../files/files.ts';
import { lockOf } from '../files/lock.ts';
import { openRunLog, type RunLogFile } from '../files/run-log.ts';
import type { ChangeOptions, Session } from '../session.ts';
import { isAgreed, needYes } from '../terminal/ask.ts';
import { showProgress } from '../terminal/progress.ts';
import { beginReport, type Report } from '../terminal/report.ts';
import { counted, oneLine } from '../terminal/text.ts';
import { UsageError } from '../usage.ts';
import { type BulkOptions, fileMistake, planOf, type Subject } from './bulk.ts';
import { countTable, type TellOptions, tellPlan, walkPlan } from './invoices-plan.ts';

export interface ApplyOptions extends BulkOptions, ChangeOptions, TellOptions {
  /** Where the run keeps how far it has come; beside the file unless given. */
  readonly log?: string | undefined;
  /** Starts over, whatever the log says. */
  readonly restart?: boolean | undefined;
  readonly report?: string | undefined;
}

const problemsTold = 20;
const unsentTold = 3;

/** Tells of each outcome while it goes by, and ends the run after the rows under way once it is to stop. */
async function* told(
  outcomes: AsyncIterable<RowOutcome>,
  { output, signal }: Session,
  problems: string[],
): AsyncGenerator<RowOutcome, void, void> {
  for await (const outcome of outcomes) {
    const { row, problem } = outcome;
    if (output.json) await output.record(outcome);
    const wrong = outcome.outcome !== 'done' && outcome.outcome !== 'unchanged';
    // Once a run has stopped by itself, all that is left says the same.
    const most = outcome.outcome === 'not-sent' ? unsentTold : problemsTold;
    if (wrong && problems.length < most)
      problems.push(oneLine(`row ${row}, ${outcome.outcome.replace('-', ' ')}: ${problem?.message ?? ''}`));
    yield outcome;
    if (signal.aborted) return;
  }
}

/** What was expected of the log, where an error is about that. */
const expectedOfLog = (error: unknown): string | undefined =>
  error instanceof InvalidInputError ? error.issues.find(({ path }) => path === 'log')?.expected : undefined;

type End = Omit<Progress, 'resumed' | 'rate' | 'timeLeft'>;

const beginning: End = {
  total: 0,
  processed: 0,
  done: 0,
  unchanged: 0,
  refused: 0,
  notSent: 0,
  unknown: 0,
  stopped: undefined,
};

const failedOf = ({ refused, notSent, unknown }: End): number => refused + notSent + unknown;

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
      `The run log ${log} cannot be resumed from (expected ${expected}). Add --restart to start over: what is done is found unchanged. Or name another one by --log.`,
    );
  const after = processed === 0 ? '' : ` after ${counted(processed, 'rows')}`;
  const mistake = fileMistake(error, file);
  // Found at the end of the file, when its rows are done.
  if (mistake instanceof UsageError && processed > 0)
    return new FileError(`${mistake.message}. The run broke off${after}.`);
  if (!(error instanceof FileError)) return error;
  return new FileError(`${error.message} The run broke off${after}; the same command resumes from there.`);
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
        view.show({ ...progress, failed: failedOf(progress) });
      },
    });
    await report.write(told(outcomes, session, problems));
  } catch (error) {
    throw brokenOff(error, end, files);
  } finally {
    view.end();
  }
  for (const problem of problems) output.note(problem);
  const untold = failedOf(end) - problems.length;
  if (untold > 0) output.note(`… and ${untold} more; --report keeps them all.`);
  return end;
}

/** Tells how a run ended, and answers with the exit code. */
async function tellEnd({ output, signal }: Session, end: End): Promise<ExitCode> {
  const { total, processed, done, unchanged, refused, notSent, unknown } = end;
  const interrupted = signal.aborted && processed < (total ?? Number.POSITIVE_INFINITY);
  const stopped = interrupted || end.stopped !== undefined;
  if (output.json)
    await output.record({
      counts: { total, done, unchanged, refused, notSent, unknown },
      stopped,
      ...(end.stopped === undefined ? {} : { reason: end.stopped }),
    });
  else
    await output.line(
      `${done} done, ${unchanged} unchanged, ${refused} refused, ${notSent} not sent, ${unknown} unknown.`,
    );
  if (end.stopped !== undefined) {
    output.note(
      oneLine(`The run stopped, nothing more was sent: ${end.stopped.message}`) +
        '\nThe same command resumes from there.',
    );
    return exitCodes.failed;
  }
  if (interrupted) {
    output.note(`Stopped after ${counted(processed, 'rows')}. The same command resumes from there.`);
    return exitCodes.stopped;
  }
  if (notSent > 0) output.note('The same command sends what was not sent.');
  if (unknown > 0) output.note('The same command finds out what became of the unknown ones.');
  return failedOf(end) === 0 ? exitCodes.done : exitCodes.failed;
}

async function runApply(
  session: Session,
  plan: Plan<string, unknown>,
  file: string,
  report: Report,
  { log: path = runLogOf(file), restart }: ApplyOptions,
): Promise<ExitCode> {
  const log = await openRunLog(path);
  let through = false;
  try {
    if (restart) await log.clear();
    const end = await run(session, plan, log, report, { file, log: path });
    const code = await tellEnd(session, end);
    through = end.stopped === undefined && code !== exitCodes.stopped;
    return code;
  } finally {
    await (through ? log.remove() : log.close());
  }
}

const runLogOf = (file: string): string => `${file}.runlog`;

async function askAndApply(
  session: Session,
  subject: Subject,
  file: string,
  options: ApplyOptions,
): Promise<ExitCode> {
  const plan = await planOf(session, subject, file, options);
  if (options.dryRun) return tellPlan(session, plan, options);
  const { log = runLogOf(file), report: reportFile } = options;
  const besides = reportFile === undefined ? [] : [reportFile, unfinished(reportFile)];
  await needApart(file, log, await lockOf(log), ...besides);
  // A report that cannot be written is to be known before anything is read or changed.
  const report = await beginReport(reportFile, session.locale);
  try {
    if (!options.yes) {
      const counts = await walkPlan(plan, session, options, async () => undefined);
      session.output.note(countTable(counts, session));
      const { change, unread } = counts;
      if (change === 0 && unread > 0) {
        session.output.note('Nothing was changed: the store could not be read.');
        return exitCodes.failed;
      }
      const more = unread === 0 ? '' : `, and what ${counted(unread, 'rows')} say that could not be read`;
      if (change > 0 && !(await isAgreed(`Change ${counted(change, subject)}${more}?`, session.signal))) {
        session.output.note('Nothing was changed.');
        return exitCodes.stopped;
      }
    }
    return await runApply(session, plan, file, report, options);
  } finally {
    await report.drop();
  }
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

import { type CustomerCreditError, isCustomerCreditError, type Outcome } from '../../index.ts';
import { type ExitCode, exitCodes } from '../exit.ts';
import { type ChangeOptions, inSession, type Session } from '../session.ts';
import { isAgreed, needYes } from '../terminal/ask.ts';
import { oneLine } from '../terminal/text.ts';

/** One change, before it is made. */
export interface Change {
  /** As JSON names it: `pay`, `accounts limit`. */
  readonly action: string;
  /** As it continues "Would " and begins a question: `mark u8KFsGDk-1 as paid`. */
  readonly words: string;
  /** The ids, for JSON. */
  readonly ids: object;
  /** What it is now, for JSON: `{ invoice }`. */
  readonly present: object;
  /** The same for the person who is asked. */
  readonly shown: string;
  /** Why nothing is to be done, if so: `u8KFsGDk-1 is paid already`. */
  readonly unchanged?: string | undefined;
  /** With `--dry-run`: why it would be refused, as far as can be read. */
  readonly obstacles: readonly string[];
  /** What is legal, but should be known before. */
  readonly notes?: readonly string[];
  /** Makes it, and resolves with what it is then, for JSON. */
  readonly make: () => Promise<object>;
  /** What to say of the result, in place of `words`; a line each. */
  readonly result?: (made: object) => string | undefined;
}

/** How it ended: with an error, as that says. */
type Ending = Outcome | 'unchanged' | 'would' | 'declined';

const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** Asks, makes the change, and says what became of it. */
async function makeChange(
  { output, signal }: Session,
  change: Change,
  { yes, dryRun }: ChangeOptions,
): Promise<ExitCode> {
  const { action, words, ids, unchanged, obstacles, notes = [] } = change;
  const tell = async (outcome: Ending, text: string, details: object = change.present): Promise<void> => {
    if (output.json) await output.record({ action, ...ids, outcome, ...details });
    else await output.line(text);
  };
  for (const note of notes) output.note(`Note: ${note}.`);
  if (unchanged !== undefined) {
    await tell('unchanged', `Nothing to do: ${unchanged}.`);
    return exitCodes.done;
  }
  if (dryRun && obstacles.length > 0) {
    if (output.json)
      await output.record({ action, ...ids, outcome: 'refused', reasons: obstacles, ...change.present });
    output.note(`Would be refused: ${obstacles.join('; ')}.`);
    return exitCodes.failed;
  }
  if (dryRun) {
    await tell('would', `Would ${words}. Nothing was changed.`);
    return exitCodes.done;
  }
  if (!yes) {
    output.note(change.shown);
    if (!(await isAgreed(`${capital(words)}?`, signal))) {
      await tell('declined', 'Nothing was changed.');
      return exitCodes.stopped;
    }
  }
  try {
    const made = await change.make();
    const said = change.result?.(made);
    await tell('done', `Done: ${words}.${said === undefined ? '' : `\n${said}`}`, made);
    return exitCodes.done;
  } catch (error) {
    if (!isCustomerCreditError(error) || error.code === 'invalid_input') throw error;
    return failed(error);
  }

  async function failed(error: CustomerCreditError): Promise<ExitCode> {
    if (output.json) await output.record({ action, ...ids, outcome: error.outcome, error: error.toJSON() });
    output.note(oneLine(error.message));
    return error.outcome === 'done' ? exitCodes.done : exitCodes.failed;
  }
}

/** Makes a change that a command describes, once it is agreed to. */
export function runChange<Options extends ChangeOptions>(
  options: Options,
  describe: (session: Session, dryRun: boolean) => Promise<Change>,
): Promise<void> {
  needYes(options);
  return inSession(
    options,
    async (session) => makeChange(session, await describe(session, options.dryRun ?? false), options),
    { goesOn: !options.dryRun },
  );
}

import { type CustomerCreditClient, isCustomerCreditError, type Locale } from '../index.ts';
import { machineNow } from './clock.ts';
import { type ExitCode, exitCodes } from './exit.ts';
import { FileError } from './files/files.ts';
import { clockOf } from './server-time.ts';
import { StoppedError, stopSignal } from './stop.ts';
import { openStore, type StoreChoice } from './store.ts';
import { createOutput, type Output } from './terminal/output.ts';

/** What the options of every command that works on a store say. */
export interface SessionOptions extends StoreChoice {
  readonly json?: boolean | undefined;
  readonly locale: Locale;
  readonly now?: number | undefined;
}

/** What the options of every command that changes something say. */
export interface ChangeOptions extends SessionOptions {
  readonly yes?: boolean | undefined;
  readonly dryRun?: boolean | undefined;
}

/** What a command works with. */
export interface Session {
  readonly client: CustomerCreditClient;
  readonly output: Output;
  readonly locale: Locale;
  /** The moment that decides what is overdue. */
  readonly now: () => number;
  /** The machine's clock, for how fast things go. */
  readonly clock: () => number;
  /** Ends when the program is told to stop. */
  readonly signal: AbortSignal;
}

/** What to do where nobody is there at all. */
class UnreachableError extends Error {}

function advised(error: unknown, { emulator }: SessionOptions): unknown {
  if (!isCustomerCreditError(error) || error.code !== 'network' || error.outcome !== 'not-sent') return error;
  const advice =
    emulator === undefined
      ? 'Check VTEX_ACCOUNT and the network.'
      : 'Start an emulator with vtex-customer-credit serve, or give the URL of one.';
  return new UnreachableError(`${error.message} ${advice}`, { cause: error });
}

/**
 * Runs a command. What it answers is what the program ends with. `goesOn`: it is not to break off half way when
 * nobody reads what it says.
 */
export async function inSession(
  options: SessionOptions,
  work: (session: Session) => Promise<ExitCode>,
  { goesOn = false }: { readonly goesOn?: boolean } = {},
): Promise<void> {
  const output = createOutput({ json: options.json ?? false, goesOn });
  const { now: fixed, emulator } = options;
  let now = fixed === undefined ? machineNow : () => fixed;
  const client = openStore(
    options,
    () => now(),
    ({ message }) => output.note(`Warning: ${message}`),
  );
  const signal = stopSignal(output.note);
  try {
    if (fixed === undefined && emulator !== undefined) now = await clockOf(emulator, signal);
    const code = await work({ client, output, locale: options.locale, now, clock: machineNow, signal });
    const lost = await output.lost();
    if (lost !== undefined) output.note(`${lost} What was to be said there is lost; the work went on.`);
    process.exitCode = lost !== undefined && code === exitCodes.done ? exitCodes.failed : code;
  } catch (error) {
    // Whatever else it was that broke off, it was because of the stop.
    throw signal.aborted && !(error instanceof FileError)
      ? new StoppedError('Stopped.')
      : advised(error, options);
  }
}

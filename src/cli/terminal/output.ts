import { redacted, worthHiding } from '../../text/redact.ts';
import { exitCodes } from '../exit.ts';

/** Where the program says what. */
export interface Output {
  /** Whether stdout is for programs: JSON lines and nothing else. */
  readonly json: boolean;
  /** Whether stdout is a terminal. */
  readonly terminal: boolean;
  /** Writes a line to stdout, and waits while its reader is behind. */
  line(text: string): Promise<void>;
  /** Writes to stdout as it is. */
  bytes(piece: Uint8Array): Promise<void>;
  /** Writes a line of JSON to stdout. */
  record(value: object): Promise<void>;
  /** Says something to the person, on stderr. */
  note(text: string): void;
  /** Waits until all is written, and says why stdout could not be; a reader that has gone is no reason. */
  lost(): Promise<string | undefined>;
}

/** Why nothing more can be written to stdout: the system's code. */
let broken: string | undefined;
/** Whether the work goes on when nobody reads what it says. */
let unread = false;

/** A reader that has seen enough, as `head` has. */
const readerHasGone = 'EPIPE';

const lostText = (code: string): string => `stdout cannot be written (${code}).`;

function breakOff(error: Error): void {
  if (broken !== undefined) return;
  const code = 'code' in error ? String(error.code) : error.message;
  broken = code;
  if (unread) return;
  if (code === readerHasGone) process.exit();
  process.stderr.write(`${lostText(code)}\n`, () => process.exit(exitCodes.failed));
}

/**
 * Ends the program when stdout cannot be written: quietly when its reader has gone. A command that changes something
 * goes on instead, since nobody could tell how far it had come. Of a stderr that nobody reads nothing follows.
 */
export function watchOutput(): void {
  process.stdout.on('error', breakOff);
  process.stderr.on('error', () => undefined);
}

/** A text as it may be shown: without the credentials of the environment, whoever put them there. */
export function withoutSecrets(text: string): string {
  const { VTEX_APP_KEY, VTEX_APP_TOKEN, VTEX_USER_TOKEN } = process.env;
  return redacted(text, worthHiding([VTEX_APP_KEY, VTEX_APP_TOKEN, VTEX_USER_TOKEN]));
}

/** `goesOn`: the work is done even when nobody reads what it says. */
export function createOutput({ json, goesOn }: { readonly json: boolean; readonly goesOn: boolean }): Output {
  unread = goesOn;
  const bytes = async (piece: Uint8Array | string): Promise<void> => {
    if (broken !== undefined) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const more = process.stdout.write(piece, (error) => {
      if (error) breakOff(error);
      resolve();
    });
    if (!more) await promise;
  };
  const line = (text: string): Promise<void> => bytes(`${text}\n`);
  const note = (text: string): void => {
    process.stderr.write(`${withoutSecrets(text)}\n`);
  };
  return {
    json,
    terminal: process.stdout.isTTY === true,
    bytes,
    line,
    record: (value) => line(JSON.stringify(value)),
    note,
    lost: async () => {
      await new Promise<void>((resolve) => process.stdout.write('', () => resolve()));
      return broken === undefined || broken === readerHasGone ? undefined : lostText(broken);
    },
  };
}

import { once } from 'node:events';
import { redacted, worthHiding } from '../answer/redact.ts';

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
}

/** A reader that has seen enough, as `head` has, is no failure. */
export function endWithReader(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: Error) => {
      if ('code' in error && error.code === 'EPIPE') process.exit();
      throw error;
    });
  }
}

/** A text as it may be shown: without the credentials of the environment, whoever put them there. */
export function withoutSecrets(text: string): string {
  const { VTEX_APP_KEY, VTEX_APP_TOKEN, VTEX_USER_TOKEN } = process.env;
  return redacted(text, worthHiding([VTEX_APP_KEY, VTEX_APP_TOKEN, VTEX_USER_TOKEN]));
}

export function createOutput({ json }: { readonly json: boolean }): Output {
  const bytes = async (piece: Uint8Array | string): Promise<void> => {
    if (!process.stdout.write(piece)) await once(process.stdout, 'drain');
  };
  const line = (text: string): Promise<void> => bytes(`${text}\n`);
  return {
    json,
    terminal: process.stdout.isTTY === true,
    bytes,
    line,
    record: (value) => line(JSON.stringify(value)),
    note: (text) => {
      process.stderr.write(`${withoutSecrets(text)}\n`);
    },
  };
}

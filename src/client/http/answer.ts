import type { Incoming } from '../../errors/error-of.ts';
import { InvalidResponseError } from '../../errors/index.ts';

/** The JSON of a success; `undefined` for an empty body, which is never parsed. */
export function jsonOf({ text }: Incoming, operation: string): unknown {
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw new InvalidResponseError([{ path: 'body', expected: 'JSON or nothing' }], { operation }, 'unknown');
  }
}

/**
 * Whether the API itself says that there is no such thing. A page of HTML, or other words, is some other server's: what
 * it does not know may be there.
 */
export function isAbsence({ status, text }: Incoming): boolean {
  if (status !== 404) return false;
  try {
    return text.trim() === '' || typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
}

/** The body of an answer nothing is known about: its JSON, else its text, else `undefined`. */
export function looseJsonOf({ text }: Incoming): unknown {
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

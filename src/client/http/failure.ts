import type { TransportFailure } from '../../errors/transport.ts';
import type { AttemptEvent } from './outcome.ts';
import { causesOf, endOfRequest, fieldOf, isName } from './transport/unsent.ts';

const longestReason = 300;

/** What a transport said, in a line. Addresses hold ids, and are left out. */
function reasonOf(error: unknown, redact: (text: string) => string): string | undefined {
  const texts = [...causesOf(error)].flatMap((each) => {
    const [name, message] = [fieldOf(each, 'name'), fieldOf(each, 'message')];
    if (typeof message !== 'string' || message === '') return [];
    return [typeof name === 'string' && name !== 'Error' ? `${name}: ${message}` : message];
  });
  const said = texts.length > 0 || typeof error !== 'string' ? texts.join('; ') : error;
  const line = redact(said)
    .replace(/\b[a-z][a-z0-9+.-]*:\/\/[^\s'")>]+/gi, '[address]')
    .replace(/[\p{Cc}\p{Bidi_Control}\u2028\u2029\s]+/gu, ' ')
    .trim();
  if (line === '') return undefined;
  return line.length > longestReason ? `${line.slice(0, longestReason)}…` : line;
}

export interface UnderstoodFailure extends TransportFailure {
  readonly event: AttemptEvent;
}

/** What an error of a transport means. The error itself is never kept: it may hold the request and its credentials. */
export function understandFailure(
  error: unknown,
  redact: (text: string) => string,
  signal: AbortSignal | undefined,
): UnderstoodFailure {
  const code = [...causesOf(error)].map((each) => fieldOf(each, 'code')).find(isName);
  return {
    code: code !== undefined && redact(code) === code ? code : undefined,
    reason: reasonOf(error, redact),
    event: endOfRequest(error, signal),
  };
}

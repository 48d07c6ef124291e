import { readErrorBody } from '../error-body.ts';
import { type ApiError, apiError, InvalidResponseError } from '../errors.ts';
import type { Incoming } from './attempt.ts';

function decoded(value: string): string {
  try {
    return decodeURIComponent(value.replaceAll('+', ' '));
  } catch {
    return value;
  }
}

/** `Retry-After` in milliseconds: seconds or a date. */
function retryAfterOf(headers: Headers, now: number): number | undefined {
  const value = headers.get('retry-after')?.trim();
  if (value === undefined || value === '') return undefined;
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

interface Asked {
  readonly operation: string;
  readonly path: string | undefined;
  /** Takes the credentials out of a text that echoes them. */
  readonly redact: (text: string) => string;
  readonly now: number;
}

/** The error that an answer is, or nothing when it is a success. */
export function errorOf({ status, headers, text }: Incoming, asked: Asked): ApiError | undefined {
  if (status >= 200 && status < 300) return undefined;
  const { redact } = asked;
  const said = readErrorBody(text, redact);
  const header = headers.get('x-vtex-error-message');
  // Before decoding, too, which turns + into a space.
  const fromHeader = header === null || header === '' ? undefined : redact(decoded(redact(header)));
  const requestId = headers.get('x-vtex-operation-id') ?? headers.get('x-request-id') ?? undefined;
  return apiError({
    status,
    operation: asked.operation,
    path: asked.path,
    vtexCode: said.vtexCode,
    vtexMessage: said.vtexMessage ?? fromHeader,
    requestId: requestId === undefined ? undefined : redact(requestId),
    retryAfter: retryAfterOf(headers, asked.now),
  });
}

/** The JSON of a success; `undefined` for an empty body, which is never parsed. */
export function jsonOf({ text }: Incoming, operation: string): unknown {
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw new InvalidResponseError([{ path: 'body', expected: 'JSON or nothing' }], { operation });
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

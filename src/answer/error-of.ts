import { type ApiError, apiError } from '../errors.ts';
import { readErrorBody } from './error-body.ts';

/** An answer read to its end. */
export interface Incoming {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

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

export interface Asked {
  readonly operation: string;
  readonly path: string | undefined;
  readonly attempts: number;
  readonly once?: boolean | undefined;
  /** Takes the credentials out of a text that echoes them. */
  readonly redact: (text: string) => string;
  readonly now: number;
}

export const isSuccess = (status: number): boolean => status >= 200 && status < 300;

/** The error that an answer without success is. */
export function failureOf({ status, headers, text }: Incoming, asked: Asked): ApiError {
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
    attempts: asked.attempts,
    once: asked.once,
    vtexCode: said.vtexCode,
    vtexMessage: said.vtexMessage ?? fromHeader,
    requestId: requestId === undefined ? undefined : redact(requestId),
    retryAfter: retryAfterOf(headers, asked.now),
  });
}

import { readErrorBody } from './error-body.ts';
import { type ApiError, apiError } from './index.ts';

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

/** The one form of a date that is sent (RFC 9110): `Wed, 08 May 2024 12:00:00 GMT`. */
const httpDate = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/** `Retry-After` in milliseconds: whole seconds or a date; anything else counts for nothing. */
function retryAfterOf(headers: Headers, now: number): number | undefined {
  const value = headers.get('retry-after')?.trim();
  if (value === undefined || value === '') return undefined;
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const date = httpDate.test(value) ? Date.parse(value) : Number.NaN;
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

/** The id to quote to VTEX's support. */
export function requestIdOf(headers: Headers, redact: Asked['redact']): string | undefined {
  const id = headers.get('x-vtex-operation-id') ?? headers.get('x-request-id') ?? undefined;
  return id === undefined ? undefined : redact(id);
}

export const isSuccess = (status: number): boolean => status >= 200 && status < 300;

/** The error that an answer without success is. */
export function failureOf({ status, headers, text }: Incoming, asked: Asked): ApiError {
  const { redact } = asked;
  const said = readErrorBody(text, redact);
  const header = headers.get('x-vtex-error-message');
  // Before decoding, too, which turns + into a space.
  const fromHeader = header === null || header === '' ? undefined : redact(decoded(redact(header)));
  return apiError({
    status,
    operation: asked.operation,
    path: asked.path,
    attempts: asked.attempts,
    once: asked.once,
    vtexCode: said.vtexCode,
    vtexMessage: said.vtexMessage ?? fromHeader,
    requestId: requestIdOf(headers, redact),
    retryAfter: retryAfterOf(headers, asked.now),
  });
}

import { type ApiError, apiError } from './api.ts';
import type { CallFacts } from './base.ts';
import { readErrorBody } from './error-body.ts';
import type { ToldOutcome } from './transport.ts';

/** An answer, as far as it is looked at. */
export interface ErrorAnswer {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  readonly text: string;
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value.replaceAll('+', ' '));
  } catch {
    return value;
  }
}

export interface AnswerReading extends CallFacts {
  /** Takes the credentials out of a text that echoes them. */
  readonly redact: (text: string) => string;
  readonly retryAfter: number | undefined;
  readonly foreign: boolean;
}

/** The id to quote to VTEX's support. */
export function requestIdOf(
  headers: ErrorAnswer['headers'],
  redact: AnswerReading['redact'],
): string | undefined {
  const id = headers.get('x-vtex-operation-id') ?? headers.get('x-request-id') ?? undefined;
  return id === undefined ? undefined : redact(id);
}

/** The error that an answer without success is. */
export function failureOf(
  { status, headers, text }: ErrorAnswer,
  { redact, ...facts }: AnswerReading,
  told: ToldOutcome,
): ApiError {
  const said = readErrorBody(text, redact);
  const header = headers.get('x-vtex-error-message');
  // Before decoding, too, which turns + into a space.
  const fromHeader = header === null || header === '' ? undefined : redact(decoded(redact(header)));
  return apiError({
    ...facts,
    ...told,
    status,
    vtexCode: said.vtexCode,
    vtexMessage: said.vtexMessage ?? fromHeader,
    requestId: requestIdOf(headers, redact),
  });
}

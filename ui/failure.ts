import { isApiError, isCustomerCreditError } from 'vtex-customer-credit';
import type { Words } from './words/index.ts';

export interface Failure {
  /** What is known about the effect: only `refused` and `not-sent` changed nothing for sure. */
  readonly outcome: 'refused' | 'unknown' | 'done' | 'not-sent';
  readonly title: string;
  /** The API's own words, or the client's. */
  readonly detail: string;
  readonly status: number | undefined;
}

/** A failed call as it is told to people. */
export function failureOf(error: unknown, { failed }: Words, isReading = false): Failure {
  if (!isCustomerCreditError(error)) {
    const detail = error instanceof Error ? error.message : String(error);
    return { outcome: 'unknown', title: failed.unexpected, detail, status: undefined };
  }
  const status = isApiError(error) ? error.status : undefined;
  const said = isApiError(error) ? error.vtexMessage : undefined;
  const outcome = error.outcome;
  const titles = {
    refused: failed.refused,
    unknown: failed.unknown,
    done: failed.done,
    'not-sent': failed.input,
  };
  const title = isReading ? failed.read : titles[outcome];
  return { outcome, title, detail: said ?? error.message, status };
}

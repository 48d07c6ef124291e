import type { AnswerHeaders } from '../answer.ts';

/** One request as it goes out. */
export interface TransportRequest {
  /** Absolute, with the query. */
  readonly url: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** The credentials among them. */
  readonly headers: Readonly<Record<string, string>>;
  /** JSON, or nothing. */
  readonly body: string | undefined;
  /** Ends when the call ends, or its time is over. */
  readonly signal: AbortSignal;
}

/** An answer whose body is still to be read. */
export interface TransportResponse {
  readonly status: number;
  readonly headers: AnswerHeaders;
  /** Reads the body as UTF-8, no more than about `limit` bytes of it. `whole` says whether that was all. */
  read(limit: number): Promise<{ readonly text: string; readonly whole: boolean }>;
  /** Gives the body up, so that its connection can be used again or is closed. */
  discard(): void;
}

/**
 * What carries the requests: `fetchTransport`, `kyTransport`, `undiciTransport`, or your own. One request is sent once:
 * a transport neither repeats nor follows redirects, and does not throw for a status; the client does what is to be
 * done. Rejects when no answer arrives.
 */
export interface Transport {
  send(request: TransportRequest): Promise<TransportResponse>;
}

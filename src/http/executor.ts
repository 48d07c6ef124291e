import { failureOf, type Incoming, isSuccess } from '../answer/error-of.ts';
import { redacted, worthHiding } from '../answer/redact.ts';
import { InvalidInputError } from '../errors.ts';
import { type CallOptions, type Executor, isTimeout, type RawRequest, timeoutExpected } from '../executor.ts';
import { basePath, type Operation, type RetryClass } from '../operations/operation.ts';
import { fillPath } from '../operations/path.ts';
import { rawQuery, rawRetryClass, rawTemplate } from '../operations/raw-request.ts';
import { jsonOf, looseJsonOf } from './answer.ts';
import { attempt } from './attempt.ts';
import type { ResolvedOptions } from './options.ts';
import { mayRetry, pause, pauseBefore } from './retry.ts';

interface Sending {
  readonly operation: string;
  /** The path template, for errors. */
  readonly template: string | undefined;
  readonly method: string;
  readonly path: string;
  readonly query: ReadonlyArray<readonly [string, string]>;
  readonly body: unknown;
  readonly retry: RetryClass;
}

// Every value percent-encoded, a plus sign above all: e-mails with + are known to get lost (known issue 1287291).
function queryText(query: Sending['query']): string {
  if (query.length === 0) return '';
  const pairs = query.map(
    ([name, value]) =>
      `${encodeURIComponent(name.toWellFormed())}=${encodeURIComponent(value.toWellFormed())}`,
  );
  return `?${pairs.join('&')}`;
}

const jsonHeaders: ReadonlyArray<readonly [string, string]> = [
  ['Accept', 'application/json'],
  ['Content-Type', 'application/json'],
];

/** Carries operations out over HTTP. */
export class HttpExecutor implements Executor {
  readonly #options: ResolvedOptions;
  readonly #now: () => number;
  readonly #secrets: readonly string[];

  constructor(options: ResolvedOptions, now: () => number) {
    this.#options = options;
    this.#secrets = worthHiding(options.credentials.map(([, secret]) => secret));
    this.#now = now;
  }

  async execute<Input, Output>(
    operation: Operation<Input, Output>,
    input: Input,
    options: CallOptions,
  ): Promise<Output> {
    const { id, method, path: template, retry } = operation;
    const { path, query, body } = operation.request.toWire(input);
    const sending = { operation: id, template, method, path: fillPath(template, path), query, body, retry };
    const incoming = await this.#send(sending, options);
    return operation.response.fromWire(jsonOf(incoming, id), options.validation ?? this.#options.validation);
  }

  async request(request: RawRequest, options: CallOptions): Promise<unknown> {
    const { method, path, body } = request;
    const retry = rawRetryClass(request);
    const sending = {
      operation: 'request',
      template: rawTemplate(request),
      method,
      path,
      query: rawQuery(request),
      body,
      retry,
    };
    return looseJsonOf(await this.#send(sending, options));
  }

  async #send(sending: Sending, { signal, timeout = this.#options.timeout }: CallOptions): Promise<Incoming> {
    const { operation, template, method, path, query, body, retry } = sending;
    if (!isTimeout(timeout))
      throw new InvalidInputError([{ path: 'timeout', expected: timeoutExpected }], { operation });
    const { origin, credentials, fetch, retries } = this.#options;
    const outgoing = {
      url: `${origin}${basePath}${path}${queryText(query)}`,
      method,
      headers: [...jsonHeaders, ...credentials],
      body: body === undefined ? undefined : JSON.stringify(body),
      fetch,
      timeout,
      signal,
      operation,
      path: template,
    };
    for (let count = 1; ; count += 1) {
      try {
        const incoming = await attempt({ ...outgoing, attempts: count });
        if (isSuccess(incoming.status)) return incoming;
        throw failureOf(incoming, {
          operation,
          path: template,
          attempts: count,
          redact: this.#redact,
          now: this.#now(),
        });
      } catch (error) {
        if (signal?.aborted || count > retries || !mayRetry(retry, error)) throw error;
        await pause(pauseBefore(count, error), signal);
      }
    }
  }

  readonly #redact = (text: string): string => redacted(text, this.#secrets);
}

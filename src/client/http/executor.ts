import { emptyResponse } from '../../api/codec.ts';
import {
  basePath,
  type Known,
  type Look,
  type Operation,
  type RetryClass,
  type Verdict,
  type WireRequest,
} from '../../api/operation.ts';
import { fillPath } from '../../api/path.ts';
import { type RawRequest, rawQuery, rawRetryClass, rawTemplate } from '../../api/raw-request.ts';
import { failureOf, type Incoming, isSuccess, requestIdOf } from '../../errors/error-of.ts';
import {
  ApiError,
  type CallFacts,
  type CustomerCreditError,
  InvalidResponseError,
} from '../../errors/index.ts';
import { redacted, worthHiding } from '../../text/redact.ts';
import type { CallOptions, Executor } from '../executor.ts';
import { isAbsence, jsonOf, looseJsonOf } from './answer.ts';
import { type Call, carry } from './call.ts';
import { Deadline } from './deadline.ts';
import { Exchange, type ReadingBackFor, type Sending } from './exchange.ts';
import { limitsOf } from './limits.ts';
import type { ResolvedOptions } from './options.ts';

/** A call as it is asked for, whether of the table or of one's own. */
interface Asked<Output> {
  readonly sending: Pick<Sending, 'operation' | 'path' | 'method' | 'target' | 'body'>;
  readonly retry: RetryClass;
  /** Whether an answer without success is one all the same. */
  readonly accepts?: ((incoming: Incoming) => boolean) | undefined;
  readonly read: (incoming: Incoming) => Output;
  readonly withoutContent: Call<Output>['withoutContent'];
  readonly advice: string | undefined;
  readonly settle: ((error: CustomerCreditError, within: Within) => Promise<Verdict<Output>>) | undefined;
  readonly repeatable?: boolean | undefined;
}

/** What reading back goes on within. */
interface Within {
  /** With the time that is left. */
  readonly options: CallOptions;
  readonly readingBackFor: ReadingBackFor;
}

// Every value percent-encoded, a plus sign above all: e-mails with + are known to get lost (known issue 1287291).
function queryText(query: WireRequest['query']): string {
  if (query.length === 0) return '';
  const encoded = (text: string): string => encodeURIComponent(text.toWellFormed());
  return `?${query.map(([name, value]) => `${encoded(name)}=${encoded(value)}`).join('&')}`;
}

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
    known: Known = {},
  ): Promise<Output> {
    return this.#carry(this.#asked(operation, input, options, known), options);
  }

  async request(request: RawRequest, options: CallOptions): Promise<unknown> {
    const { method, path, body } = request;
    const operation = 'request';
    return this.#carry(
      {
        sending: {
          operation,
          path: rawTemplate(request),
          method,
          target: `${path}${queryText(rawQuery(request))}`,
          body,
        },
        retry: rawRetryClass(request),
        read: looseJsonOf,
        withoutContent: undefined,
        advice: undefined,
        settle: undefined,
      },
      options,
    );
  }

  #asked<Input, Output>(
    operation: Operation<Input, Output>,
    input: Input,
    options: CallOptions,
    known: Known,
  ): Asked<Output> {
    const { id, method, path: template, retry, response, recovery } = operation;
    const { path, query, body } = operation.request.toWire(input);
    const mode = options.validation ?? this.#options.validation;
    const settle = recovery?.settle;
    return {
      sending: {
        operation: id,
        path: template,
        method,
        target: `${fillPath(template, path)}${queryText(query)}`,
        body,
      },
      retry,
      read: (incoming) => response.fromWire(jsonOf(incoming, id), mode),
      withoutContent: Object.is(response, emptyResponse)
        ? { output: response.fromWire(undefined, 'off') }
        : undefined,
      advice: recovery?.advice,
      repeatable: recovery?.repeatable,
      settle:
        settle === undefined
          ? undefined
          : (error, within) => {
              const refusedWith = error instanceof ApiError ? error.status : undefined;
              const find: Look['find'] = (reading, about) => this.#find(reading, about, within);
              return settle(input, { find, known, refusedWith });
            },
    };
  }

  /** Reads; `undefined` when the API itself says that there is no such thing. */
  async #find<Input, Output>(
    operation: Operation<Input, Output>,
    input: Input,
    { options, readingBackFor }: Within,
  ): Promise<Output | undefined> {
    const { sending, retry, read } = this.#asked(operation, input, options, {});
    return this.#carry<Output | undefined>(
      {
        sending,
        retry,
        accepts: isAbsence,
        read: (incoming) => (isSuccess(incoming.status) ? read(incoming) : undefined),
        withoutContent: undefined,
        advice: undefined,
        settle: undefined,
      },
      options,
      readingBackFor,
    );
  }

  async #carry<Output>(
    asked: Asked<Output>,
    options: CallOptions,
    readingBackFor?: ReadingBackFor,
  ): Promise<Output> {
    const { sending, retry, accepts, withoutContent, advice, settle, repeatable = false } = asked;
    const { operation, path } = sending;
    const limits = limitsOf(options, this.#options.limits, operation);
    const { signal } = options;
    const { timeout, retries } = limits;
    const deadline = new Deadline(limits.totalTimeout);
    const once = retry === 'once';
    const exchange = new Exchange(this.#options, {
      ...sending,
      target: `${basePath}${sending.target}`,
      readingBackFor,
      keepsTime: settle !== undefined && retries > 0,
      redact: this.#redact,
      once,
      timeout,
      deadline,
      signal,
    });
    const attempt = async (attempts: number): Promise<Output> => {
      const facts = { operation, path, attempts, once };
      const judge = (incoming: Incoming): ApiError | undefined =>
        isSuccess(incoming.status) || accepts?.(incoming) === true
          ? undefined
          : failureOf(incoming, { ...facts, redact: this.#redact, now: this.#now() });
      return this.#read(asked, await exchange.send(attempts, judge), facts);
    };
    return exchange.watch(() =>
      carry({
        retry,
        limits,
        deadline,
        signal,
        attempt,
        withoutContent,
        advice,
        repeatable,
        settle:
          settle === undefined
            ? undefined
            : (error) => {
                const totalTimeout = deadline.total === false ? false : Math.max(1, deadline.left());
                return settle(error, {
                  options: { ...options, totalTimeout },
                  readingBackFor: { operation, call: exchange.call },
                });
              },
        onRetry: exchange.retrying,
      }),
    );
  }

  /** Reads an answer; the error of one that cannot be read says where it came from, and shows no secret. */
  #read<Output>({ read }: Asked<Output>, incoming: Incoming, facts: CallFacts): Output {
    try {
      return read(incoming);
    } catch (error) {
      if (!(error instanceof InvalidResponseError)) throw error;
      const issues = error.issues.map(({ path, expected }) => ({
        path: this.#redact(path),
        expected: this.#redact(expected),
      }));
      const { status, headers } = incoming;
      const requestId = requestIdOf(headers, this.#redact);
      const outcome = error.outcome === 'unknown' ? 'unknown' : 'done';
      throw new InvalidResponseError(issues, { ...facts, status, requestId }, outcome);
    }
  }

  readonly #redact = (text: string): string => redacted(text, this.#secrets);
}

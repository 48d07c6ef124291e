import { failureOf, type Incoming, isSuccess } from '../answer/error-of.ts';
import { redacted, worthHiding } from '../answer/redact.ts';
import { ApiError, CustomerCreditError } from '../errors.ts';
import type { CallOptions, Executor, RawRequest } from '../executor.ts';
import { emptyResponse } from '../operations/codec.ts';
import {
  basePath,
  type Known,
  type Look,
  type Operation,
  type RetryClass,
  type Verdict,
  type WireRequest,
} from '../operations/operation.ts';
import { fillPath } from '../operations/path.ts';
import { rawQuery, rawRetryClass, rawTemplate } from '../operations/raw-request.ts';
import { jsonOf, looseJsonOf } from './answer.ts';
import { type Call, carry, type Dark } from './call.ts';
import { Deadline } from './deadline.ts';
import { Exchange, type Sending } from './exchange.ts';
import { limitsOf } from './limits.ts';
import type { ResolvedOptions } from './options.ts';

/** A call as it is asked for, whether of the table or of one's own. */
interface Asked<Output> {
  readonly sending: Omit<Sending, 'once' | 'timeout' | 'deadline' | 'signal'>;
  readonly retry: RetryClass;
  readonly read: (incoming: Incoming) => Output;
  readonly withoutContent: Call<Output>['withoutContent'];
  readonly advice: string | undefined;
  readonly settle: ((dark: Dark, nested: CallOptions) => Promise<Verdict<Output>>) | undefined;
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
    return this.#execute(operation, input, options, known, undefined);
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
          readingBackFor: undefined,
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

  async #execute<Input, Output>(
    operation: Operation<Input, Output>,
    input: Input,
    options: CallOptions,
    known: Known,
    readingBackFor: string | undefined,
  ): Promise<Output> {
    const { id, method, path: template, retry, response, recovery } = operation;
    const { path, query, body } = operation.request.toWire(input);
    const mode = options.validation ?? this.#options.validation;
    const read = (incoming: Incoming): Output => response.fromWire(jsonOf(incoming, id), mode);
    const target = `${fillPath(template, path)}${queryText(query)}`;
    const isEmpty = Object.is(response, emptyResponse);
    return this.#carry(
      {
        sending: { operation: id, path: template, method, target, body, readingBackFor },
        retry,
        read,
        withoutContent: isEmpty ? { output: response.fromWire(undefined, 'off') } : undefined,
        advice: recovery?.advice,
        settle:
          recovery === undefined
            ? undefined
            : ({ slow, error }, nested) => {
                const refusedWith = error instanceof ApiError ? error.status : undefined;
                const find: Look['find'] = (reading, about) => this.#find(reading, about, nested, id);
                return recovery.settle(input, { find, known, slow, refusedWith });
              },
      },
      options,
    );
  }

  async #find<Input, Output>(
    operation: Operation<Input, Output>,
    input: Input,
    options: CallOptions,
    readingBackFor: string,
  ): Promise<Output | undefined> {
    return this.#execute(operation, input, options, {}, readingBackFor).catch((error: unknown) => {
      if (error instanceof CustomerCreditError && error.code === 'not_found') return undefined;
      throw error;
    });
  }

  async #carry<Output>(asked: Asked<Output>, options: CallOptions): Promise<Output> {
    const { sending, retry, read, withoutContent, advice, settle } = asked;
    const { operation, path } = sending;
    const limits = limitsOf(options, this.#options.limits, operation);
    const { signal } = options;
    const deadline = new Deadline(limits.totalTimeout);
    const once = retry === 'once';
    const target = `${basePath}${sending.target}`;
    const { timeout } = limits;
    const exchange = new Exchange(this.#options, { ...sending, target, once, timeout, deadline, signal });
    const attempt = async (attempts: number): Promise<Output> => {
      const judged = { operation, path, attempts, once, redact: this.#redact, now: this.#now() };
      const judge = (incoming: Incoming): ApiError | undefined =>
        isSuccess(incoming.status) ? undefined : failureOf(incoming, judged);
      return read(await exchange.send(attempts, judge));
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
        settle:
          settle === undefined
            ? undefined
            : (dark) => settle(dark, { ...options, totalTimeout: Math.max(1, deadline.left()) }),
        onRetry: exchange.retrying,
      }),
    );
  }

  readonly #redact = (text: string): string => redacted(text, this.#secrets);
}

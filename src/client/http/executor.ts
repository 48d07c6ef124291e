import { basePath, type Operation, type RetryClass, type WireRequest } from '../../api/operation.ts';
import { fillPath } from '../../api/path.ts';
import type { Find, Finding, RecoveryContext } from '../../api/recovery.ts';
import { requestIdOf } from '../../errors/error-of.ts';
import { type CallFacts, InvalidResponseError } from '../../errors/index.ts';
import type { Issue } from '../../errors/issue.ts';
import { redactedIssues } from '../../errors/redacted-issues.ts';
import { wellFormed } from '../../text/well-formed.ts';
import type { CallOptions, Executor } from '../executor.ts';
import { storeHeader } from '../store-identity.ts';
import { type Incoming, isAbsence, isKept, tellsFailure } from './answer.ts';
import { makeCall } from './call.ts';
import { Deadline } from './deadline.ts';
import { endOf, jsonOf, type Understanding } from './end-of.ts';
import { exchangeOf } from './exchange.ts';
import type { Parent } from './hooks.ts';
import { type Limits, limitsOf } from './limits.ts';
import type { ResolvedOptions } from './options.ts';
import type { TransportRequest } from './transport/transport.ts';

export type Read<Output> = Understanding<Output>['read'];

/** A call as it is asked for, whether of the table or of one's own. */
interface Asked<Output> {
  readonly operation: string;
  /** The path template. */
  readonly path: string | undefined;
  readonly method: TransportRequest['method'];
  /** Path and query. */
  readonly target: string;
  readonly body: unknown;
  readonly retry: RetryClass;
  readonly read: Read<Output>;
  /** Whether an answer without success is one all the same. */
  readonly accepts?: ((incoming: Incoming) => boolean) | undefined;
  readonly recovery?: Recoverable<Output> | undefined;
}

/** The recovery of a call, for its input. */
interface Recoverable<Output> {
  readonly advice: string;
  readonly repeatable: boolean;
  /** Whether it has something to read afterwards. */
  readonly recovers: boolean;
  before(find: Find): Promise<unknown> | undefined;
  recover(context: RecoveryContext): Promise<Finding<Output>> | undefined;
}

// Every value percent-encoded, a plus sign above all: e-mails with + are known to get lost (known issue 1287291).
export function queryText(query: WireRequest['query']): string {
  if (query.length === 0) return '';
  const encoded = (text: string): string => encodeURIComponent(wellFormed(text));
  return `?${query.map(([name, value]) => `${encoded(name)}=${encoded(value)}`).join('&')}`;
}

const expectedJson: readonly Issue[] = [{ path: 'body', expected: 'JSON or nothing' }];
const expectedNothing: readonly Issue[] = [{ path: 'body', expected: 'nothing' }];
export const expectedOwn: readonly Issue[] = [{ path: 'body', expected: 'the answer to this request' }];

/** Makes calls over HTTP, and finds out what became of them. */
export interface HttpExecutor extends Executor {
  make<Output>(asked: Asked<Output>, options: CallOptions): Promise<Output>;
}

/** What is sent and received by these options. */
export function httpExecutor(resolved: ResolvedOptions, now: () => number): HttpExecutor {
  const { redact, origin, headers, maxResponseBytes, store } = resolved;

  const safe = (issues: readonly Issue[]): readonly Issue[] => redactedIssues(issues, redact);

  const told = (error: unknown, { status, headers }: Incoming, facts: CallFacts): unknown => {
    if (!(error instanceof InvalidResponseError)) return error;
    const requestId = requestIdOf(headers, redact);
    return new InvalidResponseError(safe(error.issues), { ...facts, status, requestId });
  };

  /** Reads an answer; the error of one that cannot be read says where it came from, and shows no secret. */
  function reader<Input, Output>(
    operation: Operation<Input, Output>,
    input: Input,
    options: CallOptions,
  ): Read<Output> {
    const { response } = operation;
    const mode = options.validation ?? resolved.validation;
    return (incoming, facts) => {
      if (tellsFailure(incoming)) return { expected: expectedOwn };
      const body = jsonOf(incoming);
      if (body === undefined) return { expected: expectedJson };
      if (response.isEmpty)
        return body.json === undefined
          ? { output: () => response.fromWire(undefined, 'off') }
          : { expected: expectedNothing };
      const answer = response.normalize(body.json);
      if (!operation.confirms(input, answer))
        return { expected: safe(issuesOf(() => response.checked(answer, mode)) ?? expectedOwn) };
      return {
        output: () => {
          try {
            return response.checked(answer, mode);
          } catch (error) {
            throw told(error, incoming, facts);
          }
        },
      };
    };
  }

  function askedFor<Input, Output>(
    operation: Operation<Input, Output>,
    input: Input,
    options: CallOptions,
  ): Asked<Output> {
    const { id, method, path: template, retry, recovery } = operation;
    const { path, query, body } = operation.request.toWire(input);
    return {
      operation: id,
      path: template,
      method,
      target: `${fillPath(template, path)}${queryText(query)}`,
      body,
      retry,
      read: reader(operation, input, options),
      recovery: recovery && {
        advice: recovery.advice,
        repeatable: recovery.repeatable === true,
        recovers: recovery.recover !== undefined,
        before: (find) => recovery.before?.(input, find),
        recover: (context) => recovery.recover?.(input, context),
      },
    };
  }

  /**
   * Reads for another call, within a share of the time that is left; `undefined` when the API itself says that there is
   * no such thing.
   */
  const finder =
    (options: CallOptions, deadline: Deadline, parent: Parent, share: number): Find =>
    (operation, input) => {
      const left = deadline.total === false ? false : Math.max(1, deadline.left() / share);
      const within: CallOptions = { ...options, totalTimeout: left };
      return make(forRecovery(askedFor(operation, input, within)), within, parent);
    };

  async function make<Output>(asked: Asked<Output>, options: CallOptions, parent?: Parent): Promise<Output> {
    const { operation, path, method, target, body, retry, read, accepts, recovery } = asked;
    const { signal } = options;
    const limits = limitsOf(options, resolved.limits, operation);
    const deadline = new Deadline(limits.totalTimeout);
    const exchange = exchangeOf(resolved, {
      operation,
      path,
      outgoing: {
        url: `${origin}${basePath}${target}`,
        method,
        headers,
        body: body === undefined ? undefined : JSON.stringify(body),
      },
      parent,
      keepsTime: recovery?.recovers === true && limits.retries > 0,
      timeout: limits.timeout,
      deadline,
      signal,
    });
    const attempt = (attempts: number) => {
      const facts: CallFacts = { operation, path, attempts };
      const understanding = { retry, facts, maxResponseBytes, redact, now, read, accepts };
      return exchange.send(attempts, (sent) => {
        const { arrival } = sent;
        if (arrival.kind === 'answer') store.seen = arrival.incoming.headers.get(storeHeader) ?? store.seen;
        return endOf(sent, understanding);
      });
    };
    return exchange.watch(async () => {
      const began = now();
      const parent = { operation, call: exchange.call };
      const find = finder(options, deadline, parent, 1);
      const before = await readBefore(
        asked,
        finder({ ...options, retries: 0 }, deadline, parent, 4),
        limits,
        signal,
      );
      return makeCall({
        retry,
        limits,
        deadline,
        signal,
        facts: { operation, path },
        attempt,
        advice: recovery?.advice,
        repeatable: recovery?.repeatable ?? false,
        recover: recovery?.recovers
          ? (refusedWith) => recovery.recover({ find, before, began, refusedWith })
          : undefined,
        onRetry: exchange.retrying,
      });
    });
  }

  return {
    store,
    make: (asked, options) => make(asked, options),
    execute: (operation, input, options) => make(askedFor(operation, input, options), options),
  };
}

/**
 * The same for a recovery: the API's own word that there is no such thing is an answer too, and one that a cache has
 * kept from earlier is none.
 */
function forRecovery<Output>({ read, recovery, ...asked }: Asked<Output>): Asked<Output | undefined> {
  return {
    ...asked,
    accepts: isAbsence,
    read: (incoming, facts) => {
      if (isKept(incoming)) return { expected: expectedOwn };
      return incoming.status === 404 ? { output: () => undefined } : read(incoming, facts);
    },
  };
}

/** What has to be known from before the request. Where it cannot be read, less can be proved later. */
async function readBefore<Output>(
  { recovery }: Asked<Output>,
  find: Find,
  { retries }: Limits,
  signal: AbortSignal | undefined,
): Promise<unknown> {
  if (recovery === undefined || retries === 0) return undefined;
  try {
    return await recovery.before(find);
  } catch {
    signal?.throwIfAborted();
    return undefined;
  }
}

/** What a check complains of. */
function issuesOf(check: () => unknown): readonly Issue[] | undefined {
  try {
    check();
    return undefined;
  } catch (error) {
    if (!(error instanceof InvalidResponseError)) throw error;
    return error.issues;
  }
}

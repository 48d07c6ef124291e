import { isTimeout, timeoutExpected } from '../../client/executor.ts';
import { understandFailure } from '../../client/http/failure.ts';
import { toldAlone } from '../../client/http/outcome.ts';
import { guarded, noted } from '../../client/http/transport/guard.ts';
import {
  ConfigurationError,
  InvalidInputError,
  InvalidResponseError,
  TimeoutError,
} from '../../errors/index.ts';
import type { Issue } from '../../errors/issue.ts';
import { unknownAndForeignNames } from '../../errors/option-names.ts';
import { connectionError } from '../../errors/transport.ts';
import { UnusedFaultError } from '../../reference/control/unused-fault.ts';
import { within } from '../../reference/engine/clock.ts';
import { standardTimeout } from '../../values/limits.ts';
import { fieldOf } from '../../values/record.ts';
import { urlOf } from '../../values/url.ts';
import { type AsyncControl, asyncControlOver, type Invoke } from './async-control.ts';
import { type LocalControl, runControl } from './control-methods.ts';
import { controlPath } from './control-plane.ts';
import { readStream, streamOf } from './fetch.ts';
import { decoded, encoded } from './json/decode.ts';
import { jsonText } from './json/pieces.ts';
import { readJson } from './json/read.ts';

const isIssue = (value: unknown): value is Issue =>
  typeof fieldOf(value, 'path') === 'string' && typeof fieldOf(value, 'expected') === 'string';

/** The error of the other side, thrown anew here. */
function errorOf(told: object): Error {
  const code = fieldOf(told, 'code');
  const given = fieldOf(told, 'issues');
  const issues = Array.isArray(given) ? given.filter(isIssue) : [];
  if (code === 'invalid_configuration') return new ConfigurationError(issues);
  if (code === 'unused_fault')
    return new UnusedFaultError(String(fieldOf(told, 'fault')), Number(fieldOf(told, 'calls') ?? 0));
  const message = fieldOf(told, 'message') ?? '';
  return new InvalidInputError(
    issues.length > 0 ? issues : [{ path: 'control', expected: `something else. ${message}` }],
  );
}

function isResult(answer: unknown): answer is { readonly result: unknown } {
  return typeof answer === 'object' && answer !== null && Object.hasOwn(answer, 'result');
}

/** What an answer says; `undefined` for what is not JSON. It may be longer than a text can be. */
async function contentOf(response: Response): Promise<unknown> {
  try {
    const { body } = response;
    return body === null ? undefined : await readJson(decoded(readStream(body)));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function bodyOf(args: readonly unknown[]): RequestInit {
  try {
    const text = jsonText(args);
    return typeof text === 'string'
      ? { body: text }
      : { body: streamOf(encoded(text)), ...{ duplex: 'half' } };
  } catch {
    throw new InvalidInputError([{ path: 'control', expected: 'arguments that JSON can say' }]);
  }
}

export interface ConnectControlOptions {
  /** Sends the requests: the global `fetch` unless given. */
  readonly fetch?: ((request: Request) => Promise<Response>) | undefined;
  /** Milliseconds that a call may take: 30,000 unless given; `false` for no limit. */
  readonly timeout?: number | false | undefined;
}

/**
 * The controls of a reference behind HTTP, such as that of `vtex-customer-credit serve --control`: the same methods as
 * here, with promises.
 *
 * ```ts
 * const control = connectControl('http://127.0.0.1:8787');
 * await control.clock.advance({ days: 31 });
 * ```
 *
 * @param url Where the emulator listens; with the store's name as its path where there are several stores.
 * @throws ConfigurationError for a URL, an option or a time limit that is none.
 */
export function connectControl(url: string | URL, options: ConnectControlOptions = {}): AsyncControl {
  const { fetch, timeout = standardTimeout } = options;
  const issues = [
    ...unknownAndForeignNames(options, ['fetch', 'timeout'], {}).issues,
    ...(urlOf(String(url)) !== undefined ? [] : [{ path: 'url', expected: 'an absolute URL' }]),
    ...(isTimeout(timeout) ? [] : [{ path: 'timeout', expected: timeoutExpected }]),
  ];
  if (issues.length > 0) throw new ConfigurationError(issues);
  const base = String(new URL(url)).replace(/\/+$/, '');
  const facts = { operation: 'control', path: controlPath };
  const invoke: Invoke = async (method, args) => {
    const body = bodyOf(args);
    const headers = { 'content-type': 'application/json' };
    const exchange = async (signal: AbortSignal): Promise<unknown> => {
      const request = new Request(`${base}${controlPath}/${method}`, {
        method: 'POST',
        headers,
        ...body,
        signal,
      });
      try {
        const response =
          fetch === undefined
            ? await noted({ request, source: 'global' }, () => globalThis.fetch(request))
            : await guarded(
                request,
                () => fetch(request),
                () => !request.bodyUsed,
              );
        return await contentOf(response);
      } catch (error) {
        const failure = understandFailure(error, (text) => text, request.signal);
        throw connectionError(failure, toldAlone('once', failure.event), facts);
      }
    };
    const exchanged = await within(timeout, exchange);
    if (exchanged === undefined)
      throw new TimeoutError(Number(timeout), 'attempt', toldAlone('once', { kind: 'late' }), facts);
    const answer = exchanged.value;
    if (isResult(answer)) return answer.result;
    const error = fieldOf(answer, 'error');
    if (typeof error === 'object' && error !== null) throw errorOf(error);
    throw new InvalidResponseError(
      [
        {
          path: 'body',
          expected: 'the control plane of an emulator: is it switched on, and is this its address?',
        },
      ],
      facts,
      'unknown',
    );
  };
  return asyncControlOver(invoke);
}

/** The controls of a reference in this process with promises, for code that is to work with either. */
export function asyncControl(control: LocalControl): AsyncControl {
  return asyncControlOver(async (method, given) => structuredClone(runControl(control, method, given)));
}

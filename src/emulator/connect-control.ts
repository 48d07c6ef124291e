import { connectionError, systemFailureOf } from '../errors/transport.ts';
import { ConfigurationError, InvalidInputError, InvalidResponseError } from '../errors.ts';
import { UnusedFaultError } from '../memory/unused-fault.ts';
import type { Issue } from '../types/issue.ts';
import { type AsyncControl, asyncControlOver, type Invoke } from './async-control.ts';
import { controlMethods, type LocalControl } from './control-methods.ts';
import { controlPath } from './control-plane.ts';

interface Told {
  readonly code?: string;
  readonly message?: string;
  readonly issues?: readonly Issue[];
  readonly fault?: string;
}

/** The error of the other side, thrown anew here. */
function errorOf({ code, message = '', issues = [], fault = '' }: Told): Error {
  if (code === 'invalid_configuration') return new ConfigurationError(issues);
  if (code === 'unused_fault') return new UnusedFaultError(fault);
  return new InvalidInputError(
    issues.length > 0 ? issues : [{ path: 'control', expected: `something else. ${message}` }],
  );
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
 * @throws ConfigurationError for a URL that is none.
 */
export function connectControl(
  url: string | URL,
  {
    fetch = (request: Request) => globalThis.fetch(request),
  }: { readonly fetch?: (request: Request) => Promise<Response> } = {},
): AsyncControl {
  if (!URL.canParse(String(url)))
    throw new ConfigurationError([{ path: 'url', expected: 'an absolute URL' }]);
  const base = String(new URL(url)).replace(/\/+$/, '');
  const facts = { operation: 'control', path: controlPath };
  const invoke: Invoke = async (method, args) => {
    const request = new Request(`${base}${controlPath}/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(args),
    });
    const text = await fetch(request)
      .then((response) => response.text())
      .catch((error: unknown) => {
        throw connectionError(systemFailureOf(error), { ...facts, answered: false });
      });
    const answer = text.startsWith('{') ? JSON.parse(text) : {};
    if (answer.error !== undefined) throw errorOf(answer.error);
    if (Object.hasOwn(answer, 'result')) return answer.result;
    throw new InvalidResponseError(
      [
        {
          path: 'body',
          expected: 'the control plane of an emulator: is it switched on, and is this its address?',
        },
      ],
      facts,
    );
  };
  return asyncControlOver(invoke);
}

/** The controls of a reference in this process with promises, for code that is to work with either. */
export function asyncControl(control: LocalControl): AsyncControl {
  const invoke: Invoke = async (method, args) => {
    const result = controlMethods[method](control, args);
    return JSON.parse(JSON.stringify(result ?? null));
  };
  return asyncControlOver(invoke);
}

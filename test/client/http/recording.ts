import type { CustomerCreditClientOptions, HttpOptions } from 'vtex-customer-credit';
import { CustomerCreditClient } from 'vtex-customer-credit';

/** A request as it arrived at the stand-in for the network. */
interface Sent {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  /** The body's text; `''` when there is none. */
  readonly text: string;
  /** The body as parsed JSON; `undefined` when there is none. */
  readonly body: unknown;
  readonly redirect: RequestRedirect;
}

/** Makes an answer; throwing stands for a lost connection. */
export type Answer = (request: Request) => Response | Promise<Response>;

export interface Recording {
  readonly fetch: (request: Request) => Promise<Response>;
  readonly sent: readonly Sent[];
}

/** A `fetch` that keeps what was sent and gives the answers in order, the last one again and again. */
export function recording(first: Answer, ...others: readonly Answer[]): Recording {
  const answers = [first, ...others];
  const sent: Sent[] = [];
  return {
    sent,
    fetch: async (request) => {
      const answer = answers[Math.min(sent.length, answers.length - 1)] ?? first;
      const text = await request.clone().text();
      const body: unknown = text === '' ? undefined : JSON.parse(text);
      const { method, headers, redirect } = request;
      sent.push({ method, headers, redirect, text, body, url: new URL(request.url) });
      return answer(request);
    },
  };
}

export const json =
  (value: unknown, init: ResponseInit = {}): Answer =>
  () =>
    new Response(JSON.stringify(value), {
      ...init,
      headers: {
        'content-type': 'application/json; charset=utf-8',
        ...Object.fromEntries(new Headers(init.headers)),
      },
    });

export const text =
  (body: string, init: ResponseInit = {}): Answer =>
  () =>
    new Response(body, init);

/** A 200 without a body. */
export const nothing: Answer = () => new Response(null, { status: 200 });

/** A connection that could not be made, or was lost, as Node's fetch tells it. */
export const lost =
  (code = 'ECONNRESET'): Answer =>
  () => {
    throw new TypeError('fetch failed', { cause: Object.assign(new Error('lost'), { code }) });
  };

export const keyPair = { appKey: 'vtexappkey-mystore-ABCDEF', appToken: 'TOKENTOKENTOKEN' } as const;

/** A client of the store `mystore` over a stand-in for the network. */
export function clientOver(
  { fetch }: Pick<Recording, 'fetch'>,
  options: Partial<HttpOptions> & Pick<Partial<CustomerCreditClientOptions>, 'now' | 'onWarning'> = {},
): CustomerCreditClient {
  return new CustomerCreditClient({ accountName: 'mystore', ...keyPair, retries: 0, ...options, fetch });
}

/** What a promise rejects with. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  const fulfilled = Symbol('fulfilled');
  const result = await promise.then(
    () => fulfilled,
    (reason: unknown) => ({ reason }),
  );
  if (typeof result === 'symbol') throw new Error('expected a rejection');
  return result.reason;
}

/** What a function throws. */
export function thrown(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  throw new Error('expected a throw');
}

import type { AnswerHeaders, Incoming } from './answer.ts';
import { bounded, expired } from './bounded.ts';
import { type UnderstoodFailure, understandFailure } from './failure.ts';
import { isSuccess } from './outcome.ts';
import { redirectOf } from './redirect.ts';
import type { Transport, TransportRequest, TransportResponse } from './transport/transport.ts';

/** One request as it goes out. */
export type Outgoing = Omit<TransportRequest, 'signal'>;

/** Within what an attempt is made. */
export interface Bounds {
  readonly limit: number | false;
  /** What the limit is one of, and how long that was allowed to be in all. */
  readonly scope: 'attempt' | 'call';
  readonly allowed: number | false;
}

/** What arrived, or why nothing did. */
export type Arrival =
  | { readonly kind: 'answer'; readonly incoming: Incoming }
  | { readonly kind: 'late' }
  | { readonly kind: 'too-large'; readonly status: number; readonly headers: AnswerHeaders }
  | ({ readonly kind: 'failed' } & UnderstoodFailure);

const cutOff = 'a compressed answer was cut off';

/** Bytes of a failure's body that are looked at: it is to say in a sentence what went wrong. */
const longestErrorBody = 65_536;

export interface AttemptOptions {
  readonly transport: Transport;
  readonly maxResponseBytes: number;
  readonly redact: (text: string) => string;
}

/** Sends, and follows redirects that stay within the origin. The credentials go nowhere else. */
async function send(
  transport: Transport,
  outgoing: Outgoing,
  signal: AbortSignal,
): Promise<TransportResponse> {
  let { url } = outgoing;
  for (let hops = 0; ; hops += 1) {
    const response = await transport.send({ ...outgoing, url, signal });
    const to = redirectOf(response, outgoing.method, url, hops);
    if (to === undefined) return response;
    response.discard();
    url = to;
  }
}

/**
 * Makes one attempt: sends, and reads the answer to its end, within the time limit. Rejects only with the caller's own
 * reason, when the caller's signal ends it.
 */
export async function attempt(
  outgoing: Outgoing,
  { limit }: Bounds,
  { transport, maxResponseBytes, redact }: AttemptOptions,
  signal: AbortSignal | undefined,
): Promise<Arrival> {
  let answered: TransportResponse | undefined;
  let within: AbortSignal | undefined;
  try {
    return await bounded(signal, limit, async (ending): Promise<Arrival> => {
      within = ending;
      answered = await send(transport, outgoing, ending);
      const { status, headers } = answered;
      const most = isSuccess(status) ? maxResponseBytes : longestErrorBody;
      const { text, whole } = await answered.read(most);
      if (!whole && isSuccess(status)) return { kind: 'too-large', status, headers };
      // A compressed body that was cut before it says anything reads as an empty one.
      const isCut = text === '' && headers.get('content-encoding') !== null;
      if (isCut && isSuccess(status)) return { kind: 'failed', reason: cutOff, event: { kind: 'lost' } };
      return { kind: 'answer', incoming: { status, headers, text, whole: whole && !isCut } };
    });
  } catch (error) {
    signal?.throwIfAborted();
    // A status that arrived says something even without the body that did not.
    if (answered !== undefined && answered.status >= 300) {
      const { status, headers } = answered;
      return { kind: 'answer', incoming: { status, headers, text: '', whole: false } };
    }
    if (error === expired) return { kind: 'late' };
    const failure = understandFailure(error, redact, within);
    // An answer had begun: whatever ended it, something was sent.
    const { event } = failure;
    return { kind: 'failed', ...failure, event: answered === undefined ? event : { kind: 'lost' } };
  }
}

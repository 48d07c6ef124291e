import { urlOf } from '../../../values/url.ts';
import type { AttemptEvent } from '../outcome.ts';
import { sendsOnce } from './dispatcher.ts';

type Ended = Extract<AttemptEvent, { readonly kind: 'not-sent' | 'lost' }>;

/**
 * Whose code an error came through: the runtime's alone; the global `fetch`, which somebody may have replaced; or
 * somebody's own, which may make requests besides the one that it was given.
 */
type ErrorSource = 'runtime' | 'global' | 'own-code';

export interface Circumstances {
  readonly request: RequestSent;
  readonly source: ErrorSource;
  /** Own code: whether an answer may have come before the error. */
  readonly late?: boolean;
  /** Own code: whether it surely had not begun to send. */
  readonly untouched?: boolean;
}

/** A request, as far as an error can be one of it: what it was to do and where, and the signal that no other one has. */
export interface RequestSent {
  readonly url: string;
  readonly method: string;
  readonly signal: AbortSignal;
}

/** An error and what caused it, the outermost first. */
export function* causesOf(error: unknown): Generator<object> {
  let at: unknown = error;
  for (let depth = 0; depth < 5 && typeof at === 'object' && at !== null; depth += 1) {
    yield at;
    at = 'cause' in at ? at.cause : undefined;
  }
}

export const fieldOf = (error: object, name: string): unknown =>
  name in error ? Reflect.get(error, name) : undefined;

// Nothing but a name: a transport of one's own may put anything there.
export const isName = (code: unknown): code is string =>
  typeof code === 'string' && /^[A-Z][A-Z0-9_]{2,39}$/i.test(code);

const messageOf = (error: object): string => String(fieldOf(error, 'message') ?? '');

/** Several addresses may have been tried: then each of them. */
const triedOf = (error: object): readonly object[] =>
  'errors' in error && Array.isArray(error.errors) && error.errors.length > 0
    ? error.errors.map(Object)
    : [error];

const isConnecting = (error: object): boolean =>
  triedOf(error).every((each) => fieldOf(each, 'syscall') === 'connect');

/** Failures after which it is certain that no request went out, and that may pass. */
const neverSent = /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|UND_ERR_CONNECT_TIMEOUT|ConnectionRefused)$/;
/** Those that are so only while the connection was being made: one that stands can end in them as well. */
const neverSentConnecting = /^(?:EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|ECONNRESET)$/;
/** What does not pass: a certificate that cannot be trusted, such as `CERT_HAS_EXPIRED`. */
const permanent = /CERT|UNABLE_TO_VERIFY/;
/** The same of an address or an argument, where what carries the request says it of the request. */
const unsendable = /^(?:UND_)?ERR_(?:INVALID_(?:URL|PROTOCOL|CHAR|ARG(?:_TYPE|_VALUE)?)|NOT_SUPPORTED)$/;
/** The same, where the words are all there is. Those of an answer that cannot be read, such as `Invalid header token`, are none. */
const unsendableText =
  /bad port|unknown scheme|failed to parse url|invalid url|absolute urls? (?:is|are) (?:supported|required)|only http\(s\) protocols|scheme .* is not supported|unsupported protocol|forbidden (?:method|header)|not a valid http (?:method|header)/i;

/** What a mistake in a program throws, by the words of the engines. */
const mistakeText =
  /is not (?:a function|a constructor|defined|iterable|an object|an instance of|callable)|cannot (?:read|set|access|destructure|convert)|can't (?:find variable|access)|undefined|null|unexpected|of type|illegal invocation|called on/i;

/** Whether an error is that of a mistake in a program, and not one of the network. */
export function isMistake(error: unknown): boolean {
  if (error instanceof ReferenceError || error instanceof SyntaxError || error instanceof RangeError)
    return true;
  if (!(error instanceof TypeError) || error.cause !== undefined) return false;
  return mistakeText.test(error.message) && !/fetch|network|load failed|terminated/i.test(error.message);
}

/** What an error says of the place that could not be reached. `unclear`: of an address of it that cannot be compared. */
type Place = 'target' | 'other' | 'unclear' | 'unsaid';

const isAddress = (host: string): boolean => /^[\d.]+$|:/.test(host);
const isLoopback = (address: string): boolean => /^(?:127\.|::1$|::ffff:127\.)/.test(address);

function comparedTo(url: URL, host: string, port: string): Place {
  const target = url.hostname.replace(/^\[|\]$/g, '');
  const targetPort = url.port || (url.protocol === 'https:' ? '443' : '80');
  if (port !== '' && port !== targetPort) return 'other';
  if (host === target) return 'target';
  if (target === 'localhost') return isLoopback(host) ? 'target' : 'other';
  return isAddress(host) && !isAddress(target) ? 'unclear' : 'other';
}

function placeOf(error: object, url: URL): Place {
  const host = fieldOf(error, 'hostname') ?? fieldOf(error, 'address') ?? fieldOf(error, 'host');
  if (typeof host === 'string') return comparedTo(url, host, String(fieldOf(error, 'port') ?? ''));
  const path = urlOf(String(fieldOf(error, 'path') ?? ''));
  if (path !== undefined) return path.origin === url.origin ? 'target' : 'other';
  // undici names them in words alone.
  const tried =
    /attempted address(?:es)?: ([^)]+?)(?:, timeout|\))/i.exec(messageOf(error))?.[1]?.split(', ') ?? [];
  const places = tried.map((each) => {
    const [, name = each, port = ''] = /^(.*?)(?::(\d+))?$/.exec(each) ?? [];
    return comparedTo(url, name, port);
  });
  return worst(places);
}

const worst = (places: readonly Place[]): Place =>
  (['other', 'unclear', 'target'] as const).find((place) => places.includes(place)) ?? 'unsaid';

const isOfFetch = (error: unknown): boolean =>
  [...causesOf(error)].some((each) => each instanceof TypeError && each.cause !== undefined);

/**
 * Whether a failure to connect says that this request did not go out. Code that repeats by itself, or calls the same
 * address after the answer, can fail to connect when a change was made already: it is believed of reads alone.
 */
function isAbout(error: unknown, each: object, circumstances: Circumstances): boolean {
  const { request, source, late = false, untouched = false } = circumstances;
  if (source === 'runtime' || request.method === 'GET') return true;
  if (source === 'own-code') return untouched && !late;
  if (!sendsOnce()) return false;
  const target = new URL(request.url);
  const place = worst(triedOf(each).map((tried) => placeOf(tried, target)));
  return place === 'target' || place === 'unclear' || (place === 'unsaid' && isOfFetch(error));
}

const lost: Ended = { kind: 'lost' };
const unsent = (mayPass: boolean): Ended => ({ kind: 'not-sent', mayPass });

/** What the end of a request by an error means: that nothing was sent is believed only of what can be no other request. */
function endedBy(error: unknown, circumstances: Circumstances): Ended {
  const { source, untouched = true, late = false } = circumstances;
  const believesWords = source !== 'own-code' || (untouched && !late);
  for (const each of causesOf(error)) {
    const code = fieldOf(each, 'code');
    if (!isName(code)) continue;
    if (unsendable.test(code))
      return believesWords && (source !== 'global' || isOfFetch(error)) ? unsent(false) : lost;
    const isKnown =
      permanent.test(code) || neverSent.test(code) || (neverSentConnecting.test(code) && isConnecting(each));
    return isKnown && isAbout(error, each, circumstances) ? unsent(!permanent.test(code)) : lost;
  }
  const says = believesWords && [...causesOf(error)].some((each) => unsendableText.test(messageOf(each)));
  return says ? unsent(false) : lost;
}

/** What is known of the errors that came through here. The same error may be thrown for another request, and mean less. */
const known = new WeakMap<object, Ended & { readonly signal: AbortSignal | undefined }>();

function knownOf(error: unknown, signal: AbortSignal | undefined): Ended | undefined {
  for (const each of causesOf(error)) {
    const ended = known.get(each);
    if (ended !== undefined && (ended.signal === undefined || ended.signal === signal)) return ended;
  }
  return undefined;
}

/** Notes of an error that nothing was sent before it, and that it does not pass; for one request, or whenever thrown. */
export function markUnsent<Thrown>(error: Thrown, signal?: AbortSignal): Thrown {
  if (typeof error === 'object' && error !== null) known.set(error, { ...unsent(false), signal });
  return error;
}

/** Notes what an error means for the request, unless a transport below has said so. */
export function noteEnd<Thrown>(error: Thrown, circumstances: Circumstances): Thrown {
  const { signal } = circumstances.request;
  if (typeof error === 'object' && error !== null && knownOf(error, signal) === undefined)
    known.set(error, { ...endedBy(error, circumstances), signal });
  return error;
}

/** What an error means for the request that it ended. */
export const endOfRequest = (error: unknown, signal: AbortSignal | undefined): Ended =>
  knownOf(error, signal) ?? lost;

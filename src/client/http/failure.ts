import type { TransportFailure } from '../../errors/transport.ts';
import type { AttemptEvent } from './outcome.ts';

// Nothing but a name: a transport of one's own may put anything there.
const isName = (code: unknown): code is string =>
  typeof code === 'string' && /^[A-Z][A-Z0-9_]{2,39}$/i.test(code);

/** An error and what caused it, the outermost first. */
function* causesOf(error: unknown): Generator<object> {
  let at: unknown = error;
  for (let depth = 0; depth < 5 && typeof at === 'object' && at !== null; depth += 1) {
    yield at;
    at = 'cause' in at ? at.cause : undefined;
  }
}

const fieldOf = (error: object, name: string): unknown =>
  name in error ? Reflect.get(error, name) : undefined;

/** Several addresses may have been tried: then each of them. */
function isConnecting(error: object): boolean {
  if ('errors' in error && Array.isArray(error.errors))
    return error.errors.length > 0 && error.errors.every((each) => isConnecting(Object(each)));
  return fieldOf(error, 'syscall') === 'connect';
}

/** Failures after which it is certain that no request went out, and that may pass. */
const neverSent: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
  'ConnectionRefused',
]);
/** Those that are so only while the connection was being made: one that stands can end in them as well. */
const neverSentConnecting: ReadonlySet<string> = new Set([
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ETIMEDOUT',
  'ECONNRESET',
]);
/** What does not pass: a certificate that cannot be trusted. */
const permanent: ReadonlySet<string> = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_GET_ISSUER_CERT',
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'CERT_REVOKED',
  'CERT_UNTRUSTED',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);
/** The same of an address or an argument, where what carries the request says it of the request. */
const unsendable: ReadonlySet<string> = new Set([
  'ERR_INVALID_URL',
  'ERR_INVALID_PROTOCOL',
  'ERR_INVALID_ARG_TYPE',
  'ERR_INVALID_ARG_VALUE',
  'ERR_INVALID_CHAR',
  'UND_ERR_INVALID_ARG',
  'UND_ERR_NOT_SUPPORTED',
]);
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

/** Marks an error of which a transport knows that nothing was sent before it, and that it does not pass. */
const unsentErrors = new WeakSet<object>();

/** Marks an error of a function of somebody's own that came when an answer may have come before: its words prove nothing. */
const lateErrors = new WeakSet<object>();

export function markLate<Thrown>(error: Thrown): Thrown {
  if (typeof error === 'object' && error !== null) lateErrors.add(error);
  return error;
}

export function markUnsent<Thrown>(error: Thrown): Thrown {
  if (typeof error === 'object' && error !== null) unsentErrors.add(error);
  return error;
}

const longestReason = 300;

/** What a transport said, in a line. Addresses hold ids, and are left out. */
function reasonOf(error: unknown, redact: (text: string) => string): string | undefined {
  const texts = [...causesOf(error)].flatMap((each) => {
    const [name, message] = [fieldOf(each, 'name'), fieldOf(each, 'message')];
    if (typeof message !== 'string' || message === '') return [];
    return [typeof name === 'string' && name !== 'Error' ? `${name}: ${message}` : message];
  });
  const said = texts.length > 0 || typeof error !== 'string' ? texts.join('; ') : error;
  const line = redact(said)
    .replace(/\b[a-z][a-z0-9+.-]*:\/\/[^\s'")>]+/gi, '[address]')
    .replace(/[\p{Cc}\p{Bidi_Control}\u2028\u2029\s]+/gu, ' ')
    .trim();
  if (line === '') return undefined;
  return line.length > longestReason ? `${line.slice(0, longestReason)}…` : line;
}

export interface UnderstoodFailure extends TransportFailure {
  readonly event: AttemptEvent;
}

/** What an error of a transport means. The error itself is never kept: it may hold the request and its credentials. */
export function understandFailure(error: unknown, redact: (text: string) => string): UnderstoodFailure {
  const reason = reasonOf(error, redact);
  const isLate = typeof error === 'object' && error !== null && lateErrors.has(error);
  for (const each of causesOf(error)) {
    const code = fieldOf(each, 'code');
    if (!isName(code)) continue;
    const said = { code: redact(code) === code ? code : undefined, reason };
    if (permanent.has(code) || (!isLate && unsendable.has(code)))
      return { ...said, event: { kind: 'not-sent', mayPass: false } };
    if (neverSent.has(code) || (isConnecting(each) && neverSentConnecting.has(code)))
      return { ...said, event: { kind: 'not-sent', mayPass: true } };
    return { ...said, event: { kind: 'lost' } };
  }
  const unsent = [...causesOf(error)].some(
    (each) => unsentErrors.has(each) || (!isLate && unsendableText.test(messageOf(each))),
  );
  return { reason, event: unsent ? { kind: 'not-sent', mayPass: false } : { kind: 'lost' } };
}

const messageOf = (error: object): string => String(fieldOf(error, 'message') ?? '');

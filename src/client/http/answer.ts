import type { BodyShape } from './outcome.ts';

/** Headers as far as they are looked at. */
export interface AnswerHeaders {
  get(name: string): string | null;
}

/** An answer, as far as it arrived. */
export interface Incoming {
  readonly status: number;
  readonly headers: AnswerHeaders;
  readonly text: string;
  /** Whether the text is the whole body. */
  readonly whole: boolean;
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The JSON of a text in a box; `undefined` for what is none. */
export function parsed(text: string): { readonly json: unknown } | undefined {
  try {
    return { json: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';
const isCode = (value: unknown): boolean => typeof value === 'number' || isText(value);

const lowerCased = (value: object): ReadonlyMap<string, unknown> =>
  new Map(Object.entries(value).map(([name, field]) => [name.toLowerCase(), field]));

/** Whether an object has the form of the API's failures: `{code, message}`, `{error}` or `{Message}`. */
function isErrorBody(json: object, byVtex: boolean): boolean {
  if ('Message' in json && isText(json.Message)) return true;
  const has = lowerCased(json);
  const error = has.get('error');
  if (isText(error)) return true;
  if (isObject(error) && ['code', 'message'].some((name) => lowerCased(error).has(name))) return true;
  // Other servers say `message` too: alone it needs a header that only VTEX sends.
  return isText(has.get('message')) && (isCode(has.get('code')) || byVtex);
}

/** Fields that frameworks and gateways put beside the error, and this API does not. */
const foreignFields = [
  'timestamp',
  'path',
  'status',
  'type',
  'description',
  'requestid',
  'trace',
  'instance',
];
/** What a gateway says of what is behind it. */
const gatewayWords = /upstream|gateway|prox(?:y|ied)|time(?:d|s)?[ -]?out|connect|unavailable/i;

/**
 * Whether an error in the API's form is that of a framework or gateway between here and the API. What of a failure of a
 * server may be one counts as one: that the API says by it that its work is over would be believed.
 */
function isForeignError(json: object, status: number): boolean {
  const has = lowerCased(json);
  if (foreignFields.some((name) => has.has(name))) return true;
  if (status < 500) return false;
  return isText(has.get('error')) || gatewayWords.test(JSON.stringify(json));
}

const vtexHeaders = ['x-vtex-operation-id', 'x-vtex-error-message'];

/** What the body of an answer looks like. */
export function shapeOf({ status, headers, text, whole }: Incoming): BodyShape {
  if (!whole) return 'cut-off';
  if (text.trim() === '') return 'empty';
  const body = parsed(text);
  if (body === undefined) return 'other';
  const { json } = body;
  const byVtex = vtexHeaders.some((name) => headers.get(name) !== null);
  const isApiError = isObject(json) && isErrorBody(json, byVtex) && (byVtex || !isForeignError(json, status));
  return isApiError ? 'api-error' : 'json';
}

/** Headers of answers that a gateway, proxy or firewall made itself. */
const gatewayHeaders = [
  'x-amzn-errortype',
  'x-envoy-overloaded',
  'x-envoy-ratelimited',
  'x-envoy-local-overloaded',
  'x-squid-error',
  'cf-mitigated',
  'x-azure-ref-originshield',
];
const gatewayServers =
  /cloudflare|cloudfront|awselb|akamai|varnish|envoy|haproxy|squid|kong|traefik|big-?ip|fastly|gateway/i;

/** Whether a header says that something between here and the API made the answer, and that it failed. */
export function isFromGateway({ status, headers }: Pick<Incoming, 'status' | 'headers'>): boolean {
  if (gatewayHeaders.some((name) => headers.get(name) !== null)) return true;
  if (/error/i.test(headers.get('proxy-status') ?? '')) return true;
  if (/^error\b/i.test(headers.get('x-cache') ?? '')) return true;
  // Proxies name themselves on what they hand on, too: only where repeating would do harm is that enough.
  return status >= 500 && gatewayServers.test(headers.get('server') ?? '');
}

/** Whether a success says by a header that it is none. */
export const tellsFailure = (incoming: Incoming): boolean =>
  isFromGateway(incoming) || (incoming.headers.get('x-vtex-error-message') ?? '') !== '';

/** Headers in which caches say whether they had the answer. */
const cacheHeaders = [
  'cache-status',
  'x-cache',
  'x-cache-status',
  'x-proxy-cache',
  'x-nginx-cache',
  'x-kong-cache-status',
  'x-litespeed-cache',
  'x-vercel-cache',
  'x-drupal-cache',
  'cf-cache-status',
  'cdn-cache',
  'warning',
];

/** Whether a header says that the answer was kept from earlier, and does not show the present state. */
export const isKept = ({ headers }: Pick<Incoming, 'headers'>): boolean =>
  Number(headers.get('age')) > 0 ||
  /[1-9]/.test(headers.get('x-cache-hits') ?? '') ||
  // Varnish names the request that it kept the answer of, too.
  /\d\s+\d/.test(headers.get('x-varnish') ?? '') ||
  cacheHeaders.some((name) => /(?:^|[\W_])(?:hit|stale|updating)(?![a-z])/i.test(headers.get(name) ?? ''));

/** The one form of a date that is sent (RFC 9110): `Wed, 08 May 2024 12:00:00 GMT`. */
const httpDate = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/** `Retry-After` in milliseconds: whole seconds or a date; anything else counts for nothing. */
export function retryAfterOf(headers: AnswerHeaders, now: number): number | undefined {
  const value = headers.get('retry-after')?.trim();
  if (value === undefined || value === '') return undefined;
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const date = httpDate.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/** Whether the API itself says that there is no such thing. */
export const isAbsence = (incoming: Incoming): boolean =>
  incoming.status === 404 && shapeOf(incoming) === 'api-error' && !isFromGateway(incoming);

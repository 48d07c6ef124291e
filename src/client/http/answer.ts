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

/** Whether an object is a failure in the API's own form: `{code, message}`, `{error}` or `{Message}`. */
function isErrorBody(json: unknown, byVtex: boolean): boolean {
  if (!isObject(json)) return false;
  if ('Message' in json && isText(json.Message)) return true;
  const has = lowerCased(json);
  const error = has.get('error');
  if (isText(error)) return true;
  if (isObject(error) && ['code', 'message'].some((name) => lowerCased(error).has(name))) return true;
  // Other servers say `message` too: alone it needs a header that only VTEX sends.
  return isText(has.get('message')) && (isCode(has.get('code')) || byVtex);
}

const vtexHeaders = ['x-vtex-operation-id', 'x-vtex-error-message'];

/** What the body of an answer looks like. */
export function shapeOf({ headers, text, whole }: Incoming): BodyShape {
  if (!whole) return 'cut-off';
  if (text.trim() === '') return 'empty';
  const body = parsed(text);
  if (body === undefined) return 'other';
  const byVtex = vtexHeaders.some((name) => headers.get(name) !== null);
  return isErrorBody(body.json, byVtex) ? 'api-error' : 'json';
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

const cacheHeaders = ['x-cache', 'x-cache-status', 'cf-cache-status', 'warning'];

/** Whether a header says that the answer was kept from earlier, and does not show the present state. */
export const isKept = ({ headers }: Pick<Incoming, 'headers'>): boolean =>
  Number(headers.get('age')) > 0 ||
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

import { wellFormed } from './well-formed.ts';

// Shorter ones are made up for a test; taking every `any` out of a text would only garble it.
const shortestSecret = 8;

const named: Readonly<Record<string, string>> = {
  '&': 'amp',
  '<': 'lt',
  '>': 'gt',
  '"': 'quot',
  "'": 'apos',
};

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');

/** How a character may be written: as it is, in a URL, in a page by name or number, in JSON. */
function patternOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16);
  const name = named[character];
  return `(?:${[
    escaped(character),
    ...(code < 128 ? [`%${hex.padStart(2, '0')}`] : []),
    `&#0*${code};?`,
    `&#x0*${hex};?`,
    ...(name === undefined ? [] : [`&${name};`]),
    `\\\\u0*${hex}`,
  ].join('|')})`;
}

/** The bytes of a text in base64, where the runtime can say. */
function inBase64(text: string): string[] {
  if (typeof TextEncoder !== 'function' || typeof btoa !== 'function') return [];
  return [escaped(btoa(String.fromCharCode(...new TextEncoder().encode(text))).replace(/=+$/, ''))];
}

/** The forms in which a server may repeat a secret. */
function formsOf(secret: string): string[] {
  const whole = wellFormed(secret);
  return [[...whole].map(patternOf).join(''), escaped(encodeURIComponent(whole)), ...inBase64(whole)];
}

/** The secrets to look for. The longest first, else a key inside a token would leave the rest of the token. */
export function worthHiding(secrets: ReadonlyArray<string | undefined>): string[] {
  const long = secrets.filter((secret) => secret !== undefined && secret.length >= shortestSecret);
  return [...new Set(long.filter((secret) => secret !== undefined))].sort((a, b) => b.length - a.length);
}

/** Takes secrets out of texts, in whatever case and form. */
export function redactor(secrets: ReadonlyArray<string | undefined>): (text: string) => string {
  const long = worthHiding(secrets);
  return (text) => redacted(text, long);
}

/** The pattern of a list of secrets: who sends a thousand requests has one list. */
const patterns = new WeakMap<readonly string[], RegExp>();

function patternFor(secrets: readonly string[]): RegExp {
  const known = patterns.get(secrets);
  if (known !== undefined) return known;
  const pattern = new RegExp(secrets.flatMap(formsOf).join('|'), 'gi');
  patterns.set(secrets, pattern);
  return pattern;
}

/** A text with secrets, as `worthHiding` gives them, taken out, in whatever case and form. The list is not changed. */
export function redacted(text: string, secrets: readonly string[]): string {
  return secrets.length === 0 || text === '' ? text : text.replace(patternFor(secrets), '[redacted]');
}

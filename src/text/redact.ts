import { wellFormed } from './well-formed.ts';

// Shorter ones are made up for a test; taking every `any` out of a text would only garble it.
const shortestSecret = 8;

const named: Readonly<Record<string, string>> = {
  '&': 'amp',
  '<': 'lt',
  '>': 'gt',
  '"': 'quot',
  "'": 'apos',
  '+': 'plus',
  '/': 'sol',
  '=': 'equals',
  '.': 'period',
  '-': '(?:hyphen|dash)',
  _: '(?:lowbar|underbar)',
};

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');

const hexOf = (code: number): string => code.toString(16).padStart(2, '0');

const bytesOf = (text: string): number[] =>
  typeof TextEncoder === 'function'
    ? [...new TextEncoder().encode(text)]
    : [...text].map((character) => (character.codePointAt(0) ?? 0) & 0xff);

// Every repetition is bounded: texts are made by others, and may be long.
/** What may stand between two characters of a secret that was wrapped. */
const between = '[\\s\\0\u00ad\u200b-\u200f\u2060\ufeff]{0,3}';

/** How a character may be written: as it is, in a URL, in a page by name or number, in JSON or a program; also twice over. */
function patternOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const name = named[character];
  return `(?:${[
    escaped(character),
    bytesOf(character)
      .map((byte) => `%(?:25){0,3}${hexOf(byte)}`)
      .join(''),
    `&(?:amp;){0,3}#(?:0{0,6}${code}|x0{0,6}${hexOf(code)});?`,
    ...(name === undefined ? [] : [`&(?:amp;){0,3}${name};`]),
    `\\\\{1,4}(?:u\\{?0{0,6}${hexOf(code)}\\}?|x${hexOf(code)}|0{0,2}${code.toString(8)})`,
  ].join('|')})`;
}

/** The bytes of a text in base64, wherever in a longer text they stand: as its three alignments write them. */
function inBase64(text: string): string[] {
  if (typeof btoa !== 'function') return [];
  return [0, 1, 2].map((before) => {
    const bytes = [...Array.from({ length: before }, () => 0), ...bytesOf(text)];
    // The characters at both ends hold bits of what stands beside it.
    const whole = btoa(String.fromCharCode(...bytes)).slice(
      before && before + 1,
      Math.floor((bytes.length * 4) / 3),
    );
    const part = '[\\w+/-]?';
    const pattern = [...whole].map((character) =>
      character === '+' ? '[+-]' : character === '/' ? '[/_]' : character,
    );
    return `${before === 0 ? '' : part}${pattern.join(between)}${bytes.length % 3 === 0 ? '' : part}=*`;
  });
}

/** The forms in which a server may repeat a secret. */
function formsOf(secret: string): string[] {
  const whole = wellFormed(secret);
  return [
    // A space of its own could be read in many ways beside those that may stand between.
    [...whole].map(patternOf).join(/\s/.test(whole) ? '' : between),
    bytesOf(whole).map(hexOf).join('[\\s:-]?'),
    ...inBase64(whole),
  ];
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

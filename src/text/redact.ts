// A credential may be echoed in many forms. So it is not the forms that are looked for: the text is peeled, one layer of
// escapes after the other, and each layer is read as nothing but its letters and digits. There the credential stands as
// it is, or in hex, as a list of bytes or in base64, whatever was put between its letters.

// Shorter ones are made up for a test; taking every `any` out of a text would only garble it.
const shortestSecret = 8;

/** So many letters and digits in a row are a credential's, whatever stands between them. */
const telling = 16;
/** Every fourth run of a credential is kept: a fourth of the memory, and a piece of 19 holds one all the same. */
const step = 4;
/** What is let go before a cut: a piece that is too short to be known, and the beginning of an escape. */
const shortOfKnown = 2 * telling;

/** Escapes of escapes, and so on. */
const deepest = 5;

/** Beyond all that is ever shown of an error: what is looked through of one, so that none takes long. */
export const longestLooked = 16_384;

// Every repetition is bounded or ends where the next may begin: texts are made by others, and may be long.
const escapes =
  /[^\0-\x7f]|&#0*\d{1,6};?|(?:&#[xX]|[uU]\+|\\{1,9}u\{)0*\p{AHex}{1,5}[;}]?|(?:%u|\\{1,9}(?:u|U0{4}))\p{AHex}{4}|(?:[%=]|0x|\\{1,9}x)\p{AHex}{2}|\\{1,9}(?:\p{AHex}{2}\s|[0-7]{2,3})|(&([a-zA-Z]+);|\\{1,9}[nrt]|<[^<>]{1,99}>|\p{Cc}?\[[\d;]*m)/gu;

/** What an escape stands for, in as much room: so everything else keeps its place. `named`: what has no number. */
function revealed(unit: string, named?: string, name = ''): string {
  const digits = /\p{AHex}+(?=\W*$)/u.exec(unit)?.[0] ?? '';
  const code = Number.parseInt(digits, /^&#\d/.test(unit) ? 10 : /^\\+\d+$/.test(unit) ? 8 : 16);
  const meant =
    named === undefined
      ? digits === ''
        ? unit.normalize('NFKD')
        : // A byte of eight bits is part of a character.
          String.fromCodePoint(digits.length < 3 && code > 127 ? 32 : code)
      : ('&<>"'[['amp', 'lt', 'gt', 'quot'].indexOf(name.toLowerCase())] ?? ' ');
  return meant.padEnd(unit.length, '\0').slice(0, unit.length);
}

/** Some of a text's characters, and where each of them stands. */
interface Sifted {
  readonly text: string;
  readonly at: readonly number[];
}

type Keep = (code: number) => boolean;

function sift(text: string, keep: Keep): Sifted {
  const at: number[] = [];
  let kept = '';
  for (let i = 0; i < text.length; i += 1) {
    if (!keep(text.charCodeAt(i))) continue;
    kept += text.charAt(i);
    at.push(i);
  }
  return { text: kept, at };
}

const isPresent: Keep = (code) => code > 0;
const isBetween = (code: number, first: number, last: number): boolean => code >= first && code <= last;
const isLetterOrDigit: Keep = (code) => isBetween(code | 32, 97, 122) || isBetween(code, 48, 57);
// Without the backslash, which escapes.
const isVisible: Keep = (code) => isBetween(code, 33, 126) && code !== 92;

/** A text as it is, and with one more layer of its escapes taken off at a time. */
function layersOf(text: string): readonly Sifted[] {
  let last = sift(text, isPresent);
  const layers = [last];
  while (layers.length < deepest) {
    const peeled = last.text.replace(escapes, revealed);
    if (peeled === last.text) break;
    const { at } = last;
    const next = sift(peeled, isPresent);
    last = { text: next.text, at: next.at.map((place) => at[place] ?? 0) };
    layers.push(last);
  }
  return layers;
}

/** Runs by their length, to be found among the characters that are kept. */
interface Traces {
  readonly keep: Keep;
  readonly bySize: Map<number, Set<string>>;
}

function learn(form: string, loose: Traces, exact: Traces): void {
  const letters = sift(form, isLetterOrDigit).text;
  const isLong = letters.length >= telling;
  const { bySize } = isLong ? loose : exact;
  const text = (isLong ? letters : sift(form, isVisible).text).toLowerCase();
  const size = Math.min(telling, text.length);
  if (size < shortestSecret) return;
  const runs = bySize.get(size) ?? new Set();
  bySize.set(size, runs);
  for (let i = 0; i < text.length - size + step; i += step) {
    const from = Math.min(i, text.length - size);
    runs.add(text.slice(from, from + size));
  }
}

/** The bytes of a text in base64, wherever in a longer text they stand: as its three alignments write them. */
function inBase64(text: string): string[] {
  if (typeof btoa !== 'function') return [];
  return [0, 1, 2].map((before) =>
    // The characters at both ends hold bits of what stands beside it.
    btoa('\0'.repeat(before) + text.replace(/[^\0-\xff]/g, '?')).slice(
      before && before + 1,
      Math.floor(((before + text.length) * 4) / 3),
    ),
  );
}

/** What is kept of a list of secrets: who sends a thousand requests has one list. */
const known = new WeakMap<readonly string[], readonly Traces[]>();

function tracesOf(secrets: readonly string[]): readonly Traces[] {
  const found = known.get(secrets);
  if (found !== undefined) return found;
  const loose: Traces = { keep: isLetterOrDigit, bySize: new Map() };
  const exact: Traces = { keep: isVisible, bySize: new Map() };
  for (const secret of secrets) {
    for (const { text } of layersOf(secret)) learn(text, loose, exact);
    // In two bytes for each letter as well.
    for (const text of [secret, [...secret].join('\0')]) {
      const codes = [...text].map((character) => character.charCodeAt(0));
      const hex = codes.map((code) => code.toString(16).padStart(2, '0'));
      for (const form of [hex.join(''), codes.join(''), ...inBase64(text)]) learn(form, loose, exact);
    }
  }
  const traces = [loose, exact];
  known.set(secrets, traces);
  return traces;
}

/** The secrets to look for. */
export const worthHiding = (secrets: readonly unknown[]): string[] =>
  secrets.filter((secret): secret is string => typeof secret === 'string' && secret.length >= shortestSecret);

/** Takes secrets out of texts of which no more than the beginning is shown. */
export function redactor(secrets: readonly unknown[]): (text: string) => string {
  const long = worthHiding(secrets);
  return (text) => redacted(text, long, longestLooked);
}

/**
 * A text with secrets, as `worthHiding` gives them, taken out, in whatever case and form. The list is not changed.
 * `longest`: how much of the text is wanted at most.
 */
export function redacted(whole: string, secrets: readonly string[], longest = whole.length): string {
  const text = whole.slice(0, longest);
  if (secrets.length === 0 || text.length < shortestSecret) return text;
  const hidden: Array<readonly [from: number, to: number]> = [];
  for (const layer of layersOf(text)) {
    const placeOf = (index = text.length): number => layer.at[index] ?? text.length;
    for (const { keep, bySize } of tracesOf(secrets)) {
      const { text: kept, at } = sift(layer.text, keep);
      const stream = kept.toLowerCase();
      // A secret across the cut would leave its beginning.
      if (text !== whole) hidden.push([placeOf(at[Math.max(0, at.length - shortOfKnown)]), text.length]);
      for (const [size, runs] of bySize)
        for (let end = size; end <= stream.length; end += 1)
          if (runs.has(stream.slice(end - size, end)))
            hidden.push([placeOf(at[end - size]), placeOf((at[end - 1] ?? 0) + 1)]);
    }
  }
  let shown = '';
  let done = 0;
  for (const [from, to] of hidden.sort(([a], [b]) => a - b)) {
    if (shown === '' || from > done) shown += `${text.slice(done, from)}[redacted]`;
    done = Math.max(done, to);
  }
  return shown + text.slice(done);
}

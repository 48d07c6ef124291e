import { deepest } from './pieces.ts';

/** What may come next. */
type Expected = 'value' | 'value or end' | 'key' | 'key or end' | 'colon' | 'comma or end' | 'nothing';

interface Open {
  readonly value: unknown[] | Record<string, unknown>;
  key: string | undefined;
}

const quote = 0x22;
const backslash = 0x5c;
const isSpace = (code: number): boolean => code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
const isOpening = (code: number): boolean => code === 0x7b || code === 0x5b;
const isClosing = (code: number): boolean => code === 0x7d || code === 0x5d;

/** Reads JSON that comes in pieces: what lies deep is small and is parsed at once, what is above is put together. */
class JsonReader {
  #expected: Expected = 'value';
  readonly #open: Open[] = [];
  #result: unknown;
  /** The text of a part that has begun: a string, a number or word, or what lies deep. */
  #part: string | undefined;
  #isWord = false;
  #depth = 0;
  #inString = false;
  #escaped = false;

  /** Takes a piece. Throws `SyntaxError` as soon as it cannot be JSON. */
  take(text: string): void {
    let at = 0;
    while (at < text.length) {
      if (this.#part === undefined) {
        const code = text.charCodeAt(at);
        if (isSpace(code)) at += 1;
        else if (this.#structure(code)) at += 1;
        else at = this.#begin(text, at);
      } else at = this.#isWord ? this.#word(text, at) : this.#nested(text, at);
    }
  }

  /** The value, once everything was taken. Throws `SyntaxError` where something is missing. */
  end(): unknown {
    if (this.#part !== undefined && this.#isWord) this.#finish();
    if (this.#expected !== 'nothing') throw new SyntaxError('the JSON ends too early');
    return this.#result;
  }

  /** A sign between values, or the beginning or the end of a container that is put together here. */
  #structure(code: number): boolean {
    const expected = this.#expected;
    if (isClosing(code)) {
      const top = this.#open.at(-1);
      const isList = Array.isArray(top?.value);
      const fits = expected === 'comma or end' || expected === (isList ? 'value or end' : 'key or end');
      if (top === undefined || !fits || isList !== (code === 0x5d)) throw new SyntaxError('an end too many');
      this.#open.pop();
      this.#put(top.value);
      return true;
    }
    if (code === 0x2c) {
      if (expected !== 'comma or end') throw new SyntaxError('a comma too many');
      this.#expected = Array.isArray(this.#open.at(-1)?.value) ? 'value' : 'key';
      return true;
    }
    if (code === 0x3a) {
      if (expected !== 'colon') throw new SyntaxError('a colon too many');
      this.#expected = 'value';
      return true;
    }
    if (!isOpening(code) || this.#open.length >= deepest) return false;
    this.#expectValue();
    const isList = code === 0x5b;
    this.#open.push({ value: isList ? [] : {}, key: undefined });
    this.#expected = isList ? 'value or end' : 'key or end';
    return true;
  }

  #expectValue(): void {
    if (this.#expected !== 'value' && this.#expected !== 'value or end')
      throw new SyntaxError('a value too many');
  }

  #begin(text: string, at: number): number {
    const code = text.charCodeAt(at);
    const isKey = this.#expected === 'key' || this.#expected === 'key or end';
    if (!isKey) this.#expectValue();
    else if (code !== quote) throw new SyntaxError('a key that is no string');
    this.#part = '';
    this.#isWord = code !== quote && !isOpening(code);
    this.#depth = 0;
    this.#inString = false;
    return at;
  }

  /** Goes on in a number or a word, which ends where something else begins. */
  #word(text: string, from: number): number {
    let at = from;
    while (at < text.length) {
      const code = text.charCodeAt(at);
      if (isSpace(code) || code === 0x2c || isClosing(code)) break;
      at += 1;
    }
    this.#part += text.slice(from, at);
    if (at < text.length) this.#finish();
    return at;
  }

  /** Goes on in a string, or in a container that is parsed as a whole. */
  #nested(text: string, from: number): number {
    let at = from;
    for (; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (this.#escaped) this.#escaped = false;
      else if (this.#inString) {
        if (code === backslash) this.#escaped = true;
        else if (code === quote) this.#inString = false;
      } else if (code === quote) this.#inString = true;
      else if (isOpening(code)) this.#depth += 1;
      else if (isClosing(code)) this.#depth -= 1;
      if (this.#depth > 0 || this.#inString) continue;
      at += 1;
      this.#part += text.slice(from, at);
      this.#finish();
      return at;
    }
    this.#part += text.slice(from, at);
    return at;
  }

  #finish(): void {
    const value: unknown = JSON.parse(this.#part ?? '');
    this.#part = undefined;
    const top = this.#open.at(-1);
    if (top !== undefined && (this.#expected === 'key' || this.#expected === 'key or end')) {
      top.key = String(value);
      this.#expected = 'colon';
    } else this.#put(value);
  }

  #put(value: unknown): void {
    const top = this.#open.at(-1);
    this.#expected = top === undefined ? 'nothing' : 'comma or end';
    if (top === undefined) this.#result = value;
    else if (Array.isArray(top.value)) top.value.push(value);
    else if (top.key === '__proto__')
      Object.defineProperty(top.value, '__proto__', {
        ...{ value, enumerable: true, configurable: true, writable: true },
      });
    else top.value[top.key ?? ''] = value;
  }
}

/**
 * What `JSON.parse` makes of a text that comes in pieces: as a whole it may be longer than a string can be.
 * @throws SyntaxError for what is not JSON.
 */
export async function readJson(pieces: AsyncIterable<string> | Iterable<string>): Promise<unknown> {
  const reader = new JsonReader();
  for await (const piece of pieces) reader.take(piece);
  return reader.end();
}

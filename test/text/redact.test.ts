import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { longestLooked, redacted, redactor } from '../../src/text/redact.ts';

const codesOf = (text: string): number[] => [...text].map((each) => each.codePointAt(0) ?? 0);
const each = (text: string, form: (code: number, character: string) => string): string =>
  [...text].map((character) => form(character.codePointAt(0) ?? 0, character)).join('');
const hex = (code: number, digits = 2): string => code.toString(16).padStart(digits, '0');

/** Written letter by letter: what stands between two letters may be put between their forms as well. */
const escapes: Readonly<Record<string, (text: string) => string>> = {
  'as it is': (text) => text,
  'in lower case': (text) => text.toLowerCase(),
  'for a URL': encodeURIComponent,
  'in a form': (text) => new URLSearchParams({ a: text }).toString().slice(2),
  'percent all': (text) =>
    each(text, (code, character) =>
      code < 128 ? `%${hex(code).toUpperCase()}` : encodeURIComponent(character.toWellFormed()),
    ),
  'percent twice': (text) => encodeURIComponent(encodeURIComponent(text)),
  'percent u': (text) => each(text, (code) => `%u${hex(code, 4)}`),
  'for a page': (text) =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;'),
  'for a page, all by name': (text) =>
    text
      .replaceAll('&', '&AMP;')
      .replaceAll('+', '&plus;')
      .replaceAll('/', '&sol;')
      .replaceAll('=', '&equals;')
      .replaceAll('_', '&UnderBar;'),
  'by number': (text) => each(text, (code) => `&#${code};`),
  'by number, in hex': (text) => each(text, (code) => `&#x0${hex(code).toUpperCase()};`),
  'by number, twice': (text) => each(text, (code) => `&amp;#${code};`),
  'in JSON': (text) => JSON.stringify(text).slice(1, -1),
  'in JSON twice': (text) => JSON.stringify(JSON.stringify(text)).slice(3, -3),
  'for a program': (text) => each(text, (code) => `\\u${hex(code, 4)}`),
  'for a program, twice': (text) => each(text, (code) => `\\\\u${hex(code, 4)}`),
  'in braces': (text) => each(text, (code) => `\\u{${hex(code)}}`),
  'by byte': (text) => each(text, (code) => `\\x${hex(code)}`),
  'in octal': (text) => each(text, (code) => `\\${code.toString(8).padStart(3, '0')}`),
  'marks alone in octal': (text) =>
    text.replace(/[^a-z\d]/gi, (mark) => `\\${mark.charCodeAt(0).toString(8).padStart(3, '0')}`),
  'for a style sheet': (text) => each(text, (code) => `\\${hex(code)} `),
  'in eight digits': (text) => each(text, (code) => `\\U${hex(code, 8)}`),
  'bytes of a program': (text) => each(text, (code) => `, 0x${hex(code)}`).slice(2),
  'by code point': (text) => each(text, (code) => ` U+${hex(code, 4)}`).slice(1),
  'quoted-printable': (text) => each(text, (code) => `=${hex(code).toUpperCase()}`),
  'marks alone quoted-printable': (text) =>
    text.replace(/[^a-z\d]/gi, (mark) => `=${hex(mark.charCodeAt(0)).toUpperCase()}`),
  'full width': (text) => each(text, (code) => String.fromCodePoint(code + 0xfee0)),
  mathematical: (text) =>
    each(text, (code, character) =>
      /[A-Z]/.test(character)
        ? String.fromCodePoint(0x1d400 + code - 65)
        : /[a-z]/.test(character)
          ? String.fromCodePoint(0x1d41a + code - 97)
          : character,
    ),
  'full width, by number': (text) => each(text, (code) => `&#${code + 0xfee0};`),
};

/** Written as a whole, which may be broken anywhere. */
const blocks: Readonly<Record<string, (text: string) => string>> = {
  hex: (text) => Buffer.from(text).toString('hex'),
  'hex, upper case': (text) => Buffer.from(text).toString('hex').toUpperCase(),
  'hex of two bytes each': (text) => Buffer.from(text, 'utf16le').toString('hex'),
  base64: (text) => Buffer.from(text).toString('base64'),
  'base64 for a URL': (text) => Buffer.from(text).toString('base64url'),
  'base64 behind a byte': (text) => Buffer.from(`{${text}}`).toString('base64'),
  'base64 behind two': (text) => Buffer.from(`a:${text}`).toString('base64'),
  'base64 of two bytes each': (text) => Buffer.from(text, 'utf16le').toString('base64'),
  bytes: (text) => codesOf(text).join(','),
  'bytes in JSON': (text) => JSON.stringify(codesOf(text)),
};

function written(name: string): (text: string) => string {
  const found = escapes[name] ?? blocks[name];
  if (found === undefined) throw new TypeError(`there is no form ${name}`);
  return found;
}

/** Letters of another look, which nobody encodes for a URL. */
const styled = ['full width', 'mathematical'];
const outer = ['as it is', 'for a URL', 'for a page', 'in JSON', 'percent all', 'by number'];

/** What is put between the parts of a text by those who break lines, mark up or hide. */
const breaks = [
  '',
  ' ',
  '\n',
  '\r\n ',
  '\r\n\t ',
  '\r\n    ',
  `\r\n${' '.repeat(40)}`,
  '\\\n',
  '\\n',
  '\\r\\n\\t',
  '=\r\n',
  '<wbr>',
  '<br />\n',
  '&#8203;',
  '&zwnj;',
  '" + "',
  '\0',
  '\u0001',
  '\u00ad',
  '\u034f',
  '\u180e',
  '\u200b',
  '\u200d\u200d\u200d\u200d\u200d',
  '\u202e',
  '\u2060',
  '\u2063',
  '\ufe0f',
  '\u{e0020}',
  '\ud800',
  '\u001b[0m',
  '\u001b[1;31m',
];

const letter = fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789');
const visible = fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code));
const lettersIn = (text: string): string =>
  text
    .replaceAll('[redacted]', '')
    .normalize('NFKC')
    .replace(/[^a-z\d]/gi, '')
    .toLowerCase();
/** A token of letters with some marks in it, which begins and ends with a letter as tokens do. */
const credential = fc
  .tuple(
    letter,
    fc.array(fc.oneof({ weight: 6, arbitrary: letter }, { weight: 1, arbitrary: visible }), {
      minLength: 28,
      maxLength: 90,
    }),
    letter,
  )
  .map(([first, inner, last]) => [first, ...inner, last].join(''))
  .filter((text) => lettersIn(text).length >= 20);

/** A text cut into parts of these lengths, the last of which is what is left. */
function* partsOf(text: string, lengths: readonly number[]): Generator<string> {
  let from = 0;
  for (let turn = 0; from < text.length; turn += 1) {
    const to = from + (lengths[turn % lengths.length] ?? text.length);
    yield text.slice(from, to);
    from = to;
  }
}

/** The parts without the first and the last of them, so many characters at least. */
function withoutEnds(parts: readonly string[], least: number): readonly string[] {
  const beyond = (list: readonly string[]): number =>
    list.findIndex((_, at) => list.slice(0, at).join('').length >= least);
  const [first, last] = [beyond(parts), beyond(parts.toReversed())];
  return first < 0 || last < 0 ? [] : parts.slice(first, parts.length - last);
}

const lengths = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 5 });
const form = fc.oneof(
  fc.record({ name: fc.constantFrom(...Object.keys(escapes)), isBlock: fc.constant(false) }),
  fc.record({ name: fc.constantFrom(...Object.keys(blocks)), isBlock: fc.constant(true) }),
);

describe('a credential', () => {
  test('is taken out in whatever form, broken however, and nothing beside it', () => {
    fc.assert(
      fc.property(
        credential,
        form,
        fc.constantFrom(...outer),
        fc.constantFrom(...breaks),
        lengths,
        (secret, { name, isBlock }, around, between, sizes) => {
          fc.pre(!styled.includes(name) || !/URL|percent/.test(around));
          const write = written(name);
          const encode = written(around);
          const parts = isBlock
            ? [...partsOf(write(secret), sizes)]
            : [...partsOf(secret, sizes)].map((part) => write(part));
          const echo = encode(parts.join(between).toWellFormed());
          const said = redacted(`The token "${echo}" was refused (see RFC 6750).`, [secret]);
          expect(said.startsWith('The token "')).toBe(true);
          expect(said.endsWith('" was refused (see RFC 6750).')).toBe(true);
          const left = lettersIn(between === '' ? said : said.replaceAll(encode(between.toWellFormed()), ''));
          // The ends of base64 may be of what stands beside the credential.
          const inner = isBlock ? withoutEnds(parts, 6) : parts;
          const whole = lettersIn(inner.map(encode).join(''));
          for (let at = 0; at + 20 <= whole.length; at += 1)
            expect(left).not.toContain(whole.slice(at, at + 20));
        },
      ),
      { numRuns: 1000 },
    );
  });

  test('is taken out in each form and behind each break', () => {
    const secret = 'QwErTy+/=Zx&<9>"uV_s.T-1234567890abcdefGHIJ';
    const say = redactor(['vtexappkey-mystore-ABCDEF', secret]);
    for (const between of breaks) {
      for (const [name, write] of Object.entries(escapes)) {
        const echo = [...partsOf(secret, [7])].map((part) => write(part)).join(between);
        expect([name, between, say(`a ${echo} b`)]).toEqual([name, between, 'a [redacted] b']);
      }
      for (const [name, write] of Object.entries(blocks)) {
        const echo = [...partsOf(write(secret), [10])].join(between);
        expect(say(`a: ${echo} b`), name).toMatch(/^a: .{0,36}\[redacted\].{0,60} b$/s);
      }
    }
  });

  test('is taken out as well where only a piece of it is echoed', () => {
    fc.assert(
      fc.property(credential, fc.nat(), fc.integer({ min: 19, max: 60 }), (secret, at, length) => {
        const letters = secret.replace(/[^a-z\d]/gi, '');
        const from = at % Math.max(1, letters.length - 18);
        const piece = letters.slice(from, from + length);
        const said = redacted(`a ${piece} b`, [secret]);
        // At each end what is short of a step of the search.
        expect(lettersIn(said).length).toBeLessThanOrEqual(2 + 6);
        expect(said).toContain('[redacted]');
      }),
    );
  });

  test('with few letters is taken out as it stands, escaped, broken or encoded, and only then', () => {
    const short = fc.array(visible, { minLength: 8, maxLength: 15 }).map((list) => list.join(''));
    const plain = ['as it is', 'for a URL', 'by number', 'for a program', 'by byte', 'in JSON', 'full width'];
    fc.assert(
      fc.property(
        short.filter((text) => !text.includes('\\')),
        fc.constantFrom(...plain, 'hex', 'bytes'),
        fc.constantFrom('', '\r\n    ', '\u200b', '\u2063', '<wbr>'),
        (secret, name, between) => {
          const write = written(name);
          const echo = [...secret].map((character) => write(character)).join(between);
          expect(redacted(`a ${echo} b`, [secret])).toMatch(/^a \\?\[redacted\] b$/);
        },
      ),
      { numRuns: 2000 },
    );
    const text = 'Invalid app token: X-VTEX-API-AppToken, app_token or appToken; my store, pass-word.';
    expect(redacted(text, ['app-token', 'my-store-1', 'pass.word!'])).toBe(text);
    expect(redacted('Bad App-Token.', ['app-token'])).toBe('Bad [redacted].');
    expect(redacted('any company', ['any', 'company'])).toBe('any company');
  });
});

test('a text that holds none of it is left alone', () => {
  const ordinary = fc.oneof(
    fc.lorem({ mode: 'sentences', maxCount: 20 }),
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.json(),
    fc.webUrl({ withQueryParameters: true, withFragments: true }),
    fc.uuid(),
    fc.emailAddress(),
    fc.base64String({ maxLength: 300 }),
    fc.constantFrom(
      'Não foi possível concluir: crédito insuficiente (R$ 1.234,56) &amp; limite &lt;b&gt;0&lt;/b&gt;',
      'O header X-VTEX-API-AppKey da loja mystore não confere com vtexappkey-other-ABCDEF.',
      'The account 12345678901_CPF of vtexappkey has 20% off %2F \\u00e9 =41 0x41 &#65; \u001b[1mbold\u001b[0m',
    ),
  );
  fc.assert(
    fc.property(ordinary, credential, (text, token) => {
      expect(redacted(text, ['vtexappkey-mystore-ABCDEF', token])).toBe(text);
    }),
    { numRuns: 1000 },
  );
});

describe('a text that is longer than is ever shown', () => {
  test('ends before a credential that is cut in two', () => {
    fc.assert(
      fc.property(
        credential,
        fc.constantFrom(...Object.keys(escapes)),
        fc.nat({ max: 600 }),
        (secret, name, before) => {
          const echo = written(name)(secret);
          const text = `${'. '.repeat(longestLooked).slice(0, longestLooked - before)}${echo}${' .'.repeat(400)}`;
          const said = redactor([secret])(text);
          expect(lettersIn(said)).toBe('');
          // Echoes shrink: what stands at the cut is shown after all.
          const often = redactor([secret])(`${echo} `.repeat(longestLooked / 20));
          expect(lettersIn(often)).toBe('');
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe('the work', () => {
  afterEach(() => vi.restoreAllMocks());

  /** How often a character is looked at, and a run looked up. */
  function stepsOf(text: string, secrets: readonly string[]): number {
    const say = redactor(secrets);
    say('what is kept of the secrets');
    const looked = vi.spyOn(String.prototype, 'charCodeAt');
    const found = vi.spyOn(Set.prototype, 'has');
    say(text);
    const steps = looked.mock.calls.length + found.mock.calls.length;
    vi.restoreAllMocks();
    return steps;
  }

  test('grows with the text and no more, up to what is shown', () => {
    const token = `eyJhbGciOiJFUzI1NiJ9.${'a1B2c3D4'.repeat(120)}.sig`;
    for (const piece of ['\\', '&amp;', '%25', '0', ' ', 'e', 'é', '<', token, token.slice(0, 29)]) {
      const some = stepsOf(piece.repeat(Math.ceil(2000 / piece.length)).slice(0, 2000), [token]);
      const more = stepsOf(piece.repeat(Math.ceil(16_000 / piece.length)).slice(0, 16_000), [token]);
      const most = stepsOf(piece.repeat(Math.ceil(1_000_000 / piece.length)), [token]);
      expect(some).toBeGreaterThan(1999);
      expect(more).toBeLessThan(some * 8.5);
      expect(most).toBeLessThan(some * 9);
    }
  });

  test('is as much for a long credential as for a short one', () => {
    const text = 'eyJhbGciOiJFUzI1NiJ9.a1B2c3D4'.repeat(200);
    const short = stepsOf(text, ['eyJhbGciOiJFUzI1NiJ9.a1B2c3D4']);
    expect(stepsOf(text, [`eyJhbGciOiJFUzI1NiJ9.${'a1B2c3D4'.repeat(500)}`])).toBeLessThan(short * 1.1);
  });
});

import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InvalidInputError } from 'vtex-customer-credit';
import { type CsvContent, type CsvSource, planInvoices, type ReadOptions } from 'vtex-customer-credit/csv';
import { accountId, all, invoiceId, line, rejection, short, sourceOf, storeWith } from './world.ts';

const header = 'Account ID,Invoice ID,Status,Observation';
const good = line(0, 'Paid');
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

async function refusal(content: CsvContent, options: ReadOptions = {}): Promise<string> {
  const { client } = storeWith([{}]);
  const error = await rejection(all(planInvoices(client, () => content, options)));
  expect(error).toBeInstanceOf(InvalidInputError);
  return error instanceof Error ? error.message : '';
}

async function verdicts(source: CsvSource, options: ReadOptions = {}): Promise<string[]> {
  const { client } = storeWith([{}]);
  return (await all(planInvoices(client, source, options))).map(short);
}

/** The same piece again and again, and how much of it was taken. */
function endless(start: string, piece: string, pieces: number) {
  const taken = { length: 0 };
  function* content(): Generator<string, void, void> {
    yield start;
    for (let at = 0; at < pieces; at += 1) {
      taken.length += piece.length;
      yield piece;
    }
  }
  return { content, taken };
}

const gigabyte = 16_384;
const piece = 'x'.repeat(65_536);

describe('a gigabyte of one line', () => {
  test.each([
    ['as the header', '', 'row 1'],
    ['as a row', `${header}\n${good}\n`, 'row 3'],
    ['as the header within quotes', '"', 'row 1'],
    ['as a row within quotes', `${header}\n${good}\n"`, 'row 3'],
  ])('%s is refused when it is too long', async (_, start, row) => {
    const { content, taken } = endless(start, piece, gigabyte);
    expect(await refusal(content())).toContain(`${row}: expected at most 1048576 characters in a row`);
    expect(taken.length).toBeLessThan(2_000_000);
  });

  test('says so when a quote is open', async () => {
    const { content } = endless(`${header}\n${good},"`, piece, gigabyte);
    expect(await refusal(content())).toContain(
      'row 2: expected at most 1048576 characters in a row; a quote is open',
    );
  });
});

describe('a damaged file', () => {
  test.each<[string, CsvContent, string]>([
    ['a quote never closed', `${header}\n${good}\n"x`, 'row 3: expected a closing quote'],
    ['text behind a closing quote', `${header}\n"x"y,z`, 'row 2: expected a separator'],
    ['NUL in a row', `${header}\n${good}\na\0b,c,Paid,`, 'row 3: expected no NUL characters'],
    ['NUL in the header', `\0${header}\n`, 'row 1: expected no NUL characters'],
    ['a million columns', `${header}\n${','.repeat(900_000)}`, 'row 2: expected at most 1000 columns'],
    ['a million headers', ','.repeat(900_000), 'row 1: expected at most 1000 columns'],
    [
      'half a character of UTF-16',
      Uint8Array.of(0xff, 0xfe, ...Buffer.from(`${header}\n`, 'utf16le'), 0x41),
      'row 2: expected text in utf-16le',
    ],
    [
      'Latin-1',
      Buffer.from(`${header}\n${good}\n${good}\n${line(0, 'Paid', 'não')}\n`, 'latin1'),
      "row 4: expected text in UTF-8; if a spreadsheet saved the file as plain CSV, try encoding: 'windows-1252'",
    ],
    [
      'a character cut off at the end',
      Buffer.concat([bytes(`${header}\n`), bytes('ã').subarray(0, 1)]),
      'row 2: expected text in UTF-8',
    ],
    ['a whole file of line ends', '\n'.repeat(100_000), 'row 1: expected a header'],
  ])('with %s is refused with the row', async (_, content, message) => {
    expect(await refusal(content)).toContain(message);
  });

  test.each<[string, unknown, string]>([
    ['no function', 'text', 'source: expected a function'],
    ['no content', () => undefined, 'source: expected bytes or text'],
    ['numbers', () => [1, 2], 'source: expected bytes or text'],
  ])('that is %s is refused', async (_, source, message) => {
    const { client } = storeWith([]);
    // Callers without types can pass anything.
    const plan: ReturnType<typeof planInvoices> = Reflect.apply(planInvoices, undefined, [client, source]);
    await expect(all(plan)).rejects.toThrow(message);
  });

  test('is found before any row is applied', async () => {
    const { client, control } = storeWith([{}]);
    const run = planInvoices(client, sourceOf(`${header}\n${good}\n"x`)).run();
    await expect(all(run)).rejects.toThrow('row 3');
    expect(control.snapshot().accounts[0]?.statements).toEqual([]);
  });

  test('never costs more than its options allow', async () => {
    expect(await refusal(`${header}\n${good},${'x'.repeat(200)}`, { maxRowLength: 100 })).toContain(
      'row 2: expected at most 100 characters',
    );
  });
});

describe('a file that only looks damaged', () => {
  test.each<[string, CsvContent, ReadOptions]>([
    ['a byte order mark', `\uFEFF${header}\n${good}`, {}],
    ['a byte order mark in bytes', bytes(`\uFEFF${header}\n${good}`), {}],
    ['old line ends', `${header}\r${good}\r`, {}],
    ['empty lines', `\n\n${header}\n\n\n${good}\n\n`, {}],
    ['rows of nothing but separators', `${header}\n,,,\n${good}\n,,,`, {}],
    ['a quote within a plain cell', `${header}\n${line(0, 'Paid', '5" pipe')}`, {}],
    ['everything in quotes', `${header}\n"${accountId}","${invoiceId(0)}","Paid",""`, {}],
    [
      'text in windows-1252',
      Buffer.from(`${header}\n${line(0, 'Paid', 'não')}`, 'latin1'),
      { encoding: 'windows-1252' },
    ],
    ['UTF-16 on demand', Buffer.from(`\uFEFF${header}\n${good}`, 'utf16le'), { encoding: 'utf-16le' }],
    ['UTF-16 LE by its mark', Buffer.from(`\uFEFF${header}\n${good}`, 'utf16le'), {}],
    ['UTF-16 BE by its mark', Buffer.from(`\uFEFF${header}\n${good}`, 'utf16le').swap16(), {}],
    ['UTF-16 BE on demand', Buffer.from(`${header}\n${good}`, 'utf16le').swap16(), { encoding: 'utf-16be' }],
    [
      'UTF-16 byte by byte',
      Array.from(Buffer.from(`\uFEFF${header}\n${good}`, 'utf16le'), (byte) => Uint8Array.of(byte)),
      {},
    ],
    ['UTF-16 without its mark', Buffer.from(`${header}\n${good}`, 'utf16le'), {}],
    ['tabs', `${header}\n${good}`.replaceAll(',', '\t'), {}],
    [
      'tabs in UTF-16, as Excel saves Unicode text',
      Buffer.from(`\uFEFF${header}\n${good}`.replaceAll(',', '\t'), 'utf16le'),
      {},
    ],
    ['tabs that are said', `sep=\t\r\n${header}\n${good}`.replaceAll(',', '\t'), {}],
    ['cells of text that is no text', `${header}\n${line(0, 'Paid', '\uFFFD')}`, {}],
  ])('with %s is read', async (_, content, options) => {
    const { client } = storeWith([{}]);
    const rows = await all(planInvoices(client, () => content, options));
    expect(rows.map(({ changes }) => changes[0]?.kind)).toEqual(['pay']);
  });

  test('with names of objects as headers and cells is read', async () => {
    const source = sourceOf(
      `__proto__,constructor,${header},toString\n{},[],__proto__,constructor,Paid,,\n1,2,${good},3`,
    );
    expect(await verdicts(source)).toEqual(['impossible not_found', 'change pay']);
  });

  test('byte by byte is read like at once', async () => {
    const text = `\uFEFFsep=;\r\nConta;Título;Situação;Observações\r\n${accountId};${invoiceId(0)};Pago;"漢\r\n""😀"""\r\n`;
    const whole = bytes(text);
    const single: CsvSource = () => Array.from(whole, (byte) => Uint8Array.of(byte));
    const { client } = storeWith([{}]);
    const rows = await all(planInvoices(client, single));
    expect(rows).toEqual(await all(planInvoices(client, () => whole)));
    expect(rows[0]?.changes.at(-1)?.to).toBe('漢\r\n"😀"');
    expect(rows[0]?.row).toBe(3);
  });

  test('in one long piece is read once', async () => {
    const rows = Array.from({ length: 3000 }, (_, at) => `${accountId},none-${at},,${'é'.repeat(20)}`);
    const whole = bytes(`${header}\n${rows.join('\n')}`);
    expect(whole.length).toBeGreaterThan(2 * 65_536);
    expect((await verdicts(() => whole)).length).toBe(3000);
  });

  test('from a web stream is read', async () => {
    expect(await verdicts(() => new Blob([`${header}\n${good}`]).stream())).toEqual(['change pay']);
  });
});

describe('a file of quotes and line ends', () => {
  const half = 65_536 * 8;
  const long = `"${'b'.repeat(half - header.length)}"`;

  test.each([
    [
      'a quarter of a million rows in front of an open cell',
      `${long}\n${'\n'.repeat(half / 2)}`,
      half / 2 + 3,
    ],
    ['nothing in front of it', '', 2],
  ])('with %s is refused in no time', async (_, before, row) => {
    // Looking from each row or quote to the end would take longer than any test may.
    const text = `${header}\n${before}${'"a'.repeat(half / 4)}`;
    expect(await refusal(text)).toContain(`row ${row}: expected a separator`);
  });

  test('within the largest row takes little memory', async () => {
    // In a process of its own, which has no more: a row kept as a list of its characters would not fit.
    const program = join(import.meta.dirname, 'largest-row.ts');
    const { stdout } = await promisify(execFile)(process.execPath, ['--max-old-space-size=100', program]);
    expect(stdout).toBe('row 2: expected a separator or the end of the row behind a closing quote\n');
  });

  test('is read in pieces of any length as it is at once', async () => {
    const { client } = storeWith([]);
    const parts = ['"', '""', ',', ';', '\r', '\n', '\r\n', '\r\r\n', ' ', 'a', '😀', 'sep=;', good, header];
    const outcome = async (source: CsvSource): Promise<unknown> => {
      try {
        return await all(planInvoices(client, source));
      } catch (error) {
        return String(error);
      }
    };
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...parts), { maxLength: 12 }),
        fc.boolean(),
        fc.integer({ min: 1, max: 3 }),
        async (some, headed, length) => {
          const text = `${headed ? `${header}\n` : ''}${some.join('')}`;
          const pieces: CsvSource = function* () {
            for (let at = 0; at < text.length; at += length) yield text.slice(at, at + length);
          };
          expect(await outcome(pieces)).toEqual(await outcome(() => text));
        },
      ),
      { numRuns: 500 },
    );
  }, 240_000);
});

describe('the ends of rows', () => {
  const noted = (text: string): string => `${accountId},${invoiceId(0)},,${text}`;
  const changes = async (content: CsvContent): Promise<unknown[]> => {
    const { client } = storeWith([{}]);
    const rows = await all(planInvoices(client, () => content));
    return rows.map((row) => [row.row, ...row.changes.map(({ to }) => to)]);
  };

  test.each([
    ['\\r\\r\\n, as Python writes on Windows', [header, noted('hello'), ''].join('\r\r\n'), 'hello'],
    ['\\r\\r\\n among others', `${header}\r\n${noted('hello')}\r\r\n`, 'hello'],
    ['\\r alone', [header, noted('hello'), ''].join('\r'), 'hello'],
    ['\\r alone and no last one', [header, noted('hello')].join('\r'), 'hello'],
    ['a \\r that the end of the file cut off', `${header}\r\n${noted('hello')}\r`, 'hello'],
    ['\\r\\r\\n, also within quotes', [header, noted('"a\r\r\nb"'), ''].join('\r\r\n'), 'a\r\nb'],
    ['\\n behind a quoted \\r', `${header}\n${noted('"a\r"')}\n`, 'a\r'],
    ['\\r\\n behind a quoted \\r', `${header}\r\n${noted('"a\r"')}\r\n`, 'a\r'],
  ])('may be %s', async (_, text, observation) => {
    expect(await changes(text)).toEqual([[2, observation]]);
  });

  test.each([
    ['a \\r within a row', `${header}\n${noted('a\rb')}\n`, 'row 2: expected one kind of line ends'],
    ['rows that end by \\r, later', `${header}\r\n${good}\r\n${good}\r${good}\r`, 'row 3: expected one kind'],
    ['rows that end by \\n, later', `${header}\r${good}\r${good}\n`, 'row 3: expected one kind'],
    [
      'a \\r within the header',
      `Account ID,Invoice ID,Status,Note\r2\r\n${good}\r\n`,
      'row 3: expected one kind',
    ],
  ])('are refused where the text can be read in two ways: %s', async (_, text, message) => {
    expect(await refusal(text)).toContain(message);
  });
});

describe('the separator', () => {
  const text = header.replaceAll(',', ';');
  const row = good.replaceAll(',', ';');

  test.each([
    ['an empty line first', `\r\n${text}\r\n${row}`],
    ['a line of separators first', `;;;\n${text}\n${row}`],
    ['a quoted line that says it', `"sep=;"\r\n${text}\r\n${row}`],
    ['a line that says what was so before', `"sep=,";"";""\r\n${text}\r\n${row}`],
    ['such a line, not quoted', `sep=,;;\r\n${text}\r\n${row}`],
    ['a stray quote in the header', `12" note;${text}\n;${row}`],
    ['a stray quote and commas in the header', `a, b, c 12";${text}\n;${row}`],
  ])('is found behind %s', async (_, content) => {
    expect(await verdicts(sourceOf(content))).toEqual(['change pay']);
    // Too long to be looked at as a whole.
    const more = `${content}\n${`;${'x'.repeat(999)}\n`.repeat(1200)}`;
    expect((await verdicts(sourceOf(more)))[0]).toBe('change pay');
  });

  test('is not looked for without end', async () => {
    const empty = Array.from({ length: 40 }, () => '\n'.repeat(65_536));
    expect(await refusal([...empty, `${text}\n`])).toContain('row 2621441: expected a column');
    expect(await verdicts(() => [...empty, `${text}\n${row}`], { separator: ';' })).toEqual(['change pay']);
  });

  test('may be declared and wrong only in quotes', async () => {
    expect(await verdicts(sourceOf(`"sep=;"\n${header}\n${good}`))).toEqual(['change pay']);
    expect(await refusal(`sep=;\n${header}\n${good}`)).toContain('row 2: expected a column');
  });
});

test('half a character is refused with its row', async () => {
  expect(await refusal(`${header}\n${good}\n${line(0, 'Paid', 'a\ud800b')}`)).toContain(
    'row 3: expected whole characters',
  );
  const emoji = line(0, '', '😀');
  expect(await verdicts(() => [`${header}\n`, emoji.slice(0, -1), emoji.slice(-1)])).toEqual([
    'change observation',
  ]);
});

describe('any bytes at all', () => {
  test('give a plan or a typed error', async () => {
    const { client } = storeWith([{}]);
    const parts = fc.constantFrom(
      ...[
        header,
        good,
        '\n',
        '\r\n',
        '\r',
        '"',
        ',',
        ';',
        'x',
        '\0',
        '=',
        "'",
        '\uFEFF',
        'sep=;\n',
        '""',
        '😀',
      ],
    );
    const content = fc.oneof(
      fc.array(parts, { maxLength: 15 }).map((some) => bytes(some.join(''))),
      fc.array(parts, { maxLength: 15 }).map((some) => bytes(`${header}\n${some.join('')}`)),
      fc.uint8Array({ maxLength: 60 }),
    );
    await fc.assert(
      fc.asyncProperty(content, async (given) => {
        try {
          await all(planInvoices(client, () => given));
        } catch (error) {
          expect(error).toBeInstanceOf(InvalidInputError);
        }
      }),
      { numRuns: 500 },
    );
  }, 240_000);

  test('that another reader understands are understood alike', async () => {
    const restored = (cell: string): string =>
      cell.replace(/([,;\r\n])'(?=["']*=)/g, '$1').replace(/^'(["']*=|'*[\r\n])/, '$1');
    const cell = fc
      .array(fc.constantFrom('"', ',', ';', '\n', '\r\n', 'a', ' ', 'é', '=', "'"), { maxLength: 6 })
      .map((some) => some.join(''));
    await fc.assert(
      fc.asyncProperty(fc.array(cell, { minLength: 1, maxLength: 5 }), async (cells) => {
        const { client } = storeWith(cells.map(() => ({})));
        const rows = cells.map((text, at) => line(at, '', `"${text.replaceAll('"', '""')}"`));
        const text = `${header}\n${rows.join('\n')}\n`;
        const theirs: string[][] = parse(text, { record_delimiter: '\n' });
        await all(planInvoices(client, sourceOf(text)).run());
        const ours = await Promise.all(
          cells.map(
            async (_, at) =>
              (await client.invoices.get({ creditAccountId: accountId, id: invoiceId(at) })).observation ??
              '',
          ),
        );
        const wanted = theirs
          .slice(1)
          .map((row) => row[3] ?? '')
          .map((cell) => /^=\s*"((?:[^"]|"")*)"\s*$/.exec(cell)?.[1]?.replaceAll('""', '"') ?? restored(cell))
          .map((cell) => (cell.trim() === '' ? '' : cell));
        expect(ours).toEqual(wanted);
      }),
      { numRuns: 100 },
    );
  }, 240_000);
});

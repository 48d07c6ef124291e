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
    ['UTF-16 LE', Uint8Array.of(0xff, 0xfe, 0x41, 0), 'row 1: expected text in UTF-8, not in UTF-16'],
    ['UTF-16 BE', Uint8Array.of(0xfe, 0xff, 0, 0x41), 'row 1: expected text in UTF-8, not in UTF-16'],
    [
      'UTF-16 byte by byte',
      [Uint8Array.of(0xff), Uint8Array.of(0xfe)],
      'row 1: expected text in UTF-8, not in UTF-16',
    ],
    ['UTF-16 without its mark', Buffer.from(`${header}\n`, 'utf16le'), 'row 1: expected no NUL characters'],
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

  test('is found before any row is carried out', async () => {
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
    ['cells of text that is no text', `${header}\n${line(0, 'Paid', '\uFFFD')}`, {}],
  ])('with %s is read', async (_, content, options) => {
    const { client } = storeWith([{}]);
    const rows = await all(planInvoices(client, () => content, options));
    expect(rows.map(({ changes }) => changes[0]?.kind)).toEqual(['settle']);
  });

  test('with names of objects as headers and cells is read', async () => {
    const source = sourceOf(
      `__proto__,constructor,${header},toString\n{},[],__proto__,constructor,Paid,,\n1,2,${good},3`,
    );
    expect(await verdicts(source)).toEqual(['impossible not_found', 'change settle']);
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
    expect(await verdicts(() => new Blob([`${header}\n${good}`]).stream())).toEqual(['change settle']);
  });
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
  }, 60_000);

  test('that another reader understands are understood alike', async () => {
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
        const restored = theirs
          .slice(1)
          .map((row) => row[3] ?? '')
          .map((text) => text.replace(/^'('*[=+\-@\t\r])/, '$1'));
        expect(ours).toEqual(restored);
      }),
      { numRuns: 100 },
    );
  }, 60_000);
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CustomerCredit } from 'vtex-customer-credit';
import {
  type CsvSource,
  type Progress,
  planAccounts,
  planInvoices,
  type RowOutcome,
  type RunLog,
} from 'vtex-customer-credit/csv';
import type { FaultEffect } from 'vtex-customer-credit/memory';
import {
  all,
  ended,
  failing,
  line,
  MemoryLog,
  manyOf,
  payments,
  sheet,
  sheetOf,
  storeWith,
} from './world.ts';

class Killed extends Error {}

/** A log on which the process dies at the so-many-th line: before it, after it, or with a part of it written. */
class DyingLog extends MemoryLog {
  #left: number;
  readonly #part: number;
  constructor(text: string, at: number, part: number) {
    super();
    this.text = text;
    this.#left = at;
    this.#part = part;
  }

  override append(text: string): void {
    this.#left -= 1;
    const whole = `${text}\n`;
    const dies = this.#left === 0;
    this.text += dies ? whole.slice(0, Math.round(whole.length * this.#part)) : whole;
    if (dies) throw new Killed('killed');
  }
}

interface Kill {
  readonly by: 'log' | 'client';
  readonly at: number;
  /** How much of the line is written; for a client, before or after the work. */
  readonly part: number;
  readonly concurrency: number;
}

const kill: fc.Arbitrary<Kill> = fc.record({
  by: fc.constantFrom('log' as const, 'client' as const),
  at: fc.integer({ min: 1, max: 60 }),
  part: fc.oneof(fc.constantFrom(0, 1), fc.double({ min: 0, max: 1, noNaN: true })),
  concurrency: fc.integer({ min: 1, max: 9 }),
});

function fuseOf({ at, part }: Kill): (when: 'before' | 'after') => void {
  const calls = { before: 0, after: 0 };
  const dies = part < 0.5 ? 'before' : 'after';
  return (when) => {
    calls[when] += 1;
    if (when === dies && calls[when] === at) throw new Killed('killed');
  };
}

/** Runs until the process dies or the end; what was reported before a death is lost. */
async function session(
  client: CustomerCredit,
  source: CsvSource,
  text: string,
  death: Kill | undefined,
): Promise<{ readonly log: string; readonly report: RowOutcome[] | undefined }> {
  const log = death?.by === 'log' ? new DyingLog(text, death.at, death.part) : new MemoryLog();
  log.text = text;
  const mortal = death?.by === 'client' ? failing(client, fuseOf(death)) : client;
  try {
    const report = await all(planInvoices(mortal, source).run({ log, concurrency: death?.concurrency ?? 4 }));
    return { log: log.text, report };
  } catch (error) {
    if (!(error instanceof Killed)) throw error;
    return { log: log.text, report: undefined };
  }
}

describe('a run that is killed and goes on', () => {
  const count = 25;

  test('pays every invoice once and reports every row, wherever it dies', async () => {
    let deaths = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(kill, { minLength: 1, maxLength: 6 }), async (kills) => {
        const { client } = storeWith(manyOf(count));
        const source = sheetOf(count);
        let log = '';
        let report: RowOutcome[] | undefined;
        for (const death of [...kills, undefined]) {
          const end = await session(client, source, log, death);
          log = end.log;
          report = end.report;
          if (report !== undefined) break;
          deaths += 1;
        }
        expect([...(await payments(client)).values()]).toEqual(Array.from({ length: count }, () => 1));
        expect(report?.map(({ row }) => row)).toEqual(Array.from({ length: count }, (_, at) => at + 2));
        // What had an unknown outcome is read back, and said to be so.
        const ends = new Set(report?.map(ended));
        for (const end of ends) expect(['done', 'unchanged after_stop']).toContain(end);
      }),
      { numRuns: 150 },
    );
    expect(deaths).toBeGreaterThan(60);
  }, 240_000);

  test('reads nothing again of what is finished', async () => {
    const { client } = storeWith(manyOf(count));
    const { log } = await session(client, sheetOf(count), '', {
      by: 'log',
      at: 12,
      part: 1,
      concurrency: 1,
    });
    const asked: string[] = [];
    const watched: CustomerCredit = {
      ...failing(client, () => undefined),
      invoices: {
        ...client.invoices,
        get: (ref, options) => {
          asked.push(ref.id);
          return client.invoices.get(ref, options);
        },
      },
    };
    const { report } = await session(watched, sheetOf(count), log, undefined);
    expect(report?.length).toBe(count);
    // A head and eleven rows stood in the log.
    expect(asked.length).toBe(count - 11);
  });

  test('gives the whole report again when nothing is left to do', async () => {
    const { client } = storeWith(manyOf(3));
    const first = await session(client, sheetOf(3), '', undefined);
    const second = await session(
      failing(client, fuseOf({ by: 'client', at: 1, part: 0, concurrency: 1 })),
      sheetOf(3),
      first.log,
      undefined,
    );
    expect(second.report).toEqual(first.report);
  });

  test('left by break finishes what is under way, into the log', async () => {
    const { client } = storeWith(manyOf(count));
    const log = new MemoryLog();
    for await (const { row } of planInvoices(client, sheetOf(count)).run({ log, concurrency: 3 }))
      if (row === 5) break;
    const paid = (await payments(client)).size;
    expect(paid).toBeGreaterThanOrEqual(4);
    expect(paid).toBeLessThan(count);
    expect(log.text.trim().split('\n').length).toBe(paid + 1);
    const { report } = await session(client, sheetOf(count), log.text, undefined);
    expect(report?.map(ended)).toEqual(Array.from({ length: count }, () => 'done'));
  });

  test('refuses the log of another file, and what is no log', async () => {
    const { client } = storeWith(manyOf(4));
    const { log } = await session(client, sheetOf(3), '', undefined);
    const before = await payments(client);
    await expect(session(client, sheetOf(4), log, undefined)).rejects.toThrow(
      'log: expected the log of a run of this very file',
    );
    await expect(session(client, sheetOf(4), 'dear diary\n', undefined)).rejects.toThrow(
      'log: expected a log of a run',
    );
    const [head, , ...rest] = log.split('\n');
    await expect(session(client, sheetOf(3), [head, ...rest].join('\n'), undefined)).rejects.toThrow(
      'log: expected the lines as the run wrote them; line 2, or one before it, was changed, moved or taken away',
    );
    expect(await payments(client)).toEqual(before);
  });

  test('refuses the log of a file that differs only far from its end', async () => {
    const { client } = storeWith([]);
    const long = (first: number): CsvSource =>
      sheet(...Array.from({ length: 5000 }, (_, at) => line(at === 0 ? first : at, 'x')));
    const { log } = await session(client, long(9998), '', undefined);
    await expect(session(client, long(9999), log, undefined)).rejects.toThrow('log: expected the log');
  }, 240_000);

  test('refuses the log of a run about other things', async () => {
    const { client } = storeWith([]);
    const source: CsvSource = () => 'Account ID,Invoice ID,Status,Email\n';
    const log = new MemoryLog();
    await all(planInvoices(client, source).run({ log }));
    await expect(all(planAccounts(client, source).run({ log }))).rejects.toThrow('log: expected the log');
  });

  test('starts over where not even the head was written', async () => {
    const { client } = storeWith(manyOf(3));
    const { log } = await session(client, sheetOf(3), '', undefined);
    const [head = ''] = log.split('\n');
    for (const torn of [head.slice(0, 1), head.slice(0, 40), head.slice(0, -3)]) {
      const { log: whole, report } = await session(client, sheetOf(3), torn, undefined);
      expect(report?.map(ended)).toEqual(['unchanged', 'unchanged', 'unchanged']);
      expect((await session(client, sheetOf(3), whole, undefined)).report).toEqual(report);
    }
  });

  test('tells which rows were finished before', async () => {
    const { client } = storeWith(manyOf(6));
    const log = new MemoryLog();
    for await (const { row } of planInvoices(client, sheetOf(6)).run({ log, concurrency: 1 }))
      if (row === 3) break;
    const before = log.text.trim().split('\n').length - 1;
    const told: Progress[] = [];
    let time = 0;
    const now = (): number => {
      time += 1000;
      return time;
    };
    const onProgress = (progress: Progress): number => told.push(progress);
    await all(planInvoices(client, sheetOf(6)).run({ log, now, onProgress }));
    expect(told.at(-1)).toMatchObject({ processed: 6, resumed: before, done: 6 });
    expect(told[before - 1]?.rate).toBeUndefined();
    expect(told[before]?.rate).toBe(1000 / ((before + 1) * 1000));
  });

  test('takes a log that answers later', async () => {
    const { client } = storeWith(manyOf(3));
    const inner = new MemoryLog();
    const log: RunLog = {
      append: async (text) => inner.append(text),
      async *lines() {
        yield* inner.lines();
      },
    };
    await all(planInvoices(client, sheetOf(3)).run({ log }));
    expect((await all(planInvoices(client, sheetOf(3)).run({ log }))).map(ended)).toEqual([
      'done',
      'done',
      'done',
    ]);
  });
});

test('the row that was about to be logged at a stop counts as one with an unknown outcome', async () => {
  const { client } = storeWith(manyOf(10));
  const log = new MemoryLog();
  const stuck: RunLog = {
    lines: () => log.lines(),
    append: (text) => (text.includes('"row"') ? new Promise<void>(() => undefined) : log.append(text)),
  };
  const first = planInvoices(client, sheetOf(10)).run({ log: stuck, concurrency: 1 });
  first.next().catch(() => undefined);
  await expect.poll(async () => (await payments(client)).size).toBe(5);
  const rows = await all(planInvoices(client, sheetOf(10)).run({ log, concurrency: 1 }));
  expect(rows.map(ended)).toEqual([
    ...Array.from({ length: 5 }, () => 'unchanged after_stop'),
    ...Array.from({ length: 5 }, () => 'done'),
  ]);
});

describe('a row that a stopped run may have sent', () => {
  /** A run of ten rows that stopped when five were paid, of which its log knows nothing yet. */
  async function stopped() {
    const { client, control } = storeWith(manyOf(10));
    const log = new MemoryLog();
    const stuck: RunLog = {
      lines: () => log.lines(),
      append: (text) => (text.includes('"row"') ? new Promise<void>(() => undefined) : log.append(text)),
    };
    const first = planInvoices(client, sheetOf(10)).run({ log: stuck, concurrency: 1 });
    first.next().catch(() => undefined);
    await expect.poll(async () => (await payments(client)).size).toBe(5);
    const resume = () => all(planInvoices(client, sheetOf(10)).run({ log, concurrency: 1, attempts: 1 }));
    return { control, resume };
  }

  test.each<FaultEffect>(['drop', { status: 401 }, { status: 403 }, { status: 418 }])(
    'is unknown where the store cannot be read (%j), and not one that was not sent',
    async (effect) => {
      const { control, resume } = await stopped();
      control.faults.add({ operation: 'invoices.get', phase: 'before', effect, times: 'always' });
      expect((await resume()).map(({ outcome }) => outcome)).toEqual(
        Array.from({ length: 10 }, () => 'unknown'),
      );
      control.faults.clear();
      // What stopped the run is tried again.
      expect((await resume()).map(ended)).toEqual([
        ...Array.from({ length: 5 }, () => 'unchanged after_stop'),
        ...Array.from({ length: 5 }, () => 'done'),
      ]);
    },
  );

  test.each<FaultEffect>(['drop', { status: 409 }])(
    'is unknown where changing it fails (%j), and neither refused nor one that was not sent',
    async (effect) => {
      const { control, resume } = await stopped();
      control.faults.add({ operation: 'invoices.update', phase: 'before', effect, times: 'always' });
      expect((await resume()).map(({ outcome }) => outcome)).toEqual([
        ...Array.from({ length: 5 }, () => 'unchanged'),
        ...Array.from({ length: 5 }, () => 'unknown'),
      ]);
    },
  );
});

describe('a log that was changed', () => {
  const count = 8;
  const stopped = async () => {
    const { client } = storeWith(manyOf(count));
    const log = new MemoryLog();
    for await (const { row } of planInvoices(client, sheetOf(count)).run({ log, concurrency: 1 }))
      if (row === 6) break;
    return { client, lines: log.text.trimEnd().split('\n') };
  };
  const resumed = async (client: CustomerCredit, lines: readonly string[]): Promise<string[]> => {
    const log = new MemoryLog();
    log.text = lines.map((text) => `${text}\n`).join('');
    return (await all(planInvoices(client, sheetOf(count)).run({ log }))).map(ended);
  };
  const forged = (row: number): string => JSON.stringify({ row, outcome: 'done', changes: ['pay'] });

  test('is taken as it was written', async () => {
    const { client, lines } = await stopped();
    expect(lines.length).toBeGreaterThan(5);
    // Lines that were lost at the end are read from the store again.
    expect(await resumed(client, lines.slice(0, 3))).toEqual([
      'done',
      'done',
      ...Array.from({ length: lines.length - 3 }, () => 'unchanged after_stop'),
      ...Array.from({ length: count - lines.length + 1 }, () => 'done'),
    ]);
  });

  test.each<[string, (lines: readonly string[]) => readonly string[]]>([
    ['a line added in the right order', (lines) => [...lines, forged(lines.length + 1)]],
    [
      'a line added with a checksum of its own',
      (lines) => [...lines, `${forged(lines.length + 1).slice(0, -1)},"sum":"0123456789abcdef"}`],
    ],
    [
      'a line added with the checksum of another',
      (lines) => [
        ...lines,
        `${forged(lines.length + 1).slice(0, -1)},${/"sum".*/.exec(lines.at(-1) ?? '')?.[0]}`,
      ],
    ],
    [
      'a line changed',
      (lines) => lines.map((text, at) => (at === 2 ? text.replace('"done"', '"refused"') : text)),
    ],
    ['a line taken away', (lines) => lines.toSpliced(2, 1)],
    [
      'two lines exchanged',
      (lines) => [...lines.slice(0, 2), lines[3] ?? '', lines[2] ?? '', ...lines.slice(4)],
    ],
    ['a line twice', (lines) => [...lines.slice(0, 3), ...lines.slice(2)]],
    ['a line cut in the middle', (lines) => lines.map((text, at) => (at === 2 ? text.slice(0, 20) : text))],
    ['a line of something else', (lines) => lines.toSpliced(2, 0, 'dear diary')],
    ['a space more', (lines) => lines.map((text, at) => (at === 2 ? text.replace(':', ': ') : text))],
    [
      'its head changed',
      (lines) => lines.map((text, at) => (at === 0 ? text.replace('"window":null', '"window":1') : text)),
    ],
  ])('is refused with %s, before anything is sent', async (_, change) => {
    const { client, lines } = await stopped();
    await expect(resumed(client, change(lines))).rejects.toThrow(
      'log: expected the lines as the run wrote them',
    );
  });

  test('goes on behind torn lines and several starts', async () => {
    const { client } = storeWith(manyOf(count));
    const log = new MemoryLog();
    for (let stop = 2; stop < count; stop += 2) {
      for await (const { row } of planInvoices(client, sheetOf(count)).run({ log, concurrency: 1 }))
        if (row === stop) break;
      log.text = log.text.slice(0, -5 - stop);
    }
    const ends = (await all(planInvoices(client, sheetOf(count)).run({ log }))).map(ended);
    for (const end of ends) expect(['done', 'unchanged after_stop']).toContain(end);
    expect([...(await payments(client)).values()]).toEqual(Array.from({ length: count }, () => 1));
  });
});

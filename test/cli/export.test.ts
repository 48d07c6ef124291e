import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ended, folder, start } from './program.ts';
import { account, openStore } from './store.ts';

describe.concurrent('invoices export', () => {
  it('writes a CSV to stdout, and nothing else there', async () => {
    await using store = await openStore();
    const { code, out, err } = await store.cli(['invoices', 'export', '--no-bom', '--status', 'paid']);
    expect({ code, err }).toEqual({ code: 0, err: '1 invoice.\n' });
    const [header, row, ...rest] = out.split('\r\n');
    expect(header).toMatch(/^Account ID,Invoice ID,Friendly ID,Status,Value,/);
    expect(row).toContain(`${account},`);
    expect(row).toContain(',PaidPaid-1,Paid,8.01,2024-04-01,');
    expect(rest).toEqual(['']);
  });

  it('takes filters, a limit, a separator and a decimal mark', async () => {
    await using store = await openStore();
    using files = folder();
    const file = join(files.path, 'a.csv');
    const form = ['--separator', ';', '--decimal-mark', ',', '--order', '1413870513134-01', '--limit', '1'];
    expect(await store.json(['invoices', 'export', '--out', file, ...form])).toEqual({
      code: 0,
      lines: [{ exported: 'invoices', rows: 1, file }],
    });
    expect(readFileSync(file, 'utf8')).toMatch(
      /^\uFEFFAccount ID;[^\r]*\r\n11111111111_CPF;[^\r]*;Overdue;"?9,63"?;/,
    );
  });

  it('skips no row when a page repeats one, and so has one too many (observed)', async () => {
    await using store = await openStore();
    store.control.seed({
      invoices: Array.from({ length: 246 }, () => ({ creditAccountId: account, value: 1 })),
    });
    store.alter(async (request, response) => {
      if (!new URL(request.url).pathname.endsWith('/invoices')) return response;
      const page = await response.json();
      return Response.json({ ...page, data: [...page.data.slice(0, 1), ...page.data] });
    });
    const { code, out } = await store.cli(['invoices', 'export', '--no-bom']);
    const ids = out
      .split('\r\n')
      .slice(1, -1)
      .map((row) => row.split(',')[1]);
    expect({ code, different: new Set(ids).size }).toEqual({ code: 0, different: 250 });
  });

  it('leaves the earlier file as it was when it fails', async () => {
    await using store = await openStore();
    using files = folder();
    const file = files.file('a.csv', 'an earlier one');
    store.control.faults.add({ operation: 'invoices.list', phase: 'before', effect: { status: 400 } });
    expect((await store.cli(['invoices', 'export', '--out', file])).code).toBe(1);
    expect(readFileSync(file, 'utf8')).toBe('an earlier one');
    expect(readdirSync(files.path)).toEqual(['a.csv']);
    expect(await store.cli(['invoices', 'export', '--out', join(files.path, 'no', 'a.csv')])).toMatchObject({
      code: 2,
      err: expect.stringMatching(/^The file .*a\.csv cannot be written \(ENOENT\)\.\n$/),
    });
  });

  it.each(['invoices', 'accounts'] as const)('asks again for each page of %s that fails', async (what) => {
    await using store = await openStore();
    using files = folder();
    store.control.seed({
      accounts: Array.from({ length: 450 }, (_, at) => {
        return { id: `${at}_CPF`, email: 'buyer@example.com', creditLimit: 1 };
      }),
      invoices: Array.from({ length: 450 }, () => ({ creditAccountId: account, value: 1 })),
    });
    // More often than the client repeats it.
    const operation = what === 'invoices' ? 'invoices.list' : 'accounts.list';
    const failing = { operation, phase: 'before', effect: { status: 503 }, times: 4 } as const;
    store.control.faults.add(failing);
    store.control.faults.add({ ...failing, skip: 2 });
    const file = join(files.path, 'a.csv');
    expect((await store.cli([what, 'export', '--out', file])).code).toBe(0);
    const rows = readFileSync(file, 'utf8').trim().split('\r\n').slice(1);
    expect(new Set(rows).size).toBe(what === 'invoices' ? 454 : 451);
  });

  it('ends with 3 and without a file when it is stopped', async () => {
    await using store = await openStore();
    using files = folder();
    store.control.faults.add({
      operation: 'invoices.list',
      phase: 'before',
      effect: 'hang',
      times: 'always',
    });
    const running = start([
      ...['invoices', 'export', '--out', join(files.path, 'a.csv'), '--emulator', store.url],
    ]);
    // The first request may be that for the emulator's time.
    await expect
      .poll(() => store.control.journal.calls('invoices.list').length, { timeout: 20_000 })
      .toBeGreaterThan(0);
    running.child.kill('SIGINT');
    expect(await ended(running)).toMatchObject({
      code: 3,
      err: 'Stopping. Once more ends at once.\nStopped.\n',
    });
    expect(readdirSync(files.path)).toEqual([]);
  });

  it('ends quietly when its reader has seen enough', async () => {
    await using store = await openStore();
    store.control.seed({
      invoices: Array.from({ length: 5000 }, () => ({ creditAccountId: account, value: 1 })),
    });
    const running = start(['invoices', 'export', '--emulator', store.url]);
    running.child.stdout?.once('data', () => running.child.stdout?.destroy());
    const [code] = await once(running.child, 'exit');
    expect({ code, err: running.said().err }).toEqual({ code: 0, err: '' });
  });
});

describe.concurrent('accounts', () => {
  it('are exported, changed and opened by CSV', async () => {
    await using store = await openStore();
    using files = folder();
    const csv = join(files.path, 'accounts.csv');
    expect((await store.cli(['accounts', 'export', '--out', csv, '--locale', 'es'])).code).toBe(0);
    const exported = readFileSync(csv, 'utf8');
    expect(exported).toMatch(/;Límite de crédito;Tasa de tolerancia;/);
    expect(exported).toMatch(/;5000;0;/);

    const [header = '', row = ''] = exported.split('\r\n');
    const fresh = row
      .replace('11111111111_CPF', '')
      .replace('buyer@example.com', 'new@example.com')
      .replace(/;([^;]*);([^;]*);5000;0;/, ';22222222222;CPF;300;0,05;');
    const edited = files.file(
      'edited.csv',
      `${header}\r\n${row.replace(';5000;0;', ';"7500,50";0,1;')}\r\n${fresh}\r\n`,
    );
    const plan = await store.json(['accounts', 'plan', edited]);
    expect(plan.lines.at(-1)).toMatchObject({
      counts: { total: 2, change: 2, impossible: 0, kinds: { credit_limit: 1, tolerance: 1, open: 1 } },
    });
    expect(await store.cli(['accounts', 'apply', edited, '--yes'])).toMatchObject({
      code: 0,
      out: '2 done, 0 unchanged, 0 refused, 0 not sent, 0 unknown.\n',
    });
    const records = store.control.snapshot().accounts.map(({ record }) => record);
    expect(records).toEqual([
      expect.objectContaining({ id: account, creditLimit: 7500.5, tolerance: 0.1 }),
      expect.objectContaining({
        id: '22222222222_CPF',
        email: 'new@example.com',
        creditLimit: 300,
        tolerance: 0.05,
      }),
    ]);
    expect(await store.cli(['accounts', 'apply', edited, '--yes'])).toMatchObject({
      code: 0,
      out: '0 done, 2 unchanged, 0 refused, 0 not sent, 0 unknown.\n',
    });
  });
});

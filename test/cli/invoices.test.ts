import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { account, openStore } from './store.ts';

const friendlyIds = (lines: readonly unknown[]): unknown[] =>
  lines.map((line) =>
    typeof line === 'object' && line !== null && 'friendlyId' in line ? line.friendlyId : line,
  );

describe.concurrent('invoices list', () => {
  it.each([
    [
      ['--status', 'open'],
      ['IBjuAsrJ-1', 'IBjuAsrJ-2'],
    ],
    [['--status', 'overdue'], ['IBjuAsrJ-1']],
    [['--status', 'Vencido'], ['IBjuAsrJ-1']],
    [['--status', 'not-yet-due'], ['IBjuAsrJ-2']],
    [['--status', 'PAGO'], ['PaidPaid-1']],
    [['--status', 'paid'], ['PaidPaid-1']],
    [['--status', 'canceled'], ['GoneGone-1']],
    [
      ['--order', '1413870513134-01'],
      ['IBjuAsrJ-1', 'IBjuAsrJ-2'],
    ],
    [['--order', '99'], ['GoneGone-1']],
    [['--account', 'nobody'], []],
    [
      ['--due-from', '2024-05-20'],
      ['IBjuAsrJ-1', 'IBjuAsrJ-2'],
    ],
    [['--due-to', '2024-05-20', '--status', 'open'], ['IBjuAsrJ-1']],
    [
      ['--due-to', '2024-05-19'],
      ['PaidPaid-1', 'GoneGone-1'],
    ],
    [['--limit', '1', '--account', account], ['IBjuAsrJ-1']],
    [['--limit', '1', '--order', '99'], ['GoneGone-1']],
    [
      ['--limit', 'all'],
      ['IBjuAsrJ-1', 'IBjuAsrJ-2', 'PaidPaid-1', 'GoneGone-1'],
    ],
  ])('with %j gives %j', async (filter, expected) => {
    await using store = await openStore();
    const { code, lines } = await store.json(['invoices', 'list', ...filter]);
    expect(code).toBe(0);
    expect(friendlyIds(lines)).toEqual(expected);
  });

  it('gives a header and lines with tabs in a pipe, all columns whole, and says the sums on stderr', async () => {
    await using store = await openStore();
    const { out, err } = await store.cli(['invoices', 'list', '--locale', 'pt']);
    expect(out.split('\n').slice(0, 2)).toEqual([
      'Conta\tTítulo\tID amigável\tStatus\tValor\tVencimento\tParcela\tPedido\tLink de pagamento\tObservações',
      `${account}\t7583E36F101C461094AB6CA68FA8EE2C-01\tIBjuAsrJ-1\tVencido\t9,63\t2024-05-20T06:52:53.1314379Z\t1/3\t1413870513134-01\thttps://pay.example.com/1\tHandle [31m with care`,
    ]);
    expect(err).toBe('4 invoices: Vencido 9,63, Aberto 1.208,01, Pago 8,01, Cancelado 7,00.\n');
  });

  it('says what was left out by a limit', async () => {
    await using store = await openStore();
    expect((await store.cli(['invoices', 'list', '--limit', '2'])).err).toBe(
      'The first 2 of 4 invoices: Overdue 9.63, Open 1,208.01. --limit all shows the rest.\n',
    );
    expect((await store.cli(['invoices', 'list', '--limit', '4'])).err).toMatch(/^4 invoices: /);
    expect((await store.cli(['invoices', 'list', '--account', 'x'])).err).toBe('No invoices.\n');
  });

  it.each([
    ['en', 'Invoice', 'Overdue', '1,208.01'],
    ['pt', 'Título', 'Vencido', '1.208,01'],
    ['es', 'Factura', 'Vencido', '1.208,01'],
  ])('draws a table on a terminal, in %s', async (locale, head, label, amount) => {
    await using store = await openStore();
    const { out } = await store.cli(['invoices', 'list', '--locale', locale], { terminal: true });
    for (const text of [head, label, amount, 'IBjuAsrJ-1', '┌─', '1/3']) expect(out).toContain(text);
  });
});

describe.concurrent('a narrow terminal', () => {
  it.each([80, 90])('has no line longer than its %i columns', async (columns) => {
    await using store = await openStore();
    const env = { COLUMNS: String(columns) };
    const ended = await store.cli(['invoices', 'list'], { terminal: true, env });
    const out = stripVTControlCharacters(ended.out);
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(columns);
    expect(out).toContain('…');
  });

  it('of 30 columns has a line for each value', async () => {
    await using store = await openStore();
    const { out } = await store.cli(['invoices', 'list'], { terminal: true, env: { COLUMNS: '30' } });
    expect(stripVTControlCharacters(out)).toContain(
      `Account: ${account}\nInvoice: IBjuAsrJ-1\nStatus: Overdue\n`,
    );
  });
});

describe.concurrent('invoices show', () => {
  it('prints the invoice summary, and nothing that a terminal would obey', async () => {
    await using store = await openStore();
    expect(await store.cli(['invoices', 'show', 'IBjuAsrJ-1'])).toMatchObject({
      code: 0,
      err: '',
      out: `Invoice: IBjuAsrJ-1
Value: 9.63
Status: Overdue
Due date: 2024-05-20
Installment: 1 of 3
Payment link: https://pay.example.com/1
Account: ${account}
Order: 1413870513134-01
Observations: Handle [31m with care
`,
    });
  });

  it('finds it by its id and account as well, and gives all of it as JSON', async () => {
    await using store = await openStore();
    const id = '7583E36F101C461094AB6CA68FA8EE2C-01';
    const { lines } = await store.json(['invoices', 'show', id, '--account', account]);
    expect(lines).toEqual([
      expect.objectContaining({ id, friendlyId: 'IBjuAsrJ-1', status: 'Opened', overdue: true }),
    ]);
  });

  it('says what to do when there is none', async () => {
    await using store = await openStore();
    expect(await store.cli(['invoices', 'show', 'Nobodys-1'])).toMatchObject({
      code: 2,
      out: '',
      err: 'No invoice has the friendly id Nobodys-1. To name one by its id, add --account.\n',
    });
    expect(await store.cli(['invoices', 'show', 'X-01', '--account', account])).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^invoices\.get: 404.*\n$/),
    });
  });
});

describe.concurrent.each([
  {
    args: ['pay', 'IBjuAsrJ-1'],
    words: 'mark IBjuAsrJ-1 as paid',
    changed: { status: 'Paid' },
    again: 'Nothing to do: IBjuAsrJ-1 is paid already.\n',
  },
  {
    args: ['cancel', 'IBjuAsrJ-1'],
    words: 'cancel IBjuAsrJ-1',
    changed: { status: 'Cancelled' },
    again: 'Nothing to do: IBjuAsrJ-1 is canceled already.\n',
  },
  {
    args: ['link', 'IBjuAsrJ-1', 'https://pay.example.com/2'],
    words: 'set the payment link of IBjuAsrJ-1',
    changed: { paymentLink: 'https://pay.example.com/2' },
    again: 'Nothing to do: IBjuAsrJ-1 has this payment link already.\n',
  },
  {
    args: ['link', 'IBjuAsrJ-1', '--remove'],
    words: 'take the payment link off IBjuAsrJ-1',
    changed: { paymentLink: '' },
    again: 'Nothing to do: IBjuAsrJ-1 has this payment link already.\n',
  },
  {
    args: ['note', 'IBjuAsrJ-1', 'Called today'],
    words: 'set the observation of IBjuAsrJ-1',
    changed: { observation: 'Called today' },
    again: 'Nothing to do: IBjuAsrJ-1 has this observation already.\n',
  },
  {
    args: ['postpone', 'IBjuAsrJ-1', '--days', '5'],
    words: 'postpone IBjuAsrJ-1 by 5 days',
    changed: { dueDate: '2024-05-25T06:52:53.1314379Z' },
    again: 'Done: postpone IBjuAsrJ-1 by 5 days.\n',
  },
])('invoices $args', ({ args, words, changed, again }) => {
  const command = ['invoices', ...args];

  it('changes nothing without a terminal and --yes, and says so', async () => {
    await using store = await openStore();
    const { code, out, err } = await store.cli(command);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/^Nothing was changed: there is no terminal to ask at\. Add --yes .*\n$/);
    expect(store.control.journal.calls()).toEqual([]);
  });

  it('changes nothing with --dry-run', async () => {
    await using store = await openStore();
    expect(await store.cli([...command, '--dry-run'])).toMatchObject({
      code: 0,
      out: `Would ${words}. Nothing was changed.\n`,
    });
    expect(store.changes()).toBe(0);
  });

  it.each(['', '\n', 'n\n', 'nonsense\n'])('changes nothing when %j is answered', async (input) => {
    await using store = await openStore();
    const { code, out, err } = await store.cli(command, { terminal: true, input });
    expect({ code, out }).toEqual({ code: 3, out: 'Nothing was changed.\n' });
    expect(err).toContain('? [y/N]');
    expect(store.changes()).toBe(0);
  });

  it('does it on a yes, after showing the invoice', async () => {
    await using store = await openStore();
    const { code, out, err } = await store.cli(command, { terminal: true, input: 'y\n' });
    expect({ code, out }).toEqual({ code: 0, out: `Done: ${words}.\n` });
    expect(err).toContain('1413870513134-01');
    expect(store.changes()).toBe(1);
  });

  it('does it with --yes, once; then there is nothing left to do', async () => {
    await using store = await openStore();
    const { code, lines } = await store.json([...command, '--yes']);
    expect(code).toBe(0);
    expect(lines).toEqual([
      expect.objectContaining({
        action: args[0],
        creditAccountId: account,
        outcome: 'done',
        invoice: expect.objectContaining(changed),
      }),
    ]);
    expect(await store.cli([...command, '--yes'])).toMatchObject({ code: 0, out: again });
  });
});

describe.concurrent('a change that is refused', () => {
  it('ends with 1 and one line that says why', async () => {
    await using store = await openStore();
    expect(await store.cli(['invoices', 'cancel', 'PaidPaid-1', '--yes'])).toMatchObject({
      code: 1,
      out: '',
      err: 'invoices.cancel: 409. A paid invoice can no longer be cancelled.\n',
    });
    const { code, lines } = await store.json(['invoices', 'pay', 'GoneGone-1', '--yes']);
    expect(code).toBe(1);
    expect(lines).toEqual([
      expect.objectContaining({ outcome: 'refused', error: expect.objectContaining({ code: 'conflict' }) }),
    ]);
  });

  it.each([
    [['cancel', 'PaidPaid-1'], 'PaidPaid-1 is paid: it can no longer be canceled'],
    [['postpone', 'PaidPaid-1', '--days', '5'], 'PaidPaid-1 is paid: only an open invoice can be postponed'],
    [
      ['postpone', 'GoneGone-1', '--days', '5'],
      'GoneGone-1 is canceled: only an open invoice can be postponed',
    ],
    [['pay', 'GoneGone-1'], 'GoneGone-1 is canceled: it can no longer be paid'],
  ])('is told by --dry-run: %j', async (args, reason) => {
    await using store = await openStore();
    const command = ['invoices', ...args, '--dry-run'];
    expect(await store.cli(command)).toMatchObject({
      code: 1,
      out: '',
      err: `Would be refused: ${reason}.\n`,
    });
    const { code, lines } = await store.json(command);
    expect({ code, lines }).toEqual({
      code: 1,
      lines: [expect.objectContaining({ action: args[0], outcome: 'refused', invoice: expect.anything() })],
    });
    const real = await store.cli(['invoices', ...args, '--yes']);
    expect(real.code).toBe(1);
  });

  it('is told by --dry-run where the configuration of the store forbids it, all reasons at once', async () => {
    await using store = await openStore();
    const postpone = ['invoices', 'postpone', 'IBjuAsrJ-1', '--days', '31'];
    expect((await store.cli([...postpone, '--dry-run'])).err).toBe(
      'Would be refused: 31 days are more than maxPostponementDays, which is 30.\n',
    );
    store.control.seed({ storeConfig: { postponementEnabled: false, invoicePostponementLimit: 0 } });
    const { code, err } = await store.cli([...postpone, '--dry-run']);
    expect({ code, err }).toEqual({
      code: 1,
      err: expect.stringMatching(/postponementEnabled=false; .*invoicePostponementLimit=0; 31 days/),
    });
    expect((await store.cli([...postpone, '--yes'])).code).toBe(1);
  });

  it.each([
    ['link', 'IBjuAsrJ-1', 'javascript:alert(1)'],
    ['postpone', 'IBjuAsrJ-1', '--days', '36501'],
  ])('is told by --dry-run as a mistake where the real one would: %s', async (...args) => {
    await using store = await openStore();
    const real = await store.cli(['invoices', ...args, '--yes']);
    expect(real).toMatchObject({ code: 2, out: '', err: expect.stringMatching(/: expected /) });
    expect(await store.cli(['invoices', ...args, '--dry-run'])).toEqual(real);
    expect(store.changes()).toBe(0);
  });

  it('is told as unknown where reading proves nothing', async () => {
    await using store = await openStore();
    store.control.faults.add({
      operation: 'invoices.cancel',
      phase: 'before',
      effect: 'reset',
      times: 'always',
    });
    const { code, lines } = await store.json(['invoices', 'cancel', 'IBjuAsrJ-1', '--yes']);
    expect(code).toBe(1);
    expect(lines).toEqual([expect.objectContaining({ action: 'cancel', outcome: 'unknown' })]);
  });

  it('is a mistake of the one who typed it where the link is none', async () => {
    await using store = await openStore();
    const { code, err } = await store.cli(['invoices', 'link', 'IBjuAsrJ-1', 'not a link', '--yes']);
    expect(code).toBe(2);
    expect(err).toMatch(/^invoices\.update: paymentLink: expected .*\n$/);
    expect(store.changes()).toBe(0);
  });
});

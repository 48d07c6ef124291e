import { describe, expect, it } from 'vitest';
import { createEmulator } from 'vtex-customer-credit/emulator';
import { listen } from 'vtex-customer-credit/node';
import { jsonLines, run } from './program.ts';
import { account, openStore } from './store.ts';

describe.concurrent('accounts', () => {
  it('are listed with a header, and shown', async () => {
    await using store = await openStore();
    const listed = await store.cli(['accounts', 'list', '--locale', 'es']);
    const [header = '', row = ''] = listed.out.split('\n');
    expect(header.split('\t').slice(0, 2)).toEqual(['Cuenta', 'Correo electrónico']);
    expect(row).toMatch(new RegExp(`^${account}\tbuyer@example\\.com\tOpen\t.*\t5\\.000,00\t`));
    expect(listed.err).toBe('1 account.\n');
    expect((await store.cli(['accounts', 'list', '--email', 'nobody@example.com'])).err).toBe(
      'No accounts.\n',
    );
    expect((await store.cli(['accounts', 'show', account])).out).toContain('Credit limit: 5,000.00\n');
    const { lines } = await store.json(['accounts', 'show', account]);
    expect(lines).toEqual([expect.objectContaining({ id: account, creditLimit: 5000 })]);
  });

  it('are opened, once, and --dry-run tells that they are open already', async () => {
    await using store = await openStore();
    const open = [
      'accounts',
      'open',
      '--document',
      '22222222222',
      '--email',
      'b@example.com',
      '--credit-limit',
      '10',
    ];
    expect(await store.cli([...open, '--dry-run'])).toMatchObject({
      code: 0,
      out: 'Would open the account 22222222222_CPF with a limit of 10.00. Nothing was changed.\n',
    });
    const { code, lines } = await store.json([...open, '--tolerance', '10%', '--yes']);
    expect(code).toBe(0);
    expect(lines).toEqual([
      expect.objectContaining({
        action: 'accounts open',
        creditAccountId: '22222222222_CPF',
        outcome: 'done',
        account: expect.objectContaining({ creditLimit: 10, tolerance: 0.1 }),
      }),
    ]);
    expect(await store.cli([...open, '--dry-run'])).toMatchObject({
      code: 1,
      err: 'Would be refused: the account 22222222222_CPF is open already (code 1099).\n',
    });
    expect((await store.cli([...open, '--yes'])).code).toBe(1);
  });

  it('get another limit and tolerance, and --dry-run says what does not count', async () => {
    await using store = await openStore();
    expect(await store.cli(['accounts', 'limit', account, '1500.50', '--yes'])).toMatchObject({
      code: 0,
      out: `Done: set the limit of ${account} from 5,000.00 to 1,500.50.\n`,
    });
    expect((await store.cli(['accounts', 'limit', account, '1500.50', '--yes'])).out).toMatch(
      /^Nothing to do: /,
    );
    expect((await store.cli(['accounts', 'limit', account, '5', '--dry-run'])).err).toMatch(
      /^Note: 1,217\.64 are in use: nothing will be available\.\n/,
    );
    expect(await store.cli(['accounts', 'tolerance', account, '0.2', '--dry-run'])).toMatchObject({
      code: 0,
      err: 'Note: the store has toleranceEnabled=false, so that no tolerance counts.\n',
    });
    expect((await store.json(['accounts', 'tolerance', account, '20%', '--yes'])).lines).toEqual([
      expect.objectContaining({ outcome: 'done', account: expect.objectContaining({ tolerance: 0.2 }) }),
    ]);
  });

  it('are closed for good, after it was said what goes with them', async () => {
    await using store = await openStore();
    const asked = await store.cli(['accounts', 'close', account], { terminal: true, input: 'n\n' });
    expect(asked.code).toBe(3);
    expect(asked.err).toContain('Note: 2 open invoices will be gone.');
    expect(store.changes()).toBe(0);
    expect((await store.cli(['accounts', 'close', account, '--yes'])).code).toBe(0);
    expect(store.changes()).toBe(1);
  });

  it.each([
    [['accounts', 'limit', account, '1,5'], /Expected an amount with a point/],
    [['accounts', 'tolerance', account, 'much'], /Expected a fraction, such as 0\.1, or 10%/],
    [
      ['accounts', 'open', '--document', '1'],
      /required options '--email <email>', '--credit-limit <amount>' not specified/,
    ],
  ])('%j is a mistake, told in a line and as JSON', async (args, message) => {
    const { code, out, err } = await run([...args, '--yes', '--emulator', '--json']);
    expect({ code, lines: err.trim().split('\n').length }).toEqual({ code: 2, lines: 1 });
    expect(err).toMatch(message);
    expect(jsonLines({ out })).toEqual([{ error: { code: 'usage', message: err.trim() } }]);
  });
});

describe.concurrent('dependents', () => {
  it('are added, listed by the controls of an emulator, and removed', async () => {
    const { fetch } = createEmulator({
      controlPlane: true,
      seed: { accounts: [{ id: account, email: 'buyer@example.com', creditLimit: 5 }] },
    });
    await using server = await listen({ fetch });
    const cli = (...args: string[]) => run([...args, '--emulator', server.url, '--json']);
    const added = await cli('holders', 'add', account, 'dependent@example.com', '--yes');
    expect(jsonLines(added)).toEqual([expect.objectContaining({ action: 'holders add', outcome: 'done' })]);
    const [holder] = jsonLines(await cli('holders', 'list', account));
    expect(holder).toMatchObject({ claims: { email: 'dependent@example.com' } });
    const id = typeof holder === 'object' && holder !== null && 'id' in holder ? String(holder.id) : '';
    expect((await cli('holders', 'remove', account, id, '--yes')).code).toBe(0);
    expect(await cli('holders', 'list', account)).toMatchObject({ out: '', err: 'No dependents.\n' });
  });

  it('cannot be listed in a store', async () => {
    const env = { VTEX_ACCOUNT: 'mystore', VTEX_APP_KEY: 'the-app-key', VTEX_APP_TOKEN: 'the-app-token' };
    expect(await run(['holders', 'list', account], { env })).toMatchObject({
      code: 2,
      err: 'The API cannot list dependents. Of an emulator they can be seen: add --emulator.\n',
    });
  });
});

describe.concurrent('holds', () => {
  it('are placed, changed, settled and refunded', async () => {
    await using store = await openStore();
    const placed = await store.cli([
      'holds',
      'place',
      account,
      '300',
      '--installments',
      '3',
      '--settle',
      '--yes',
    ]);
    const id = /Transaction: (\w+)/.exec(placed.out)?.[1] ?? '';
    expect(id).toMatch(/^[0-9a-f]{32}$/i);
    for (const args of [
      ['change', account, id, '200', '--installments', '3', '--settle'],
      ['settle', account, id, '200'],
      ['refund', account, id, '50'],
    ])
      expect((await store.cli(['holds', ...args, '--yes'])).code).toBe(0);
    const { lines } = await store.json(['invoices', 'list', '--account', account, '--limit', 'all']);
    expect(lines).toHaveLength(7);
    const { out } = await store.cli(['statements', account]);
    expect(out.split('\n')[0]).toBe('Date\tOrigin\tValue\tOrder\tInstallment\tDone by\tTransaction');
    expect(out).toContain('\tInvoice\t-200.00\t');
  });

  it('that are not for an order can be canceled', async () => {
    await using store = await openStore();
    const { lines } = await store.json(['holds', 'place', account, '300', '--yes']);
    const id = /"id":"(\w+)"/.exec(JSON.stringify(lines))?.[1] ?? '';
    expect((await store.cli(['holds', 'cancel', account, id, '--yes'])).out).toBe(
      `Done: cancel the hold ${id}.\n`,
    );
  });

  it('that do not fit are told by --dry-run, from limit and configuration', async () => {
    await using store = await openStore();
    expect(await store.cli(['holds', 'place', account, '4000', '--dry-run'])).toMatchObject({
      code: 1,
      err: expect.stringMatching(
        /^Would be refused: 4,000\.00 do not fit: 3,782\.36 of 5,000\.00 are available, /,
      ),
    });
    expect((await store.cli(['holds', 'place', account, '4000', '--yes'])).code).toBe(1);
    expect((await store.cli(['holds', 'place', account, '3782.36', '--dry-run'])).code).toBe(0);
  });
});

describe.concurrent('my-credits', () => {
  it('shows what the customer sees', async () => {
    await using store = await openStore();
    const shown = await store.cli(['my-credits', account, '--locale', 'pt']);
    expect(
      shown.out
        .split('\n')
        .slice(0, 3)
        .map((line) => line.split('\t').slice(0, 3)),
    ).toEqual([
      ['Vencimento', 'Status', 'Valor'],
      ['2024-04-01', 'Pago', '8,01'],
      ['2024-05-20T06:52:53.1314379Z', 'Vencido', '9,63'],
    ]);
    expect(shown.err).toContain('Limite de crédito: 5.000,00\n');
    expect(shown.err).toContain('myCreditsEnabled=false');
    store.control.seed({ storeConfig: { myCreditsEnabled: true } });
    const { lines } = await store.json(['my-credits', account, '--as', 'dependent@example.com']);
    expect(lines).toEqual([
      expect.objectContaining({
        enabled: true,
        invoices: expect.arrayContaining([expect.objectContaining({ pay: 'https://pay.example.com/1' })]),
      }),
    ]);
    const withIssue = await store.json(['my-credits', account, '--known-issue', '546267']);
    expect(JSON.stringify(withIssue.lines)).not.toContain('pay.example.com');
    const dependent = ['my-credits', account, '--as', 'dependent@example.com', '--known-issue', '367276'];
    expect((await store.cli(dependent)).code).toBe(1);
  });
});

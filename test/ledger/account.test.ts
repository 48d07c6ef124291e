import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  changeCreditLimit,
  changeTolerance,
  closeAccount,
  decreaseBalance,
  openAccount,
  updateAccount,
} from '../../src/ledger/account.ts';
import { fitsInto, toAccount } from '../../src/ledger/credit.ts';
import { addHolder, deleteHolder } from '../../src/ledger/holder.ts';
import { toStatements } from '../../src/ledger/statement.ts';
import { accountId, changesOf, day, ledgerWith, refusalOf, TestLedger } from './test-ledger.ts';

const opening = {
  document: '11111111111',
  documentType: 'CPF',
  email: 'test@test.com',
  creditLimit: '1100.00',
  tolerance: '0.2',
};

describe('opening', () => {
  test('gives the id {document}_{documentType}, reads strings, and writes no statement', () => {
    const ledger = new TestLedger();
    const account = ledger.do(openAccount(undefined, opening, ledger.context));
    expect(account).toEqual({
      id: '11111111111_CPF',
      status: 'Open',
      document: '11111111111',
      documentType: 'CPF',
      email: 'test@test.com',
      creditLimit: 1100,
      tolerance: 0.2,
      balance: 0,
      createdAt: '2024-05-08T12:00:00Z',
      updatedAt: '2024-05-08T12:00:00Z',
    });
    expect(ledger.statements).toEqual([]);
  });

  test('an open account again is refused with code 1099', () => {
    const ledger = ledgerWith({ creditLimit: 1 });
    expect(refusalOf(openAccount(ledger.account, opening, ledger.context))).toEqual({
      status: 409,
      code: 1099,
      message: 'The Credit Account is already open.',
    });
  });
});

describe('the account as the API shows it', () => {
  test('available credit is the limit less holds and open invoices; tolerance and debits are no part of it', () => {
    const ledger = ledgerWith({ creditLimit: 1000, tolerance: 0.1 }, { toleranceEnabled: true });
    ledger.do(decreaseBalance(ledger.view, undefined, 'd1', -15, ledger.context));
    const account = toAccount({ ...ledger.view, held: 20_010n, open: 30_020n });
    expect(account).toMatchObject({
      balance: -15,
      creditLimit: 1000,
      preAuthorizedCredit: 200.1,
      availableCredit: 499.7,
      availableBalance: 499.7,
      tolerance: 0.1,
      description: '',
    });
    expect(Object.isFrozen(account)).toBe(true);
  });

  test('it may be negative', () => {
    expect(toAccount({ ...ledgerWith({ creditLimit: 10 }).view, open: 1001n }).availableCredit).toBe(-0.01);
  });
});

describe('the spending cap', () => {
  test('a limit of 1,000 with 10 % tolerance takes 1,100 and refuses 1,250', () => {
    const ledger = ledgerWith({ creditLimit: 1000, tolerance: 0.1 }, { toleranceEnabled: true });
    expect(fitsInto(ledger.view, 110_000n, ledger.config)).toBe(true);
    expect(fitsInto(ledger.view, 110_001n, ledger.config)).toBe(false);
    expect(fitsInto(ledger.view, 125_000n, ledger.config)).toBe(false);
  });

  test('without toleranceEnabled it is the limit', () => {
    const { view, config } = ledgerWith({ creditLimit: 1000, tolerance: 0.1 });
    expect(fitsInto(view, 100_000n, config)).toBe(true);
    expect(fitsInto(view, 100_001n, config)).toBe(false);
  });

  test('manual debits take nothing from it', () => {
    const ledger = ledgerWith({ creditLimit: 1000 });
    ledger.do(decreaseBalance(ledger.view, undefined, 'd1', -500, ledger.context));
    expect(fitsInto(ledger.view, 100_000n, ledger.config)).toBe(true);
  });
});

describe('limit and tolerance', () => {
  test('changes write Credit rows of the change of limit × (1 + tolerance): −1100, +3300, −500, +1250', () => {
    const ledger = ledgerWith({ creditLimit: 3300 });
    for (const limit of [2200, 5500, 5000]) ledger.do(changeCreditLimit(ledger.view, limit, ledger.context));
    ledger.do(changeTolerance(ledger.view, 0.25, ledger.context));
    expect(ledger.rows).toEqual([
      ['Credit', -1100],
      ['Credit', 3300],
      ['Credit', -500],
      ['Credit', 1250],
    ]);
  });

  test('a limit below what is used is set all the same', () => {
    const ledger = ledgerWith({ creditLimit: 100 });
    const { account } = changesOf(changeCreditLimit({ ...ledger.view, open: 9000n }, 50, ledger.context));
    expect(account?.creditLimit).toBe(50);
  });

  test('the Credit rows sum up to what may be spent now less what could be spent at first', () => {
    const limit = fc.integer({ min: 0, max: 10 ** 8 }).map((cents) => cents / 100);
    const rate = fc.constantFrom(0, 0.1, 0.25, 0.333, 1);
    const spendable = ({ creditLimit, tolerance }: { creditLimit: number; tolerance: number }): number => {
      // In millionths of a cent, then rounded half up: both are positive here.
      const exact = BigInt(Math.round(creditLimit * 100)) * BigInt(1000 + Math.round(tolerance * 1000));
      return Number((exact + 500n) / 1000n);
    };
    fc.assert(
      fc.property(limit, fc.array(fc.tuple(limit, rate), { maxLength: 20 }), (first, changes) => {
        const ledger = ledgerWith({ creditLimit: first });
        const before = spendable(ledger.view.account);
        for (const [value, tolerance] of changes) {
          ledger.do(changeCreditLimit(ledger.view, value, ledger.context));
          ledger.do(changeTolerance(ledger.view, tolerance, ledger.context));
        }
        const { intervalBalance } = toStatements(ledger.view, ledger.statements);
        expect(Math.round(intervalBalance * 100)).toBe(spendable(ledger.view.account) - before);
      }),
    );
  });
});

describe('updating', () => {
  test('an unknown id creates the account, with a limit of 100 and tolerance 0 unless given', () => {
    const { context } = new TestLedger();
    expect(changesOf(updateAccount(undefined, 'X', { email: 'a@b.c' }, context)).account).toMatchObject({
      id: 'X',
      status: 'Open',
      creditLimit: 100,
      tolerance: 0,
      balance: 0,
    });
  });

  test('without document fields they are wiped; limit and tolerance stay; creation and balance too', () => {
    const ledger = ledgerWith({ creditLimit: 100, tolerance: 0.1 });
    ledger.do(decreaseBalance(ledger.view, undefined, 'd1', -15, ledger.context));
    ledger.now += day;
    const account = ledger.do(updateAccount(ledger.view, accountId, { email: 'new@b.c' }, ledger.context));
    expect(account).toEqual({
      id: accountId,
      status: 'Open',
      email: 'new@b.c',
      creditLimit: 100,
      tolerance: 0.1,
      balance: -15,
      createdAt: '2024-05-08T12:00:00Z',
      updatedAt: '2024-05-09T12:00:00Z',
    });
    expect(ledger.rows).toEqual([['Statement', -15]]);
  });

  test('a new limit writes one Credit row', () => {
    const ledger = ledgerWith({ creditLimit: 100, tolerance: 0.1 });
    ledger.do(
      updateAccount(
        ledger.view,
        accountId,
        { email: 'a@b.c', creditLimit: '200', tolerance: 0.2 },
        ledger.context,
      ),
    );
    expect(ledger.rows).toEqual([['Credit', 130]]);
  });
});

describe('closing', () => {
  test('answers with the account as Closed and takes everything with it', () => {
    const ledger = ledgerWith({ creditLimit: 100 });
    ledger.now += day;
    const closed = ledger.do(closeAccount({ ...ledger.view, open: 5000n, held: 1000n }, ledger.context));
    expect(closed).toMatchObject({ id: accountId, status: 'Closed', updatedAt: '2024-05-09T12:00:00Z' });
    expect(ledger.account).toBeUndefined();
    expect(ledger.do(openAccount(ledger.account, opening, ledger.context)).status).toBe('Open');
  });
});

describe('manual debits', () => {
  test('−15 lowers the balance by 15 and is answered with "-15.0"', () => {
    const ledger = ledgerWith({ creditLimit: 100 });
    ledger.now += day;
    expect(ledger.do(decreaseBalance(ledger.view, undefined, 'd1', -15, ledger.context))).toEqual({
      value: '-15.0',
    });
    expect(ledger.account).toMatchObject({ balance: -15, updatedAt: '2024-05-09T12:00:00Z' });
    expect(ledger.statements).toEqual([
      {
        id: 'd1',
        row: { value: -15, date: '2024-05-09T12:00:00Z', doneBy: 'tester', origin: 'Statement' },
      },
    ]);
  });

  test('debits add up exactly', () => {
    const ledger = ledgerWith({ creditLimit: 100 });
    for (const [at, value] of [-0.1, -0.2].entries()) {
      ledger.do(decreaseBalance(ledger.view, undefined, `d${at}`, value, ledger.context));
    }
    expect(ledger.account?.balance).toBe(-0.3);
    expect(toStatements(ledger.view, ledger.statements)).toMatchObject({
      currentBalance: -0.3,
      intervalBalance: -0.3,
      previousBalance: 0,
    });
  });

  test('the same id again debits once; with another value it is refused', () => {
    const ledger = ledgerWith({ creditLimit: 100 });
    ledger.do(decreaseBalance(ledger.view, undefined, 'd1', -15.5, ledger.context));
    const again = decreaseBalance(ledger.view, ledger.statements[0], 'd1', -15.5, ledger.context);
    expect(again).toEqual({ result: { value: '-15.5' }, changes: {} });
    const other = refusalOf(decreaseBalance(ledger.view, ledger.statements[0], 'd1', -16, ledger.context));
    expect(other).toMatchObject({ status: 409, code: 409 });
  });
});

describe('a command that changes nothing', () => {
  test('writes nothing and moves no date', () => {
    const ledger = ledgerWith({ creditLimit: 100, tolerance: 0.1 });
    const { email, document, documentType } = ledger.view.account;
    ledger.now += day;
    const results = [
      changeCreditLimit(ledger.view, 100, ledger.context),
      changeTolerance(ledger.view, 0.1, ledger.context),
      updateAccount(
        ledger.view,
        accountId,
        { email, ...(document && documentType ? { document, documentType } : {}), creditLimit: '100' },
        ledger.context,
      ),
    ];
    for (const ruled of results) expect(ruled).toEqual({ result: ledger.account, changes: {} });
  });
});

describe('dependents', () => {
  test('have level 2, an id and the moment of their adding', () => {
    const ledger = ledgerWith({ creditLimit: 100 });
    const holder = ledger.do(addHolder([], 'one@example.com', ledger.context));
    expect(holder).toMatchObject({
      level: 2,
      claims: { email: 'one@example.com' },
      createdAt: '2024-05-08T12:00:00Z',
    });
    expect(holder.id).toMatch(/^[0-9a-f]{32}$/);
    expect(Object.isFrozen(holder) && Object.isFrozen(holder.claims)).toBe(true);
  });

  test('the same e-mail twice is refused, whatever its case; after deletion it may come back', () => {
    const ledger = ledgerWith({ creditLimit: 100 });
    const all = () => [...ledger.holders.values()];
    const { id } = ledger.do(addHolder(all(), 'One@Example.com', ledger.context));
    expect(refusalOf(addHolder(all(), 'one@example.COM', ledger.context)).status).toBe(409);
    expect(ledger.do(deleteHolder(all(), id))).toEqual({ id });
    expect(refusalOf(deleteHolder(all(), id)).status).toBe(404);
    expect(ledger.try(addHolder(all(), 'one@example.com', ledger.context))).toBeUndefined();
  });
});

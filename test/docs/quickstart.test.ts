import { format } from 'node:util';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

describe('the quickstart', () => {
  const printed: string[] = [];
  beforeEach(() => {
    vi.spyOn(console, 'log').mockImplementation((...values) => void printed.push(format(...values)));
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it('tells the same stories in memory and over HTTP', async () => {
    await import('../../docs/quickstart.ts');
    const [title, ...inMemory] = printed.slice(0, printed.indexOf(''));
    const [other, ...overHttp] = printed.slice(printed.indexOf('') + 1, printed.lastIndexOf(''));
    expect([title, other]).toEqual(['In memory', 'Over HTTP, against the emulator']);
    expect(overHttp).toEqual(inMemory);

    const said = inMemory.join('\n');
    // The guide's own numbers.
    expect(said).toContain('total 9.63, count 2, totalPaid 8.01, totalCancelled 0');
    expect(said).toContain('due 20 May 2024 -> 25 May 2024, originally 20 May 2024');
    expect(said).toContain('the paid invoice: refused, as it should be');
    expect(said).toContain('10 invoices of one order, 500.05 in all');
    expect(said).toContain('available: 599.95 of 1100');
    expect(said).toContain('dependent@example.com buys on the account 11111111111_CPF');
    expect(said).toContain('available: 199.95 of 1100');
    expect(said).toContain('another 400 for the account itself: refused, as it should be');
    const pay = said.slice(said.indexOf('My Credits')).split('\n').slice(1);
    expect(pay).toEqual([
      '     en  Open  50.01  no Pay button',
      '     pt  Aberto  50.01  no Pay button',
      '     es  Abierto  50.01  no Pay button',
      '     en  Open  50.01  https://www.paymentlink.com',
      '     pt  Aberto  50.01  https://www.paymentlink.com',
      '     es  Abierto  50.01  https://www.paymentlink.com',
    ]);
  });
});

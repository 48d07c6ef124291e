import { describe, expect, it } from 'vitest';
import {
  realStoreAdapter,
  realStoreConsent,
  type VerificationReport,
  type VerifyOptions,
  verifyStore,
} from 'vtex-customer-credit/contract';
import {
  behaviours,
  createInMemoryCustomerCredit,
  type QuirkName,
  quirks,
} from 'vtex-customer-credit/memory';
import type { FailingOperation } from '../../src/contract/verify.ts';

const now = Date.UTC(2026, 10, 25, 12);

async function verified(
  names: readonly QuirkName[],
  options: Partial<VerifyOptions> = {},
): Promise<VerificationReport> {
  const { client } = createInMemoryCustomerCredit({ quirks: names });
  const adapter = realStoreAdapter({ client, realStore: realStoreConsent, run: 'run-1' });
  return verifyStore(adapter, { of: 'emulator', now, ...options });
}

const idsOf = (report: VerificationReport, wanted: string): string[] =>
  report.behaviours.flatMap(({ id, finding }) => (finding === wanted ? [id] : []));

const fails = (operation: string, status = 500, vtexCode?: number): FailingOperation => ({
  operation,
  status,
  vtexCode,
});

interface Shown {
  readonly differs?: readonly string[];
  readonly failing?: readonly FailingOperation[];
  readonly listsRepeatRows?: boolean;
  readonly leavesOpen?: boolean;
}

/** What each quirk changes, as far as a client can see it. */
const shown: Readonly<Record<QuirkName, Shown>> = {
  'opening-refused-every-other-time': { failing: [fails('accounts.open', 409, 1099)] },
  'limit-change-fails': { failing: [fails('accounts.changeCreditLimit')] },
  'cancelling-fails': { failing: [fails('invoices.cancel')] },
  'closing-fails': { failing: [fails('accounts.close')], leavesOpen: true },
  'totals-over-everything': { differs: ['list.totals'] },
  'count-of-the-page': { differs: ['list.totals'] },
  // Both positions are always sent.
  'first-page-of-21': {},
  'invoice-listed-twice': { listsRepeatRows: true },
  'email-with-plus-or-underscore-fails': { failing: [fails('accounts.list')] },
  'my-credits-of-a-dependent-fails': { failing: [fails('accounts.getPurchaseConditions')] },
  'my-credits-without-payment-link': {},
  // Nobody makes as many invoices to try it.
  'export-stuck-above-150000': {},
  // The client makes these even.
  'payment-answers-with-id': {},
  'dates-without-offset': {},
  'optional-keys-null': { differs: ['statement.reopened', 'invoice.paid.reopen'] },
};

describe('a verification', () => {
  it('finds that the reference holds what can be exercised, and says what cannot', async () => {
    const report = await verified([]);
    expect(report).toMatchObject({
      of: 'emulator',
      date: '2026-11-25',
      failing: [],
      leftOpen: 0,
      listsRepeatRows: false,
    });
    expect(idsOf(report, 'differs')).toEqual([]);
    expect(idsOf(report, 'held').length).toBeGreaterThan(50);
    expect(idsOf(report, 'not exercised')).toContain('invoice.overdue');
    expect(report.behaviours.map(({ id }) => id)).toEqual(behaviours.map(({ id }) => id));
  });

  it('knows every quirk', () => {
    expect(Object.keys(shown)).toEqual(quirks.map(({ name }) => name));
  });

  it.each(quirks.map(({ name }) => name))('names what %s changes, and nothing else', async (name) => {
    const report = await verified([name]);
    const { differs = [], failing = [], listsRepeatRows = false, leavesOpen = false } = shown[name];
    expect(idsOf(report, 'differs')).toEqual(differs);
    expect(report.failing).toEqual(failing);
    expect(report.listsRepeatRows).toBe(listsRepeatRows);
    expect(report.leftOpen > 0).toBe(leavesOpen);
  });

  it('has no ids, names, amounts or credentials in its report', async () => {
    const reasons: string[] = [];
    const report = await verified(['totals-over-everything', 'limit-change-fails'], {
      onCase: ({ reason }) => reasons.push(reason ?? ''),
    });
    const text = JSON.stringify(report);
    expect(reasons.join()).toMatch(/totalPaid: expected 0, got 50/);
    for (const secret of ['run-1', 'contract-suite', '@', 'got 50', '_Other'])
      expect(text).not.toContain(secret);
  });

  it('ends after the case under way when it is told to', async () => {
    const controller = new AbortController();
    const report = await verified([], { signal: controller.signal, onCase: () => controller.abort() });
    expect(report.cases).toHaveLength(1);
  });

  it('calls nothing different that it could not ask', async () => {
    const { client, control } = createInMemoryCustomerCredit();
    control.faults.add({
      operation: 'invoices.markAsPaid',
      phase: 'before',
      effect: { status: 503 },
      times: 'always',
    });
    const adapter = realStoreAdapter({ client, realStore: realStoreConsent, run: 'run-1' });
    const report = await verifyStore(adapter, { of: 'store', now });
    expect(idsOf(report, 'differs')).toEqual([]);
    expect(new Set(report.cases.map(({ ended }) => ended))).toContain('not run');
  });
});

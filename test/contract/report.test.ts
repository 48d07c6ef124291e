import { describe, expect, it } from 'vitest';
import {
  type Capability,
  type ContractAdapter,
  type ContractRunner,
  contract,
  contractCases,
  referenceAdapter,
  summaryOf,
} from 'vtex-customer-credit/contract';
import { createInMemoryCustomerCredit, type Mark } from 'vtex-customer-credit/memory';
import { operationIds } from '../../src/api/table.ts';

const full = referenceAdapter('in memory', createInMemoryCustomerCredit);
const without = (...lacking: readonly Capability[]): ContractAdapter => ({
  ...full,
  capabilities: full.capabilities.filter((each) => !lacking.includes(each)),
});

/** A runner that keeps the tests for later. */
function recorder(): ContractRunner & { readonly tests: Map<string, () => Promise<void>> } {
  const tests = new Map<string, () => Promise<void>>();
  const path: string[] = [];
  return {
    tests,
    describe: (name, body) => {
      path.push(name);
      body();
      path.pop();
    },
    it: (name, body) => void tests.set([...path, name].join(' > '), body),
  };
}

describe('the report', () => {
  it('leaves nothing out for an adapter that can do everything, and says so in the last test', () => {
    const runner = recorder();
    const report = contract(full, runner);
    expect(report.planned).toEqual(contractCases);
    expect(report.skipped).toEqual([]);
    expect([...runner.tests.keys()].at(-1)).toBe(
      `the contract in memory > ${contractCases.length} cases ran, none left out`,
    );
    expect(runner.tests.size).toBe(contractCases.length + operationIds.length + 1);
  });

  it('counts what is left out by what is lacking, each case under all that it lacks', () => {
    const runner = recorder();
    const report = contract(without('clock', 'orders'), runner);
    const lacksClock = contractCases.filter(({ needs }) => needs.includes('clock'));
    const lacksOrders = contractCases.filter(({ needs }) => needs.includes('orders'));
    const lacks = new Set([...lacksClock, ...lacksOrders]);
    expect(report.skipped.map((each) => each.case)).toEqual(
      [...contractCases].filter((each) => lacks.has(each)),
    );
    expect(report.planned.length + report.skipped.length).toBe(contractCases.length);
    expect(summaryOf(report)).toBe(
      `${report.planned.length} cases ran, ${lacks.size} left out: ` +
        `${lacksClock.length} needing clock (a clock that stands still until it is moved), ` +
        `${lacksOrders.length} needing orders (a way to tie a transaction to an order)`,
    );
    expect([...runner.tests.keys()].at(-1)).toBe(`the contract in memory > ${summaryOf(report)}`);
    expect(runner.tests.size).toBe(report.planned.length + 1);
  });

  it('refuses a mark that there is not: its cases would be left out without a word', () => {
    const marks: Mark[] = ['documented'];
    Reflect.set(marks, 0, 'documentd');
    expect(() => contract(full, recorder(), { marks })).toThrow(
      expect.objectContaining({
        code: 'invalid_configuration',
        issues: [expect.objectContaining({ path: 'marks' })],
      }),
    );
  });

  it('keeps to the marks that are asked for', () => {
    const report = contract(full, recorder(), { marks: ['documented', 'observed'] });
    expect(new Set(report.planned.map(({ mark }) => mark))).toEqual(new Set(['documented', 'observed']));
    expect(report.unwanted).toBe(contractCases.filter(({ mark }) => mark === 'assumed').length);
    expect(summaryOf(report)).toMatch(/; \d+ not asked for, by their marks$/);
  });

  it('fails its last test when not every case ran', async () => {
    const runner = recorder();
    const report = contract(full, runner);
    const [first, ...others] = [...runner.tests.values()];
    const last = others.pop();
    if (first === undefined || last === undefined) throw new Error('no tests');
    await first();
    expect(report.ran).toEqual(contractCases.slice(0, 1));
    await expect(last()).rejects.toThrow(`1 of ${contractCases.length} cases ran`);
  });

  it('fails the proof of an operation that was never called', async () => {
    const runner = recorder();
    contract(full, runner);
    const proof = runner.tests.get(
      'the contract in memory > the suite has seen storeConfig.get succeed and be refused',
    );
    await expect(proof?.()).rejects.toThrow('the suite has not seen storeConfig.get done');
  });
});

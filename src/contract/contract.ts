import { operationIds } from '../api/table.ts';
import { ConfigurationError } from '../errors/index.ts';
import type { Mark } from '../reference/behaviours/behaviour.ts';
import type { Capability, ContractAdapter, ContractStore } from './adapter.ts';
import { ContractFailure, holdsThat } from './assert.ts';
import type { ContractCase } from './case.ts';
import { contractCases } from './cases.ts';
import { type Exercised, noted } from './exercised.ts';
import { type ContractReport, summaryOf } from './report.ts';
import { openWorld } from './world.ts';

/** The part of a test runner that the suite uses: that of Vitest, Jest, Mocha and `node:test` will do. */
export interface ContractRunner {
  describe(name: string, body: () => void): unknown;
  it(name: string, body: () => Promise<void>): unknown;
}

export interface ContractOptions {
  /**
   * Runs only what rests on behaviours with these marks: `['documented', 'observed']` leaves out whatever is assumed.
   * Everything unless given.
   */
  readonly marks?: readonly Mark[] | undefined;
}

/** Runs one case against an adapter. Its stores are closed in any case, also when it fails. */
export async function runCase(
  { run }: ContractCase,
  adapter: ContractAdapter,
  exercised: Exercised = new Set(),
): Promise<void> {
  const stores: ContractStore[] = [];
  const failures: unknown[] = [];
  try {
    await run({
      store: (more = {}) =>
        openWorld(
          adapter,
          more,
          (store) => stores.push(store),
          (client) => noted(client, exercised),
        ),
    });
  } catch (error) {
    failures.push(error);
  }
  for (const store of stores) {
    try {
      await store.close?.();
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 1) {
    const texts = failures.map((each) => (each instanceof Error ? each.message : String(each)));
    throw new AggregateError(failures, texts.join('; and '));
  }
  if (failures.length === 1) throw failures[0];
}

const knownMarks: readonly unknown[] = ['documented', 'observed', 'assumed'] satisfies readonly Mark[];

/** A mark that is misspelt would leave its cases out without a word. */
function checkMarks(marks: unknown): void {
  if (marks !== undefined && !(Array.isArray(marks) && marks.every((mark) => knownMarks.includes(mark))))
    throw new ConfigurationError([{ path: 'marks', expected: `a list out of ${knownMarks.join(', ')}` }]);
}

function lackingFor({ needs }: ContractCase, adapter: ContractAdapter): readonly Capability[] {
  return needs.filter((need) => !adapter.capabilities.includes(need));
}

/** Every operation has to succeed somewhere in the suite, and to be refused somewhere: else it proves little of it. */
function proof({ it }: ContractRunner, exercised: Exercised): void {
  for (const id of operationIds) {
    it(`the suite has seen ${id} succeed and be refused`, async () => {
      for (const end of ['done', 'refused'])
        holdsThat(exercised.has(`${id} ${end}`), `the suite has not seen ${id} ${end}`);
    });
  }
}

/**
 * Describes the whole contract of Customer Credit for one adapter, as tests of a runner. Cases that need more than the
 * adapter can do are left out, and the last test's name and the report say how many and what they need. Nothing is
 * done before the runner runs the tests; they are to be run in their order.
 *
 * ```ts
 * contract(referenceAdapter('in memory', createInMemoryCustomerCredit), { describe, it });
 * ```
 *
 * @throws ConfigurationError for a mark that is none.
 */
export function contract(
  adapter: ContractAdapter,
  runner: ContractRunner,
  { marks }: ContractOptions = {},
): ContractReport {
  checkMarks(marks);
  const exercised: Exercised = new Set();
  const wanted = contractCases.filter(({ mark }) => marks === undefined || marks.includes(mark));
  const skipped = wanted.flatMap((each) => {
    const lacking = lackingFor(each, adapter);
    return lacking.length === 0 ? [] : [{ case: each, lacking }];
  });
  const left = new Set(skipped.map((each) => each.case));
  const ran: ContractCase[] = [];
  const report: ContractReport = {
    adapter: adapter.name,
    planned: wanted.filter((each) => !left.has(each)),
    skipped,
    ran,
    unwanted: contractCases.length - wanted.length,
  };
  const { describe, it } = runner;
  describe(`the contract ${adapter.name}`, () => {
    for (const name of new Set(report.planned.map(({ group }) => group))) {
      describe(name, () => {
        for (const each of report.planned.filter(({ group }) => group === name)) {
          it(`${each.name} [${each.mark}]`, async () => {
            ran.push(each);
            await runCase(each, adapter, exercised);
          });
        }
      });
    }
    // An adapter that leaves cases out may well leave operations out with them.
    if (report.planned.length === contractCases.length) proof(runner, exercised);
    it(summaryOf(report), async () => {
      if (ran.length !== report.planned.length)
        throw new ContractFailure(`${ran.length} of ${report.planned.length} cases ran`);
    });
  });
  return report;
}

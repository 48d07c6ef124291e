import fc from 'fast-check';
import { expect } from 'vitest';
import type { Adapter } from '../../contract/adapters.ts';
import { accountCommands } from './account-commands.ts';
import { accountIds, type Command, type Subject, type Tally } from './command.ts';
import { compareAll } from './compare.ts';
import { invoiceCommands, storeCommands } from './invoice-commands.ts';
import { transactionCommands } from './transaction-commands.ts';
import { World } from './world.ts';

const start = Date.UTC(2024, 4, 8, 12, 0, 0, 500);

/** A store in which something can happen at once: two accounts, and everything that can be switched on. */
function begin(adapter: Adapter, tally: Tally): { model: World; real: Subject } {
  const store = adapter.open({
    now: start,
    seed: {
      accounts: [
        {
          id: '1_CPF',
          document: '1',
          documentType: 'CPF',
          email: 'a@example.com',
          creditLimit: 1000,
          tolerance: 0.1,
        },
        { id: 'old', email: 'b@example.com', creditLimit: 2500.5 },
      ],
      storeConfig: {
        toleranceEnabled: true,
        postponementEnabled: true,
        invoicePostponementLimit: 3,
        maxPostponementDays: 30,
      },
    },
  });
  const model = new World(start);
  model.addAccount('1_CPF', 'a@example.com', '1', 100_000, 100);
  model.addAccount('old', 'b@example.com', undefined, 250_050, 0);
  Object.assign(model.config, {
    toleranceEnabled: true,
    postponable: true,
    postponements: 3,
    postponedDays: 30,
  });
  return { model, real: { store, tally, turn: 0 } };
}

// What makes invoices and what happens to them stands here many times, so that there is something to change.
const often = [...transactionCommands, ...invoiceCommands];
const commands: Array<fc.Arbitrary<Command>> = [
  ...accountCommands,
  ...storeCommands,
  ...often,
  ...often,
  ...often,
];

export interface ModelRun {
  readonly runs: number;
  /** The most commands of one run. */
  readonly length: number;
}

/** Runs random commands against the reference and the model side by side; says how often each kind was done. */
export async function runModel(adapter: Adapter, { runs, length }: ModelRun): Promise<Tally> {
  const tally: Tally = new Map();
  await fc.assert(
    fc.asyncProperty(fc.commands(commands, { maxCommands: length, size: 'max' }), async (chosen) => {
      const { model, real } = begin(adapter, tally);
      await fc.asyncModelRun(() => ({ model, real }), chosen);
      await compareAll(model, real.store.client, accountIds);
    }),
    { numRuns: runs, endOnFailure: false },
  );
  return tally;
}

export const commandsIn = (tally: Tally): number =>
  [...tally.values()].reduce((total, { done, refused }) => total + done + refused, 0);

/** Nobody can be refused these; everything else has to be seen both ways. */
const neverRefused = new Set([
  'update',
  'advance',
  'advance to a date',
  'configure credit',
  'configure postponement',
]);

export function expectBothWays(tally: Tally): void {
  const missing = [...tally].flatMap(([kind, { done, refused }]) => [
    ...(done === 0 ? [`${kind} done`] : []),
    ...(refused === 0 && !neverRefused.has(kind) ? [`${kind} refused`] : []),
  ]);
  expect(missing).toEqual([]);
}

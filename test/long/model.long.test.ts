import { afterAll, describe, expect, it } from 'vitest';
import { inMemory, overSocket, transportNames } from '../contract/adapters.ts';
import { commandsIn, expectBothWays, runModel } from './model/run.ts';

const sockets = await Promise.all(transportNames.map((name) => overSocket(name)));
afterAll(() => Promise.all(sockets.map(({ server }) => server.close())));

describe.each([
  [inMemory, { runs: 1_000, length: 200 }],
  ...sockets.map(({ adapter }) => [adapter, { runs: 200, length: 200 }] as const),
] as const)('a model of the specification agrees with the reference $name', (adapter, size) => {
  it('for 10,000 commands', async ({ annotate }) => {
    const tally = await runModel(adapter, size);
    await annotate(`${commandsIn(tally)} commands: ${JSON.stringify(Object.fromEntries(tally))}`);
    expect(commandsIn(tally)).toBeGreaterThan(10_000);
    expectBothWays(tally);
  }, 1_200_000);
});

import { afterAll, describe, expect, it } from 'vitest';
import { inMemory, overSocket } from '../contract/adapters.ts';
import { commandsIn, expectBothWays, runModel } from './model/run.ts';

const { adapter: socket, server } = await overSocket();
afterAll(() => server.close());

describe.each([
  [inMemory, { runs: 1_000, length: 200 }],
  [socket, { runs: 200, length: 200 }],
] as const)('a model of the specification agrees with the reference $name', (adapter, size) => {
  it('for 10,000 commands', async ({ annotate }) => {
    const tally = await runModel(adapter, size);
    await annotate(`${commandsIn(tally)} commands: ${JSON.stringify(Object.fromEntries(tally))}`);
    expect(commandsIn(tally)).toBeGreaterThan(10_000);
    expectBothWays(tally);
  }, 1_200_000);
});

import { afterAll, describe, expect, it } from 'vitest';
import { inMemory, overSocket } from '../contract/adapters.ts';
import { commandsIn, runModel } from './model/run.ts';

const { adapter: socket, server } = await overSocket();
afterAll(() => server.close());

describe.each([
  [inMemory, { runs: 60, length: 100 }, 1_000],
  [socket, { runs: 6, length: 80 }, 50],
] as const)('a model of the specification agrees with the reference $name', (adapter, size, least) => {
  it('command by command', async () => {
    expect(commandsIn(await runModel(adapter, size))).toBeGreaterThan(least);
  }, 60_000);
});

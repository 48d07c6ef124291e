import { afterAll, describe, expect, it } from 'vitest';
import { inMemory, overSocket, transportNames } from '../contract/adapters.ts';
import { commandsIn, runModel } from './model/run.ts';

const sockets = await Promise.all(transportNames.map((name) => overSocket(name)));
afterAll(() => Promise.all(sockets.map(({ server }) => server.close())));

describe.each([
  [inMemory, { runs: 60, length: 100 }, 1_000],
  ...sockets.map(({ adapter }) => [adapter, { runs: 6, length: 80 }, 50] as const),
] as const)('a model of the specification agrees with the reference $name', (adapter, size, least) => {
  it('command by command', async () => {
    expect(commandsIn(await runModel(adapter, size))).toBeGreaterThan(least);
  }, 240_000);
});

import { describe, expect, test } from 'vitest';
import type { CustomerCredit, Warning } from 'vtex-customer-credit';
import { fitting } from '../http/calls.ts';
import { clientOver, recording, rejection } from '../http/recording.ts';

const person = { document: '1', documentType: 'CPF', email: 'a@b.c' };

async function warningsFor(call: (client: CustomerCredit) => Promise<unknown>): Promise<Warning[]> {
  const warnings: Warning[] = [];
  const network = recording(fitting('accounts.get'));
  const client = clientOver(network, { onWarning: (warning) => warnings.push(warning) });
  await call(client);
  return warnings;
}

describe('a tolerance above 1', () => {
  test.each<readonly [string, (client: CustomerCredit, tolerance: number) => Promise<unknown>]>([
    ['accounts.open', (client, tolerance) => client.accounts.open({ ...person, creditLimit: 1, tolerance })],
    [
      'accounts.open',
      (client, tolerance) => client.accounts.open({ ...person, creditLimit: 1, tolerance: `${tolerance}` }),
    ],
    ['accounts.update', (client, tolerance) => client.accounts.update('x', { ...person, tolerance })],
    ['accounts.changeTolerance', (client, value) => client.accounts.changeTolerance('x', { value })],
  ])('is told by %s, and stops nothing', async (operation, call) => {
    expect(await warningsFor((client) => call(client, 20))).toEqual([
      { code: 'tolerance_above_one', operation, message: expect.stringContaining('0.2 means 20 %') },
    ]);
    expect(await warningsFor((client) => call(client, 1))).toEqual([]);
    expect(await warningsFor((client) => call(client, 0.3))).toEqual([]);
  });

  test('stops nothing either where who is told of it fails', async () => {
    const network = recording(fitting('accounts.get'));
    const onWarning = (): never => {
      throw new Error('told');
    };
    const client = clientOver(network, { onWarning });
    await client.accounts.changeTolerance('x', { value: 20 });
    expect(network.sent).toHaveLength(1);
  });

  test('is not looked for in a credit limit', async () => {
    expect(await warningsFor((client) => client.accounts.changeCreditLimit('x', { value: 5500 }))).toEqual(
      [],
    );
  });

  test('is refused without a warning when it cannot be sent at all', async () => {
    expect(
      await warningsFor((client) => rejection(client.accounts.changeTolerance('x', { value: 100_000 }))),
    ).toEqual([]);
  });
});

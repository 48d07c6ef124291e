import { inspect } from 'node:util';
import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import {
  ConfigurationError,
  CustomerCreditClient,
  composeClient,
  createClient,
  InvalidInputError,
  invoicesResource,
  type Warning,
} from 'vtex-customer-credit';
import { json, recording, rejection, thrown } from './recording.ts';

const appKey = 'vtexappkey-mystore-SENTIN';
const appToken = 'SENTINELTOKENABCDEFGHIJKLMNOPQRSTUVWXYZ';
const credentials = { accountName: 'mystore', appKey, appToken };

const said = (value: unknown): string =>
  `${inspect(value, { depth: Infinity, showHidden: true })}${JSON.stringify(value)}${String(value)}`;

/** Names that hold a credential, alone and beside one that is nearly right. */
const names = [appKey, appToken, `retrys${appToken}`, `${appToken}_timeout`, [...appToken].join('\u200b')];

describe('a credential that was put where a name belongs', () => {
  afterEach(() => vi.unstubAllEnvs());

  test.each(names)('is not repeated for an option of a client', (name) => {
    const warnings: Warning[] = [];
    const hinted = { retry: 1 };
    const onWarning = (warning: Warning): void => void warnings.push(warning);
    for (const make of [
      () => new CustomerCreditClient({ ...credentials, onWarning, [name]: 1 }),
      () => createClient({ ...credentials, onWarning, [name]: 1 }),
      () => createClient({ ...credentials, onWarning, [name]: 1, retries: -1 }),
      () => createClient({ ...credentials, onWarning, appToken: `${appToken}\n`, [name]: 1, ...hinted }),
      () => composeClient({ ...credentials, resources: { invoices: invoicesResource }, [name]: 1 }),
    ]) {
      let error: unknown;
      try {
        make();
      } catch (failure) {
        error = failure;
        expect(error).toBeInstanceOf(ConfigurationError);
      }
      expect(said([error, warnings])).not.toMatch(/SENTIN/);
    }
    expect(said(warnings)).not.toContain('\u200b');
    expect(
      thrown(() => composeClient({ ...credentials, resources: { invoices: invoicesResource }, [name]: 1 })),
    ).toMatchObject({ issues: [{ path: expect.stringMatching(/^(retrys)?\[redacted\](_timeout)?$/) }] });
  });

  test('is not repeated when it came from the environment', () => {
    vi.stubEnv('VTEX_ACCOUNT', 'mystore');
    vi.stubEnv('VTEX_APP_KEY', appKey);
    vi.stubEnv('VTEX_APP_TOKEN', appToken);
    const options: object = { [`retries${appToken}`]: 1 };
    expect(thrown(() => CustomerCreditClient.fromEnv(options))).toMatchObject({
      issues: [{ path: 'retries[redacted]' }],
    });
  });

  test.each(names)('is not repeated for an option or a field of a call', async (name) => {
    const { fetch, sent } = recording(json({}));
    const wrong = { [name]: 1 };
    for (const client of [
      new CustomerCreditClient({ ...credentials, fetch }),
      createClient({ ...credentials, fetch }),
    ]) {
      const invoice = { creditAccountId: '1_CPF', id: 'A-01' };
      const calls: ReadonlyArray<() => Promise<unknown>> = [
        () => client.invoices.get(invoice, wrong),
        () => client.invoices.postpone(invoice, { dueDays: 5, ...wrong }),
        () => client.accounts.changeTolerance('1_CPF', { value: 0, ...wrong }),
        () => client.invoices.list(wrong).toArray(),
        () => client.accounts.list({}, wrong).toArray(),
        () => client.request({ method: 'GET', path: '/storeconfig', ...wrong }),
        () => client.request({ method: 'GET', path: '/storeconfig' }, wrong),
      ];
      for (const call of calls) {
        const error = await rejection(call());
        expect(error).toBeInstanceOf(InvalidInputError);
        expect(said(error)).not.toMatch(/SENTIN/);
        expect(said(error)).toContain('[redacted]');
      }
    }
    expect(sent).toHaveLength(0);
  });

  test('is taken out of any name, and no name without one is changed', async () => {
    const client = createClient({ ...credentials, fetch: recording(json({})).fetch });
    const part = fc.stringMatching(/^[a-z ]{0,9}$/);
    await fc.assert(
      fc.asyncProperty(part, part, fc.constantFrom(appKey, appToken, ''), async (before, after, secret) => {
        const name = `x${before}${secret}${after}`;
        const error = await rejection(client.invoices.get({ creditAccountId: 'a', id: 'b' }, { [name]: 1 }));
        const path = `x${before}${secret === '' ? '' : '[redacted]'}${after}`;
        expect(error).toMatchObject({ operation: 'invoices.get', issues: [{ path }] });
      }),
    );
  });
});

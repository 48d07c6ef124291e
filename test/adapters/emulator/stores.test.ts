import { afterAll, describe, expect, it } from 'vitest';
import { CustomerCreditClient } from 'vtex-customer-credit';
import { connectControl, createStores } from 'vtex-customer-credit/emulator';
import { listen } from 'vtex-customer-credit/node';
import { opened, seed, start } from '../../contract/store.ts';

const stores = createStores({ now: start, seed, controlPlane: true, stores: { empty: { seed: {} } } });
const server = await listen(stores);
afterAll(() => server.close());

const credentials = { accountName: 'any', appKey: 'key', appToken: 'token', retries: 0 };

/** What a test passes on purpose although the types forbid it. */
function impossible(value: unknown): never {
  const isNever = (_: unknown): _ is never => true;
  if (isNever(value)) return value;
  throw new Error('unreachable');
}

describe('many stores', () => {
  it('are told apart by their host, as VTEX does', async () => {
    const { fetch } = stores;
    const one = new CustomerCreditClient({ ...credentials, accountName: 'host-one', fetch });
    const two = new CustomerCreditClient({ ...credentials, accountName: 'host-two', fetch });
    await one.invoices.markAsPaid(opened);
    expect(await two.invoices.get(opened)).toMatchObject({ status: 'Opened' });
    expect(await stores.store('host-one').control.journal.calls('invoices.markAsPaid')).toHaveLength(1);
    expect(stores.store('host-two').control.journal.calls('invoices.markAsPaid')).toEqual([]);
  });

  it('or by the first segment of the path, on a local address', async () => {
    const at = (path: string) =>
      new CustomerCreditClient({ ...credentials, baseUrl: `${server.url}${path}` });
    await at('/path-one').invoices.cancel(opened);
    expect(await at('/path-one').invoices.get(opened)).toMatchObject({ status: 'Cancelled' });
    expect(await at('/path-two').invoices.get(opened)).toMatchObject({ status: 'Opened' });
    await at('').invoices.update(opened, { observation: 'the default store' });
    expect(await stores.store('mystore').control.snapshot().accounts[0]?.invoices[0]?.invoice).toMatchObject({
      observation: 'the default store',
    });
    expect(await at('/empty').accounts.list().toArray()).toEqual([]);
  });

  it.each([
    'http://emulator:8787',
    'http://my_svc',
    'http://localhost',
    'http://emulator.',
    'http://[::1]:1',
  ])(
    'are not told apart by %s, a host of one label or an address: it means the default one',
    async (origin) => {
      const { names, fetch } = createStores({ defaultStore: 'usual' });
      const request = new Request(`${origin}/api/creditcontrol/storeconfig`);
      expect((await fetch(request)).status).toBe(401);
      expect(names()).toEqual(['usual']);
    },
  );

  it('have clocks, callers and faults of their own, and controls of their own', async () => {
    const slow = connectControl(`${server.url}/clock-one`);
    await slow.clock.advance({ days: 30 });
    await slow.addCaller({ appKey: 'only', appToken: 'me', permissions: ['Main Access'] });
    await slow.faults.add({ phase: 'before', effect: { status: 500 } });
    expect(await connectControl(`${server.url}/clock-two`).clock.iso()).toBe(start);
    const two = new CustomerCreditClient({ ...credentials, baseUrl: `${server.url}/clock-two` });
    expect(await two.invoices.get(opened)).toMatchObject({ status: 'Opened' });
    const one = new CustomerCreditClient({ ...credentials, baseUrl: `${server.url}/clock-one` });
    await expect(one.invoices.get(opened)).rejects.toMatchObject({ status: 401 });
  });

  it('make ids of their own, the same for the same name', async () => {
    const hold = async (name: string, all = stores): Promise<string> => {
      const client = new CustomerCreditClient({ ...credentials, accountName: name, fetch: all.fetch });
      return (await client.transactions.preAuthorize('11111111111_CPF', { value: 1 })).id;
    };
    const [a, b] = [await hold('ids-a'), await hold('ids-b')];
    expect(a).not.toBe(b);
    expect(await hold('ids-a', createStores({ now: start, seed }))).toBe(a);
  });

  it('come to life up to a number, and only under account names', async () => {
    const few = createStores({ maxStores: 3 });
    const headers = { 'x-vtex-api-appkey': 'key', 'x-vtex-api-apptoken': 'token' };
    const status = async (url: string, init: RequestInit = { method: 'DELETE', headers }): Promise<number> =>
      (await few.fetch(url, init)).status;
    expect(await status('http://localhost/one/api/creditcontrol/accounts/none')).toBe(404);
    expect(await status('https://TWO.vtexcommercestable.com.br/api/creditcontrol/accounts/none')).toBe(404);
    expect(few.names()).toEqual(['mystore', 'one', 'two']);
    expect(await status('http://localhost/three/api/creditcontrol/storeconfig')).toBe(404);
    expect(await status('http://localhost/__proto__/api/creditcontrol/storeconfig')).toBe(404);
    expect(few.names()).toEqual(['mystore', 'one', 'two']);
    expect(() => few.store('three')).toThrow('accountName: expected an account name, of at most 3 stores');
    expect(() => createStores({ defaultStore: 'Not A Name' })).toThrow('stores.Not A Name: expected');
    expect(() => createStores({ maxStores: 0 })).toThrow('maxStores: expected');
    for (const name of [undefined, null, 7, {}])
      expect(() => few.store(impossible(name))).toThrow('accountName: expected an account name');
    expect(() => createStores(impossible(null))).toThrow('options: expected an object');
    expect(() => createStores({ stores: impossible(null) })).toThrow('stores: expected an object');
    expect(() => createStores({ stores: { a: impossible(null) } })).toThrow('stores.a: expected an object');
    expect(() => createStores({ defaultStore: impossible(null) })).toThrow('stores.null: expected');
    expect(() =>
      createStores({ stores: { one: { seed: { accounts: [{ email: 'x', creditLimit: 1 }] } } } }),
    ).toThrow('seed.accounts[0].id');
  });

  it('come to life for nobody without credentials, and make room where they were only read', async () => {
    const few = createStores({ maxStores: 3, now: start, seed, controlPlane: true });
    const headers = { 'x-vtex-api-appkey': 'key', 'x-vtex-api-apptoken': 'token' };
    const ask = async (name: string, path: string, init: RequestInit = {}): Promise<number> =>
      (await few.fetch(`http://localhost/${name}${path}`, init)).status;
    const config = '/api/creditcontrol/storeconfig';
    const invoice = '/api/creditcontrol/accounts/11111111111_CPF/invoices/AAAA-01';
    const preflight = { origin: 'http://localhost', 'access-control-request-method': 'PUT' };
    for (let at = 0; at < 20; at += 1) {
      expect(await ask(`scan-${at}`, config)).toBe(401);
      expect(await ask(`scan-${at}`, config, { headers: { 'x-vtex-api-appkey': 'key' } })).toBe(401);
      expect(await ask(`scan-${at}`, '/api/creditcontrol/nothing')).toBe(404);
      expect(await ask(`scan-${at}`, '/_control')).toBe(200);
      expect(await ask(`scan-${at}`, config, { method: 'OPTIONS', headers: preflight })).toBe(204);
    }
    expect(few.names()).toEqual(['mystore']);
    for (let at = 0; at < 20; at += 1) expect(await ask(`read-${at}`, config, { headers })).toBe(200);
    expect(few.names()).toEqual(['mystore', 'read-18', 'read-19']);
    expect(await ask('read-18', invoice, { method: 'DELETE', headers })).toBe(200);
    expect(await ask('new-1', '/_control/clock.advance', { method: 'POST', body: '1' })).toBe(200);
    expect(few.names()).toEqual(['mystore', 'read-18', 'new-1']);
    expect(await ask('new-2', config, { headers })).toBe(404);
    expect(() => few.store('new-2')).toThrow('of at most 3 stores');
    const cancelled = await few.fetch(`http://localhost/read-18${invoice}`, { headers });
    expect(await cancelled.json()).toMatchObject({ status: 'Cancelled' });
  });

  it('are refused with the names that are probably meant', () => {
    const wrong = { stores: { one: { sede: {} } }, maxStore: 3 };
    expect(() => createStores(impossible(wrong))).toThrow(
      expect.objectContaining({
        issues: [
          { path: 'maxStore', expected: 'no such option; did you mean maxStores?' },
          { path: 'stores.one.sede', expected: 'no such option; did you mean seed?' },
        ],
      }),
    );
  });
});

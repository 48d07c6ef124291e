import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterEach, describe, expect, it } from 'vitest';
import { CustomerCreditClient } from 'vtex-customer-credit';
import { createEmulator } from 'vtex-customer-credit/emulator';
import { handlers } from 'vtex-customer-credit/msw';

const origin = 'https://mystore.vtexcommercestable.com.br';
const server = setupServer();

describe('handlers', () => {
  afterEach(() => server.close());

  it('answer below the API of one store, and leave the rest of its host to others', async () => {
    const other = http.get(`${origin}/api/oms/pvt/orders`, () => HttpResponse.json({ list: [] }));
    server.resetHandlers(...handlers(createEmulator(), origin), other);
    server.listen({ onUnhandledFrame: 'error' });
    const client = new CustomerCreditClient({ accountName: 'mystore', appKey: 'any', appToken: 'any' });
    expect(await client.storeConfig.get()).toMatchObject({ defaultCreditValue: 2000 });
    expect(await (await fetch(`${origin}/api/oms/pvt/orders`)).json()).toEqual({ list: [] });
  });

  it.each([
    '//api/creditcontrol/storeconfig',
    '/API/CreditControl/storeconfig',
    '/api/creditcontrol//storeconfig?x=1',
  ])('answer %s with the path that was meant', async (path) => {
    const emulator = createEmulator();
    server.resetHandlers(...handlers(emulator, origin));
    server.listen({ onUnhandledFrame: 'error' });
    const answer = await fetch(`${origin}${path}`);
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({
      message: expect.stringContaining('Did you mean GET /api/creditcontrol/storeconfig?'),
    });
    expect(emulator.control.journal.misses()).toMatchObject([{ near: 'GET /api/creditcontrol/storeconfig' }]);
  });

  it('turn a failing emulator into a lost connection, not into its stack', async () => {
    const broken = { fetch: () => Promise.reject(new Error('inside')) };
    server.resetHandlers(...handlers(broken, new URL(origin)));
    server.listen({ onUnhandledFrame: 'error' });
    const client = new CustomerCreditClient({
      accountName: 'mystore',
      appKey: 'any',
      appToken: 'any',
      retries: 0,
    });
    await expect(client.storeConfig.get()).rejects.toMatchObject({ code: 'network', outcome: 'unknown' });
  });
});

it.each(['mystore', `${origin}/api`, `${origin}?a`, 'data:x'])('handlers refuse %s for an origin', (bad) => {
  expect(() => handlers(createEmulator(), bad)).toThrow('origin: expected an origin such as');
});

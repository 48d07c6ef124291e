import { setupServer } from 'msw/node';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CustomerCreditClient } from 'vtex-customer-credit';
import { createEmulator } from 'vtex-customer-credit/emulator';
import { handlers } from 'vtex-customer-credit/msw';

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
afterAll(() => server.close());

it('works within boundaries: tests at the same time have stores of their own', async () => {
  const client = new CustomerCreditClient({ accountName: 'mystore', appKey: 'any', appToken: 'any' });
  const inside = (mark: string) =>
    server.boundary(async () => {
      const emulator = createEmulator({
        seed: { accounts: [{ id: mark, email: `${mark}@example.com`, creditLimit: 1 }] },
      });
      server.use(...handlers(emulator, 'https://mystore.vtexcommercestable.com.br'));
      await new Promise((resolve) => setTimeout(resolve, 5));
      const found = await client.accounts.list().toArray();
      return found.map(({ id }) => id);
    })();
  const marks = ['one', 'two', 'three'];
  expect(await Promise.all(marks.map(inside))).toEqual(marks.map((mark) => [mark]));
});

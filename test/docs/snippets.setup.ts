import { vi } from 'vitest';
import { createEmulator } from 'vtex-customer-credit/emulator';

// The store, and the mock server, that the guides' tests mean.
const emulator = createEmulator();
vi.stubEnv('VTEX_ACCOUNT', 'mystore');
vi.stubEnv('VTEX_APP_KEY', 'any-key');
vi.stubEnv('VTEX_APP_TOKEN', 'any-token');
vi.stubGlobal('fetch', async (input: string, init?: RequestInit) => {
  if (!String(input).endsWith('/reset')) return emulator.fetch(input, init);
  emulator.control.reset();
  return new Response();
});

import { expect, it, vi } from 'vitest';
import { createEmulator } from 'vtex-customer-credit/emulator';
import manifest from '../../../package.json' with { type: 'json' };

it('any version of an optional peer may be installed: npm refuses the package otherwise', () => {
  const { peerDependencies, peerDependenciesMeta } = manifest;
  for (const [name, range] of Object.entries(peerDependencies)) {
    expect([name, range]).toEqual([name, '*']);
    expect(Object.entries(peerDependenciesMeta)).toContainEqual([name, { optional: true }]);
  }
});

it('handlers refuse a Mock Service Worker that is too old for them, in words', async () => {
  vi.resetModules();
  // As version 1 is: it has `rest` in the place of `http`.
  vi.doMock('msw', () => ({ rest: {} }));
  const { handlers } = await import('vtex-customer-credit/msw');
  expect(() => handlers(createEmulator(), 'https://mystore.vtexcommercestable.com.br')).toThrow(
    expect.objectContaining({
      code: 'invalid_configuration',
      issues: [{ path: 'msw', expected: 'version 2.2 or newer' }],
    }),
  );
  vi.doUnmock('msw');
});

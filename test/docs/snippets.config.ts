import { defineConfig } from 'vitest/config';
import { alias } from '../../vitest.config.ts';

/** The guides' own tests, as `snippets.test.ts` wrote them into its folder. */
export default defineConfig({
  resolve: {
    alias: [
      ...alias,
      { find: /^node:test$/, replacement: new URL('node-test.ts', import.meta.url).pathname },
    ],
  },
  test: {
    root: new URL('../../node_modules/.cache/snippets/', import.meta.url).pathname,
    include: ['*.test.ts'],
    exclude: [],
    setupFiles: [new URL('snippets.setup.ts', import.meta.url).pathname],
    testTimeout: 60_000,
    maxWorkers: 1,
  },
});

import { defineConfig } from 'vitest/config';
import { alias } from '../../vitest.config.ts';

/** `npm run test:site`: the documentation site, as it was built, in a real browser. */
export default defineConfig({
  resolve: { alias },
  test: {
    include: ['test/site/*.browser.ts'],
    testTimeout: 180_000,
    hookTimeout: 60_000,
    fileParallelism: false,
  },
});

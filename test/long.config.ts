import { defineConfig } from 'vitest/config';
import { alias } from '../vitest.config.ts';

/** `npm run test:long`: what takes minutes. One file after another, so that each has the machine to itself. */
export default defineConfig({
  resolve: { alias },
  test: {
    include: ['test/**/*.long.test.ts'],
    fileParallelism: false,
    testTimeout: 600_000,
  },
});

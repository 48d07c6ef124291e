import { defineConfig } from 'vitest/config';
import { alias } from '../../vitest.config.ts';

/** `npm run test:ui`: the screens in a real browser, one file after another. */
export default defineConfig({
  resolve: { alias },
  test: {
    include: ['test/ui/**/*.browser.ts'],
    globalSetup: ['test/ui/build.ts'],
    fileParallelism: false,
    testTimeout: 120_000,
    // A busy machine shows later what it shows.
    expect: { poll: { timeout: 15_000 } },
    hookTimeout: 120_000,
  },
});

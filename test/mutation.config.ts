import { defineConfig } from 'vitest/config';
import { alias } from '../vitest.config.ts';

/** The tests that know the rules which `stryker.config.json` mutates; what needs a child process or long runs is left out. */
export default defineConfig({
  resolve: { alias },
  test: {
    testTimeout: 60_000,
    include: (process.env['MUTATION_TESTS'] ?? '').split(',').filter((glob) => glob !== ''),
    exclude: [
      'test/**/*.long.test.ts',
      'test/bulk/csv/{memory,hostile}.test.ts',
      'test/client/http/shared-signal.test.ts',
    ],
  },
});

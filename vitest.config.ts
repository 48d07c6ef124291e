import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const src = fileURLToPath(new URL('./src', import.meta.url));

/** The package's own name, as users import it. */
export const alias = [
  { find: /^vtex-customer-credit$/, replacement: `${src}/index.ts` },
  { find: /^vtex-customer-credit\/([a-z-]+)$/, replacement: `${src}/$1/index.ts` },
];

export default defineConfig({
  resolve: { alias },
  test: {
    passWithNoTests: true,
    // What hangs is found out all the same, and a busy machine is no failure.
    testTimeout: 30_000,
    // On two cores the usual one less would be a single worker.
    maxWorkers: '100%',
    coverage: { provider: 'v8', include: ['src/**/*.ts'], reportsDirectory: 'coverage' },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/**/*.long.test.ts'],
          benchmark: { include: ['test/**/*.bench.ts'] },
        },
      },
      {
        extends: true,
        test: {
          name: 'types',
          include: [],
          benchmark: { include: [] },
          typecheck: {
            enabled: true,
            only: true,
            checker: './node_modules/typescript/bin/tsc',
            include: ['test/**/*.test-d.ts'],
            tsconfig: './tsconfig.json',
          },
        },
      },
    ],
  },
});

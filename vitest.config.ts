import { defineConfig } from 'vitest/config';

/** A test that hangs ends; one on a slow machine does not fail. What is slow is told by the benches, never by a test. */
const PATIENCE = { testTimeout: 300_000, hookTimeout: 300_000, expect: { poll: { timeout: 60_000 } } };

const jsx = { jsx: { runtime: 'automatic', importSource: 'preact' } } as const;

export default defineConfig({
  oxc: jsx,
  test: {
    // The product is read once a worker instead of once a file, which was half of the time: its modules keep nothing that a test could meet.
    isolate: false,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{src,test,tools}/**/*.test.{ts,tsx}'],
          exclude: ['**/*.pg.test.{ts,tsx}', '**/node_modules/**'],
          ...PATIENCE,
        },
      },
      {
        extends: true,
        test: {
          name: 'pg',
          include: ['{src,test,tools}/**/*.pg.test.{ts,tsx}'],
          globalSetup: ['test/support/global-setup.ts'],
          ...PATIENCE,
          // On two cores vitest would take one, while half of each file's time is PostgreSQL's.
          maxWorkers: 2,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.e2e.ts'],
          globalSetup: ['test/support/global-setup.ts', 'test/e2e/support/serve.ts'],
          ...PATIENCE,
          maxWorkers: 2,
        },
      },
    ],
  },
});

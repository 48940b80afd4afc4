import { defineConfig } from 'vitest/config';

const jsx = { jsx: { runtime: 'automatic', importSource: 'preact' } } as const;

export default defineConfig({
  oxc: jsx,
  test: {
    projects: [
      {
        extends: true,
        test: { name: 'unit', include: ['{src,test,tools}/**/*.test.{ts,tsx}'], exclude: ['**/*.pg.test.{ts,tsx}', '**/node_modules/**'] },
      },
      {
        extends: true,
        test: {
          name: 'pg',
          include: ['{src,test,tools}/**/*.pg.test.{ts,tsx}'],
          globalSetup: ['test/support/global-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.e2e.ts'],
          globalSetup: ['test/support/global-setup.ts', 'test/e2e/support/serve.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          maxWorkers: 2,
        },
      },
    ],
  },
});

import { defineConfig } from 'vitest/config';

/** Slow machines take longer, and nothing else: see the set-up file. */
const patient = { setupFiles: ['test/set-up.ts'], testTimeout: 60_000, hookTimeout: 60_000 };

/** One browser at a time, one file after the other: the machines that run this have few cores. */
const endToEnd = (name: 'chromium' | 'firefox') => ({
  test: {
    allowOnly: false,
    name: `e2e-${name}`,
    include: ['test/e2e/*.test.ts'],
    env: { SEALCHECK_BROWSER: name },
    fileParallelism: false,
    // A real browser on a busy machine loses a click now and then; what is wrong stays wrong the second time.
    retry: 1,
    testTimeout: 120_000,
    hookTimeout: 300_000,
    // The browsers' start and end must not be cut off.
    teardownTimeout: 60_000,
  },
});

export default defineConfig({
  test: {
    projects: [
      {
        oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
        test: {
          ...patient,
          name: 'unit',
          include: [
            'src/**/*.test.{ts,tsx}',
            'test/{lab,ui,fixtures,e2e/support}/**/*.test.{ts,tsx}',
          ],
          exclude: ['**/node_modules/**'],
        },
      },
      { test: { ...patient, name: 'corpus', include: ['test/corpus/**/*.test.ts'] } },
      { test: { ...patient, name: 'build', include: ['test/build/**/*.test.ts'] } },
      endToEnd('chromium'),
      endToEnd('firefox'),
    ],
  },
});

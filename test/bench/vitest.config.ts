import { defineConfig } from 'vitest/config';

/** Measurements in browsers: `npx vitest run --config test/bench/vitest.config.ts`. They print, and check nothing. */
export default defineConfig({
  test: {
    include: ['test/bench/*.check.ts'],
    fileParallelism: false,
    testTimeout: 300_000,
    hookTimeout: 180_000,
  },
});

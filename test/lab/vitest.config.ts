import { defineConfig } from 'vitest/config';

/** The lab's own check, in a browser without any extension: `npx vitest run --config test/lab/vitest.config.ts`. */
export default defineConfig({
  test: {
    name: 'lab',
    root: import.meta.dirname,
    include: ['**/*.check.ts'],
    exclude: ['**/node_modules/**'],
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});

import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Starts nothing until a test asks for a database.
    globalSetup: ['test/support/postgres-setup.ts'],
    // For two cores: the end-to-end tests wait for other processes a good part of their time.
    maxWorkers: 3,
    // A net for what hangs, wide enough for a busy machine; no test measures time.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});

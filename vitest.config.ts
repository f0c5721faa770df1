import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Two cores: two workers keep the end-to-end tests from starving each other.
    maxWorkers: 2,
    testTimeout: 20_000,
  },
});

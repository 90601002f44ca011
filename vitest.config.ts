import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Enough for a slow machine: a test that hangs is what this is for, not one that takes its time.
    testTimeout: 30_000,
    // The default leaves one core idle, which is half of a small machine.
    maxWorkers: '100%',
    coverage: { provider: 'v8', include: ['src/**'], reporter: ['text-summary', 'html'] },
  },
});

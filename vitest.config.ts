import { availableParallelism, totalmem } from 'node:os';
import { defineConfig } from 'vitest/config';

/** A test that hangs is what these are for, not one that takes its time on a machine that is busy with other things. */
const PATIENCE_MS = 300_000;
/** What a worker takes with the engine that it runs, and the servers and interpreters that it starts. */
const WORKER_BYTES = 1.5 * 2 ** 30;

/** A container may have less memory than the machine. */
const memory = Math.min(totalmem(), process.constrainedMemory() || Infinity);

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: PATIENCE_MS,
    hookTimeout: PATIENCE_MS,
    reporters: ['default', './test/skip-table.ts'],
    // All cores, where the default leaves one idle, which is half of a small machine; fewer where memory is short.
    maxWorkers: Math.max(1, Math.min(availableParallelism(), Math.floor(memory / WORKER_BYTES))),
    coverage: { provider: 'v8', include: ['src/**'], reporter: ['text-summary', 'html'] },
  },
});

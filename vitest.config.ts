import { globSync, readFileSync } from 'node:fs';
import { availableParallelism, totalmem } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/** A test that hangs is what these are for, not one that takes its time on a machine that is busy with other things. */
const PATIENCE_MS = 300_000;
/** What a worker takes with the engine that it runs, and the servers and interpreters that it starts. */
const WORKER_BYTES = 1.5 * 2 ** 30;

/** A container may have less memory than the machine. */
const memory = Math.min(totalmem(), process.constrainedMemory() || Infinity);

const ALL = 'test/**/*.test.ts';
const SLOW = 'test/**/*.slow.test.ts';
/** These change modules, also for who imports them next: each has a process of its own. */
const MOCKING = globSync(ALL, { cwd: import.meta.dirname }).filter((path) =>
  /\bvi\.(mock|doMock|resetModules)\(/.test(readFileSync(`${import.meta.dirname}/${path}`, 'utf8')),
);

export default defineConfig({
  test: {
    projects: [
      // To import the application takes longer than most tests: files share processes in which it is imported already.
      { extends: true, test: { name: 'quick', include: [ALL], exclude: [SLOW, ...MOCKING], isolate: false } },
      { extends: true, test: { name: 'alone', include: [SLOW, ...MOCKING] } },
    ],
    // Servers and commands that tests start need not read the same TypeScript anew each time.
    env: { NODE_COMPILE_CACHE: join(import.meta.dirname, 'node_modules/.cache/compiled') },
    setupFiles: ['test/shared-apps.ts'],
    testTimeout: PATIENCE_MS,
    hookTimeout: PATIENCE_MS,
    reporters: ['default', './test/skip-table.ts'],
    // One more than there are cores, since tests wait for sockets and processes; fewer where memory is short.
    maxWorkers: Math.max(1, Math.min(availableParallelism() + 1, Math.floor(memory / WORKER_BYTES))),
    coverage: { provider: 'v8', include: ['src/**'], reporter: ['text-summary', 'html'] },
  },
});

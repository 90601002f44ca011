import { expect, test, vi } from 'vitest';
import { SEEKS } from '../../src/workers/messages.ts';
import { Worker } from '../../src/workers/worker.ts';

test('a worker has surveys looked for only where there is more to look in than the data directory', () => {
  const worker = new Worker();
  expect(worker.seek).toBeNull();
  vi.stubEnv(SEEKS, '1');
  expect(worker.seek).toBeTypeOf('function');
  vi.unstubAllEnvs();
});

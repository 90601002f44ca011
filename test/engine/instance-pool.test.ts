import { expect, test, vi } from 'vitest';
import { InstancePool } from '../../src/engine/instance-pool.ts';
import { openLocked } from '../../src/engine/locked-instance.ts';
import { temporaryFolder } from '../helper.ts';
import { writeParquet } from './registry.ts';

vi.mock('../../src/engine/locked-instance.ts', { spy: true });

const one = { q: 1, odd: 'a', h: 1, k: 'n', c: 1, w: 1, x: 1, r1: 1, r2: 1 };

test('of files that nobody uses, the ones used last stay open', async () => {
  const [a, b, c] = await Promise.all(
    ['a', 'b', 'c'].map(async () => writeParquet(await temporaryFolder(), [one])),
  );
  const pool = new InstancePool({ memoryMegabytes: 64, threads: 1 }, 2);
  const use = (path = '') =>
    pool.use(path, async (connection) =>
      (await connection.runAndReadAll('SELECT q FROM responses')).getRows(),
    );
  const opened = () => vi.mocked(openLocked).mock.calls.map(([path]) => path);
  for (const path of [a, b, c]) expect(await use(path)).toEqual([[1]]);
  expect(pool.size).toBe(2);
  // The second and the third are open still, the first is not.
  for (const path of [b, c]) await use(path);
  expect(opened()).toEqual([a, b, c]);
  await use(a);
  expect(opened()).toEqual([a, b, c, a]);
  // The third was used after the second.
  await use(c);
  expect(opened()).toEqual([a, b, c, a]);
  await use(b);
  expect(opened()).toEqual([a, b, c, a, b]);
  await pool.close();
  expect(pool.size).toBe(0);
});

test('each connection has what an instance was opened with: SET tells one connection alone', async () => {
  const pool = new InstancePool({ memoryMegabytes: 64, threads: 1 }, 1);
  const path = await writeParquet(await temporaryFolder(), [one]);
  const settings = (): Promise<unknown[][]> =>
    pool.use(path, async (connection) =>
      (
        await connection.runAndReadAll(
          `SELECT ${['perfect_ht_threshold', 'parquet_metadata_cache', 'lock_configuration'].map((name) => `current_setting('${name}')`).join()}`,
        )
      ).getRows(),
    );
  expect(await settings()).toEqual([[18n, true, true]]);
  expect(await settings()).toEqual([[18n, true, true]]);
  await pool.close();
});

import { expect, test } from 'vitest';
import { Engines } from '../../src/engine/engines.ts';
import { temporaryFolder } from '../helper.ts';
import { writeParquet } from './registry.ts';

test('tallies column by column are those of rows, however many chunks they come in', async () => {
  const rows = Array.from({ length: 2200 }, (_, i) => ({
    q: i,
    odd: 'a',
    h: 1,
    k: 'n',
    c: 1,
    x: 1,
    r1: 1,
    r2: 1,
    w: 1 + (i % 97),
  }));
  const limits = { memoryMegabytes: 200, threads: 2, timeoutMs: 60_000, maximumCells: 10_000 };
  const engines = new Engines({ ...limits, concurrency: 1, queue: 10, cacheRows: 0 });
  const engine = await engines.open(await writeParquet(await temporaryFolder(), rows), 'made');
  const query = {
    by: [{ column: 'q' }],
    filters: [],
    strata: [],
    cluster: null,
    numeric: null,
    replicates: [],
    weight: 'w',
  };
  const { codes, w } = await engine.codedTallies(query);
  const [{ values, at } = { values: [], at: new Int32Array() }] = codes;
  const found = new Map(Array.from(at, (place, row) => [values[place], w[row]]));
  expect(found).toEqual(new Map(rows.map((row) => [row.q, row.w])));
  await engines.close();
});

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ClusterEngines } from '../../src/engine/clickhouse/cluster-engines.ts';
import { clusterSettings } from '../../src/engine/clickhouse/cluster-settings.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { findClickHouse, needs } from '../components.ts';
import { openDuckDb, OPTIONS, query } from '../engine/registry.ts';
import { runs } from '../runs.ts';
import { startCluster, TRIED_AGAIN, type Cluster } from './cluster.ts';
import { loadFile } from './loaded-engine.ts';
import { by, madeSelect, QUERIES, SPREAD } from './made-rows.ts';

const server = findClickHouse();
const ROWS = runs(20_000, 200_000);

describe('the same bits from a cluster as from DuckDB', { ...needs(server), ...TRIED_AGAIN }, () => {
  let cluster: Cluster;
  let folder: string;
  let engines: readonly [Engine, Engine];
  beforeAll(async () => {
    cluster = await startCluster(server.command, { shards: 2, replicas: 2 });
    folder = await mkdtemp(join(tmpdir(), 'topline-bits-'));
    const path = join(folder, 'responses.parquet');
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    await connection.run(`COPY (${madeSelect(ROWS)}) TO '${path}' (FORMAT parquet)`);
    connection.closeSync();
    instance.closeSync();
    const options = { ...OPTIONS, maximumCells: 20_000, maximumTallyRows: 500_000 };
    const settings = clusterSettings({ url: cluster.urls });
    const sha256 = await loadFile(settings, path, SPREAD);
    engines = [await openDuckDb(path, options), await new ClusterEngines(settings, options).open(sha256)];
  });
  afterAll(async () => {
    await Promise.all(engines.map((engine) => engine.close()));
    await cluster.stop();
    await rm(folder, { recursive: true, force: true });
  });
  beforeEach(() => cluster.revive());

  test.each(Object.entries(QUERIES))('%s', async (_, asked) => {
    const [ours, theirs] = await Promise.all(engines.map((engine) => engine.tally(query(asked))));
    expect(ours?.length).toBeGreaterThan(0);
    expect(theirs).toStrictEqual(ours);
  });

  test('combinations, rank and counts', async () => {
    const [duckdb, clickhouse] = engines;
    const axes = [...by('q', 't', 'half'), { column: 'age', cuts: [30, 50] }];
    expect(await clickhouse.patterns(axes, 1e7)).toStrictEqual(await duckdb.patterns(axes, 1e7));
    const numbers = ['q', 'h', 'w4', 'x2', 'age', 'r1', 'r2'];
    expect(await clickhouse.rank([...numbers, 'key'])).toBe(await duckdb.rank([...numbers, 'key']));
    const conditions = ['t', 'h', 'x', 'x2', 'far'].flatMap((column) => [
      { is: 'missing', column } as const,
      { is: 'not-finite', column } as const,
      { is: 'negative', column } as const,
      { is: 'positive', column } as const,
      { is: 'other', column, codes: ['', 'é', -5, 0, 0.5] } as const,
    ]);
    expect(await clickhouse.countRows(conditions)).toEqual(await duckdb.countRows(conditions));
  });
});

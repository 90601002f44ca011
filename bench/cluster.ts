import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { DuckDBInstance } from '@duckdb/node-api';
import { ClusterEngines } from '../src/engine/clickhouse/cluster-engines.ts';
import { clusterSettings } from '../src/engine/clickhouse/cluster-settings.ts';
import type { Engine, TallyQuery } from '../src/engine/engine.ts';
import { Engines } from '../src/engine/engines.ts';
import { startCluster, type Cluster } from '../test/clickhouse/cluster.ts';
import { loadFile } from '../test/clickhouse/loaded-engine.ts';
import { madeSelect, QUERIES, SPREAD } from '../test/clickhouse/made-rows.ts';
import { findClickHouse } from '../test/components.ts';
import { query } from '../test/engine/registry.ts';
import { median, seconds } from './measure.ts';
import { ownProcessorSeconds, processorSeconds } from './processor-seconds.ts';
import { tellRatio } from './ratios.ts';

/**
 * A cluster of ClickHouse, two shards on this machine, beside DuckDB in this process: what the same tallies of the same
 * records cost both (seconds of CPU, by turns), whether one bit of them differs, and what it takes to load them.
 */
const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '1,10' },
    rounds: { type: 'string', default: '3' },
    shards: { type: 'string', default: '2' },
  },
});
const ROUNDS = Number(values.rounds);
const OPTIONS = {
  memoryMegabytes: 4000,
  timeoutMs: 600_000,
  maximumCells: 20_000,
  concurrency: 1,
  queue: 20,
  cacheRows: 0,
};
const MEGABYTE = 1e6;

const clusterCpu = ({ nodes }: Cluster): number =>
  nodes.reduce((sum, { pid }) => sum + (pid === null ? 0 : processorSeconds(pid)), 0);

interface Cost {
  /** Seconds of CPU in this process, and in those of the cluster. */
  readonly own: number;
  readonly servers: number;
  readonly wall: number;
}

async function cost(cluster: Cluster, work: () => Promise<unknown>): Promise<Cost> {
  const [own, servers] = [ownProcessorSeconds(), clusterCpu(cluster)];
  const wall = await seconds(work);
  return { own: ownProcessorSeconds() - own, servers: clusterCpu(cluster) - servers, wall };
}
const middle = (costs: readonly Cost[]): Cost => ({
  own: median(costs.map(({ own }) => own)),
  servers: median(costs.map(({ servers }) => servers)),
  wall: median(costs.map(({ wall }) => wall)),
});

async function makeFile(path: string, rows: number): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:', { memory_limit: '4GB' });
  const connection = await instance.connect();
  await connection.run(`COPY (${madeSelect(rows)}) TO '${path}' (FORMAT parquet, COMPRESSION zstd)`);
  connection.closeSync();
  instance.closeSync();
}

/** Bytes of the tables of Topline on all servers, replicas not counted twice as there are none. */
async function storedBytes({ nodes }: Cluster): Promise<number> {
  const sql = "SELECT sum(bytes_on_disk) FROM system.parts WHERE active AND database = 'topline'";
  const sums = await Promise.all(
    nodes.map(async ({ url }) => Number(await (await fetch(url, { method: 'POST', body: sql })).text())),
  );
  return sums.reduce((sum, bytes) => sum + bytes, 0);
}

/** Asks both the same, by turns. @returns rows that differ, of how many, and what it cost each */
async function compare(cluster: Cluster, duckdb: Engine, clickhouse: Engine, asked: TallyQuery) {
  const [ours, theirs] = [await duckdb.tally(asked), await clickhouse.tally(asked)];
  const differ = ours.filter((row, i) => !isDeepStrictEqual(row, theirs[i])).length;
  const costs: { readonly duckdb: Cost[]; readonly clickhouse: Cost[] } = { duckdb: [], clickhouse: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    costs.duckdb.push(await cost(cluster, () => duckdb.tally(asked)));
    costs.clickhouse.push(await cost(cluster, () => clickhouse.tally(asked)));
  }
  return {
    rows: ours.length,
    differ: differ + Math.abs(ours.length - theirs.length),
    duckdb: middle(costs.duckdb),
    clickhouse: middle(costs.clickhouse),
  };
}

const python = findClickHouse();
if (python.missing !== null) throw new Error(python.missing);
const folder = mkdtempSync(join(tmpdir(), 'topline-bench-'));
try {
  for (const millions of values.rows.split(',').map(Number)) {
    const path = join(folder, 'responses.parquet');
    await makeFile(path, millions * 1e6);
    const cluster = await startCluster(python.command, { shards: Number(values.shards) });
    const settings = clusterSettings({ url: cluster.urls });
    const engines = new Engines({ ...OPTIONS, threads: Number(values.shards) });
    const remote = new ClusterEngines(settings, OPTIONS);
    try {
      let sha256 = '';
      const load = await cost(cluster, async () => (sha256 = await loadFile(settings, path, SPREAD)));
      const [duckdb, clickhouse] = [await engines.open(path, 'bench'), await remote.open(sha256)];
      console.log(
        `\n${millions} million records of 17 columns: ${Math.round(statSync(path).size / MEGABYTE)} MB of Parquet, ` +
          `${Math.round((await storedBytes(cluster)) / MEGABYTE)} MB in ${values.shards} shards; loaded and verified in ${load.wall.toFixed(0)} s, ` +
          `CPU ${load.own.toFixed(0)} s here and ${load.servers.toFixed(0)} s there; medians of ${ROUNDS} rounds`,
      );
      console.log(
        'tally\trows\tdiffer\tDuckDB CPU s, wall s\tClickHouse CPU s of its servers, of its client, wall s',
      );
      const ratios: number[] = [];
      let wrong = 0;
      for (const [name, asked] of Object.entries(QUERIES)) {
        const found = await compare(cluster, duckdb, clickhouse, query(asked));
        wrong += found.differ;
        const { own, servers, wall } = found.clickhouse;
        ratios.push((own + servers) / found.duckdb.own);
        console.log(
          [
            name,
            found.rows,
            found.differ,
            `${found.duckdb.own.toFixed(3)}, ${found.duckdb.wall.toFixed(3)}`,
            `${servers.toFixed(3)}, ${own.toFixed(3)}, ${wall.toFixed(3)}`,
          ].join('\t'),
        );
      }
      console.log(`rows of tallies that differ in a bit: ${wrong}`);
      if (wrong > 0) process.exitCode = 1;
      tellRatio(
        `CPU of ${Object.keys(QUERIES).length} tallies, ${millions} M records, ClickHouse in ${values.shards} shards : DuckDB`,
        median(ratios),
        'less',
      );
      await Promise.all([duckdb.close(), clickhouse.close()]);
    } finally {
      await remote.close();
      await engines.close();
      await cluster.stop();
    }
  }
} finally {
  rmSync(folder, { recursive: true });
}

import { availableParallelism } from 'node:os';
import { DuckDBInstance } from '@duckdb/node-api';
import { Engines } from '../src/engine/engines.ts';
import type { TallyQuery } from '../src/engine/engine.ts';
import { ITEMS } from './made-records.ts';
import { loop, readColumns } from './typed-arrays.ts';

/** Seconds of one contender, or the middle of several runs. */
export interface Figures {
  readonly rows: number;
  readonly openAndFirst: number;
  readonly seconds: Readonly<Record<string, number>>;
  readonly cachedMicroseconds: number;
  readonly peakMegabytes: number;
}

const MEMORY_MEGABYTES = 1000;
const threads = availableParallelism();

const ask = (item: number, weight: string): TallyQuery => ({
  by: [{ column: `q${item}` }, { column: 'audience' }, { column: 'wave' }],
  filters: [],
  weight,
  strata: [],
  cluster: null,
  numeric: null,
  replicates: [],
});

function median(list: readonly number[]): number {
  return list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0;
}

async function seconds(work: () => unknown): Promise<number> {
  const before = performance.now();
  await work();
  return (performance.now() - before) / 1000;
}

/** Measures one file in this process: the engine alone first, whose memory it is, then all contenders by turns. */
async function measure(path: string, rows: number, rounds: number): Promise<Figures> {
  const options = { memoryMegabytes: MEMORY_MEGABYTES, threads, timeoutMs: 600_000, maximumCells: 10_000 };
  const engines = new Engines({ ...options, concurrency: 1, queue: 100, cacheRows: 0 });
  let engine = await engines.open(path, 'bench');
  await engine.close();
  const openAndFirst = await seconds(async () => {
    engine = await engines.open(path, 'bench');
    await engine.tally(ask(3, 'w'));
  });
  // Each column is looked at once, as in a server that has run for a while.
  const round = async (weight: string): Promise<void> => {
    for (let item = 0; item < ITEMS; item += 1) await engine.tally(ask(item, weight));
  };
  const allItems = [await seconds(() => round('w')), await seconds(() => round('w'))];
  await round('raked');
  const peakMegabytes = process.resourceUsage().maxRSS / 1024;

  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: `${MEMORY_MEGABYTES}MB`,
    threads: String(threads),
  });
  const connection = await instance.connect();
  await connection.run(`CREATE VIEW responses AS FROM read_parquet('${path}')`);
  const sql = (weight: string): string =>
    `SELECT q3, audience, wave, count(*), sum(${weight}), sum(${weight} * ${weight}) FROM responses GROUP BY ALL`;
  const columns = await readColumns(path, rows, 'w');
  const bare = async (weight: string): Promise<unknown> =>
    (await connection.runAndReadAll(sql(weight))).getRowObjects();
  const contenders: Record<string, () => unknown> = {
    'engine, decimal weight': () => engine.tally(ask(3, 'w')),
    'bare SQL, decimal weight': () => bare('w'),
    'bare SQL, the same as DOUBLE': () => bare('CAST(w AS DOUBLE)'),
    'engine, DOUBLE weight': () => engine.tally(ask(3, 'raked')),
    'bare SQL, DOUBLE weight': () => bare('raked'),
    'loop over typed arrays': () => loop(columns),
  };
  const runs: Record<string, number[]> = {};
  for (let i = 0; i < rounds; i += 1)
    for (const [name, work] of Object.entries(contenders)) (runs[name] ??= []).push(await seconds(work));
  connection.closeSync();
  instance.closeSync();

  const caching = new Engines({ ...options, concurrency: 1, queue: 100, cacheRows: 100_000 });
  const cached = await caching.open(path, 'bench');
  await cached.tally(ask(3, 'w'));
  const TIMES = 20_000;
  const many = await seconds(async () => {
    for (let i = 0; i < TIMES; i += 1) await cached.tally(ask(3, 'w'));
  });
  await caching.close();
  await engines.close();
  return {
    rows,
    openAndFirst,
    seconds: {
      ...Object.fromEntries(Object.entries(runs).map(([name, list]) => [name, median(list)])),
      'engine, all twenty items': allItems[1] ?? NaN,
    },
    cachedMicroseconds: (many / TIMES) * 1e6,
    peakMegabytes,
  };
}

const [path = '', rows, rounds] = process.argv.slice(2);
console.log(JSON.stringify(await measure(path, Number(rows), Number(rounds))));

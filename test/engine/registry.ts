import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DOUBLE, DuckDBInstance, SQLNULL, VARCHAR } from '@duckdb/node-api';
import { Engines, type EngineOptions } from '../../src/engine/engines.ts';
import type { Code, Engine, TallyQuery } from '../../src/engine/engine.ts';
import { DelegatingEngine } from '../../src/engine/delegating-engine.ts';
import { MemoryEngine, type ResponseRecord } from '../../src/engine/memory.ts';
import { writeResponsesParquet } from '../../src/engine/parquet-layout.ts';
import type { Limits } from '../../src/engine/check-tally-query.ts';

/** A record of the tests: an answer, one whose name is odd, two strata, a cluster, weight, number, replicate weights. */
export interface TestRecord {
  readonly q: number | null;
  readonly odd: string | null;
  readonly h: number;
  readonly k: string | null;
  readonly c: number;
  readonly w: number | null;
  readonly x: number | null;
  readonly r1: number | null;
  readonly r2: number | null;
  readonly key?: number | null;
}
export const ODD = 'an "odd" name';

const COLUMNS = [
  ['q', 'INTEGER'],
  [ODD, 'VARCHAR'],
  ['h', 'INTEGER'],
  ['k', 'VARCHAR'],
  ['c', 'INTEGER'],
  ['w', 'DOUBLE'],
  ['x', 'DOUBLE'],
  ['r1', 'DOUBLE'],
  ['r2', 'DOUBLE'],
  ['key', 'UINTEGER'],
] as const;

const named = ({ odd, ...rest }: TestRecord): ResponseRecord => ({ ...rest, [ODD]: odd });

export const OPTIONS: EngineOptions = {
  memoryMegabytes: 512,
  threads: 2,
  timeoutMs: 120_000,
  maximumCells: 1000,
  maximumTallyRows: 200,
  concurrency: 2,
  queue: 20,
  cacheRows: 0,
};
const LIMITS: Limits = { maximumCells: 1000, maximumTallyRows: 200 };

/** Writes records as they are, or in the layout of an import. */
export async function writeParquet(
  folder: string,
  records: readonly TestRecord[],
  laidOut = false,
): Promise<string> {
  const path = join(folder, "re'sponses.parquet");
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  const declared = COLUMNS.map(([name, type]) => `"${name.replaceAll('"', '""')}" ${type}`);
  await connection.run(`CREATE TABLE r (${declared.join(', ')})`);
  const values: (Code | null)[] = [];
  const rows = records.map((record) => {
    const one = named(record);
    return `(${COLUMNS.map(([name, type]) => `$${values.push(one[name] ?? null)}::${type}`).join(', ')})`;
  });
  // The client takes whole numbers for integers, of which none is −0.
  const types = values.map((value) =>
    value === null ? SQLNULL : typeof value === 'number' ? DOUBLE : VARCHAR,
  );
  await connection.run(`INSERT INTO r VALUES ${rows.join(', ')}`, values, types);
  if (laidOut)
    await writeResponsesParquet(connection, 'r', path, { orderBy: 'h', weights: ['w', 'r1', 'r2'] });
  else await connection.run(`COPY r TO '${path.replaceAll("'", "''")}' (FORMAT parquet)`);
  connection.closeSync();
  instance.closeSync();
  return path;
}

/** An engine that is closed in another way. */
class EndingEngine extends DelegatingEngine {
  readonly columns: Engine['columns'];
  readonly close: () => Promise<void>;
  readonly #engine: Engine;

  constructor(engine: Engine, close: () => Promise<void>) {
    super();
    this.#engine = engine;
    this.columns = engine.columns;
    this.close = close;
  }

  protected use<T>(work: (engine: Engine) => Promise<T>): Promise<T> {
    return work(this.#engine);
  }
}

/** An engine with what was opened for it alone, which ends with it. */
export const endingWith = (engine: Engine, close: () => Promise<void>): Engine =>
  new EndingEngine(engine, close);

export async function openDuckDb(path: string, options: Partial<EngineOptions> = {}): Promise<Engine> {
  const engines = new Engines({ ...OPTIONS, ...options });
  return endingWith(await engines.open(path, path), () => engines.close());
}

/** DuckDB over a file that is gone when the engine is closed. */
async function overFile(
  records: readonly TestRecord[],
  { laidOut = false, ...options }: Partial<EngineOptions> & { readonly laidOut?: boolean },
): Promise<Engine> {
  const folder = await mkdtemp(join(tmpdir(), 'topline-'));
  const engine = await openDuckDb(await writeParquet(folder, records, laidOut), options);
  return endingWith(engine, async () => {
    await engine.close();
    await rm(folder, { recursive: true });
  });
}

/** An engine that must pass the contract. */
export interface TestEngine {
  readonly name: string;
  readonly open: (records: readonly TestRecord[]) => Promise<Engine>;
}

/** Every engine within this process registers here. */
export const ENGINES: readonly TestEngine[] = [
  {
    name: 'memory',
    open: (records) =>
      Promise.resolve(
        new MemoryEngine(
          records.map((record) => named(record)),
          LIMITS,
        ),
      ),
  },
  { name: 'duckdb', open: (records) => overFile(records, { heldValues: 0 }) },
  { name: 'duckdb, laid out', open: (records) => overFile(records, { laidOut: true, heldValues: 0 }) },
  { name: 'duckdb, held', open: (records) => overFile(records, {}) },
];

export const query = (changes: Partial<TallyQuery>): TallyQuery => ({
  by: [],
  filters: [],
  weight: null,
  strata: [],
  cluster: null,
  numeric: null,
  replicates: [],
  ...changes,
});

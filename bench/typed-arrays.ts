import { DuckDBInstance } from '@duckdb/node-api';
import { AUDIENCES, OPTIONS, WAVES } from './made-records.ts';

/** Records as columns in memory; 0 is missing. */
export interface Columns {
  readonly item: Int8Array;
  readonly audience: Int8Array;
  readonly wave: Int8Array;
  readonly weight: Float64Array;
}

/** Reads four columns into typed arrays, chunk by chunk. */
export async function readColumns(path: string, rows: number, weight: string): Promise<Columns> {
  const columns = {
    item: new Int8Array(rows),
    audience: new Int8Array(rows),
    wave: new Int8Array(rows),
    weight: new Float64Array(rows),
  };
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const result = await connection.stream(
    `SELECT coalesce(q3, 0)::TINYINT, audience::TINYINT, wave::TINYINT, ${weight}::DOUBLE FROM read_parquet('${path}')`,
  );
  let at = 0;
  for (let chunk = await result.fetchChunk(); chunk?.rowCount; chunk = await result.fetchChunk()) {
    for (const [i, column] of Object.values(columns).entries()) {
      const vector = chunk.getColumnVector(i);
      for (let row = 0; row < chunk.rowCount; row += 1) column[at + row] = Number(vector.getItem(row));
    }
    at += chunk.rowCount;
  }
  if (at !== rows) throw new Error(`${at} rows instead of ${rows}`);
  connection.closeSync();
  instance.closeSync();
  return columns;
}

/** The loop that one would write by hand: n, Σw and Σw² of each cell. Gives Σw over all. */
export function loop({ item, audience, wave, weight }: Columns): number {
  const cells = (OPTIONS + 1) * (AUDIENCES + 1) * (WAVES + 1);
  const n = new Float64Array(cells);
  const w = new Float64Array(cells);
  const w2 = new Float64Array(cells);
  for (let i = 0; i < item.length; i += 1) {
    const cell = ((item[i] ?? 0) * (AUDIENCES + 1) + (audience[i] ?? 0)) * (WAVES + 1) + (wave[i] ?? 0);
    const one = weight[i] ?? 0;
    n[cell] = (n[cell] ?? 0) + 1;
    w[cell] = (w[cell] ?? 0) + one;
    w2[cell] = (w2[cell] ?? 0) + one * one;
  }
  return w.reduce((sum, value) => sum + value, 0);
}

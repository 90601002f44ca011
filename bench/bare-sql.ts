import { DuckDBInstance } from '@duckdb/node-api';

/** DuckDB alone on a file of records. */
export interface BareSql {
  /** All rows of a statement over the view `responses`, in the order of its columns. */
  rows(sql: string): Promise<unknown[][]>;
  /** The same as DuckDB holds them, nothing made of them: how many rows there are. */
  chunks(sql: string): Promise<number>;
  close(): void;
}

/** Opens DuckDB in this process as one would without a server: the file as a view, so many threads, and nothing else set. */
export async function openBareSql(path: string, threads: number): Promise<BareSql> {
  const instance = await DuckDBInstance.create(':memory:', { threads: String(threads) });
  const connection = await instance.connect();
  await connection.run(`CREATE VIEW responses AS FROM read_parquet('${path}')`);
  return {
    rows: async (sql) => (await connection.runAndReadAll(sql)).getRows(),
    chunks: async (sql) => {
      const chunks = await (await connection.run(sql)).fetchAllChunks();
      return chunks.reduce((sum, { rowCount }) => sum + rowCount, 0);
    },
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

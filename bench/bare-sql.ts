import { DuckDBInstance } from '@duckdb/node-api';

/** DuckDB alone on a file of records. */
export interface BareSql {
  /** All rows of a statement over the view `responses`, in the order of its columns. */
  rows(sql: string): Promise<unknown[][]>;
  close(): void;
}

/** Opens DuckDB in this process as one would without a server: the file as a view, so many threads, and nothing else set. */
export async function openBareSql(path: string, threads: number): Promise<BareSql> {
  const instance = await DuckDBInstance.create(':memory:', { threads: String(threads) });
  const connection = await instance.connect();
  await connection.run(`CREATE VIEW responses AS FROM read_parquet('${path}')`);
  return {
    rows: async (sql) => (await connection.runAndReadAll(sql)).getRows(),
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

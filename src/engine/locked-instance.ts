import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';

/**
 * Opens a DuckDB that sees one Parquet file, as the view `responses`, and nothing else: no other path, no network, no
 * extension, and no statement can change that.
 *
 * @throws if the file cannot be read
 */
export async function openLocked(
  path: string,
  { memory, threads }: { readonly memory: string; readonly threads: number },
): Promise<{ instance: DuckDBInstance; connection: DuckDBConnection }> {
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: memory,
    threads: String(threads),
    autoload_known_extensions: 'false',
    autoinstall_known_extensions: 'false',
  });
  const connection = await instance.connect();
  // Neither SET nor a view takes parameters; the path is the repository's own, never a client's.
  const literal = `'${path.replaceAll("'", "''")}'`;
  await connection.run(`SET allowed_paths = [${literal}]`);
  await connection.run('SET enable_external_access = false');
  await connection.run(`CREATE VIEW responses AS SELECT * FROM read_parquet(${literal})`);
  await connection.run('SET lock_configuration = true');
  return { instance, connection };
}

import { access, constants } from 'node:fs/promises';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { literal } from './quote.ts';
import { recordsSelect } from './records-select.ts';

/** What an instance may take of the machine. */
export interface InstanceLimits {
  /** Memory of its queries, in MB of a million bytes. */
  readonly memoryMegabytes: number;
  /** Threads of one query. */
  readonly threads: number;
  /** Whether rows are given in the order in which they stand in the file; left out: in any. */
  readonly inOrder?: boolean;
  /** Values that a file may have to be held in memory as a whole; left out: some megabytes of codes. */
  readonly heldValues?: number;
}

const HELD_VALUES = 1_000_000;

/** Values that a file holds, as its metadata tell. */
async function valuesIn(connection: DuckDBConnection, file: string): Promise<number> {
  const found = await connection.runAndReadAll(
    `SELECT coalesce(sum(num_values), 0) FROM parquet_metadata(${file})`,
  );
  return Number(found.getRows()[0]?.[0]);
}

/**
 * What makes `responses`. A statement over a Parquet file of hundreds of columns costs more to begin than to run, so that the rows of a small
 * file are held; of one that cannot be read as a whole each statement says what it cannot read.
 */
async function makeResponses(connection: DuckDBConnection, path: string, heldValues: number): Promise<void> {
  const select = await recordsSelect(connection, path);
  if (heldValues > 0 && (await valuesIn(connection, literal(path))) <= heldValues) {
    try {
      await connection.run(`CREATE TABLE responses AS ${select}`);
      return;
    } catch {
      await connection.run('DROP TABLE IF EXISTS responses');
    }
  }
  await connection.run(`CREATE VIEW responses AS ${select}`);
}

/**
 * Opens a DuckDB that sees one Parquet file, as `responses`, and nothing else: no other path, no network, no
 * extension, no temporary file, and no statement can change that. Columns that hold neither codes nor numbers are not in
 * it.
 *
 * @throws Error if the file cannot be read
 */
export async function openLocked(
  path: string,
  { memoryMegabytes, threads, inOrder = false, heldValues = HELD_VALUES }: InstanceLimits,
): Promise<DuckDBInstance> {
  // DuckDB would say that it may not look for such a file.
  await access(path, constants.R_OK);
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: `${memoryMegabytes}MB`,
    threads: String(threads),
    temp_directory: '',
    preserve_insertion_order: String(inOrder),
    autoload_known_extensions: 'false',
    autoinstall_known_extensions: 'false',
    // Bits of the keys of groups that need no hashing: one question, audiences and two thousand clusters have 17, and take 1.6 times as
    // long with it. How many places that may be is for who writes a statement. It is said here, as SET says it to one connection alone.
    perfect_ht_threshold: '18',
  });
  try {
    const connection = await instance.connect();
    try {
      // Neither SET nor a view takes parameters; the path is the repository's own, never a client's.
      const file = literal(path);
      await connection.run(`SET allowed_paths = [${file}]`);
      await connection.run('SET enable_external_access = false');
      // An instance sees one state of its file: another one gets another instance. GLOBAL: of all connections.
      await connection.run('SET GLOBAL parquet_metadata_cache = true');
      // In its order a file is read as it is.
      await makeResponses(connection, path, inOrder ? 0 : heldValues);
      await connection.run('SET lock_configuration = true');
    } finally {
      connection.closeSync();
    }
    return instance;
  } catch (error) {
    instance.closeSync();
    throw error;
  }
}

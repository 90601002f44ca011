import { join } from 'node:path';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';

/** Tells how far a stage of the work is: from 0 to 1, or null where that is not known. */
export type Progress = (stage: string, fraction: number | null) => void;

/** A database for one command, in a file: what does not fit into memory goes to disk. */
export interface WorkDatabase {
  readonly connection: DuckDBConnection;
  /** Does work on the connection that can be called off. @throws as {@link run} does */
  watch<T>(work: () => Promise<T>, stage?: string): Promise<T>;
  /** Runs one statement. @throws if it fails, or if the work was called off */
  run(sql: string, stage?: string): Promise<void>;
  /** The rows of a query, as values of JavaScript. @throws as {@link run} does */
  rows(sql: string, stage?: string): Promise<JsonRow[]>;
  /** Closes the connection and the file; its folder is for the caller to remove. */
  close(): void;
}
type JsonRow = Record<string, unknown>;

/** Little on purpose: what does not fit spills to disk, beside the draft. */
const MEMORY = '400MB';

/**
 * Opens a database for the time of one command, in a folder that is the caller's to remove.
 *
 * @param signal calls the work off: the statement that runs is interrupted
 * @param progress told of the stage that the work is in
 * @throws the reason of the signal, if the work is called off already; Error if the folder cannot be written to
 */
export async function openWorkDatabase(
  folder: string,
  signal: AbortSignal,
  progress: Progress,
): Promise<WorkDatabase> {
  signal.throwIfAborted();
  const instance = await DuckDBInstance.create(join(folder, 'work.duckdb'), {
    memory_limit: MEMORY,
    threads: '2',
    temp_directory: join(folder, 'spill'),
    autoload_known_extensions: 'false',
    autoinstall_known_extensions: 'false',
  });
  const connection = await instance.connect();
  // Nobody opens the file again: what is in memory need not be written to it in the end.
  await connection.run('PRAGMA disable_checkpoint_on_shutdown');
  await connection.run('SET enable_progress_bar = true');
  await connection.run('SET enable_progress_bar_print = false');

  async function watch<T>(work: () => Promise<T>, stage?: string): Promise<T> {
    signal.throwIfAborted();
    const stop = (): void => connection.interrupt();
    signal.addEventListener('abort', stop);
    const timer = setInterval(() => {
      // A statement may begin after the interrupt was sent; it is sent again.
      if (signal.aborted) connection.interrupt();
      const { percentage } = connection.progress;
      if (stage !== undefined) progress(stage, percentage < 0 ? null : percentage / 100);
    }, 200);
    if (stage !== undefined) progress(stage, null);
    try {
      return await work();
    } catch (error) {
      signal.throwIfAborted();
      throw error;
    } finally {
      clearInterval(timer);
      signal.removeEventListener('abort', stop);
    }
  }

  return {
    connection,
    watch,
    run: (sql, stage) =>
      watch(async () => {
        await connection.run(sql);
      }, stage),
    rows: (sql, stage) =>
      watch(async () => (await connection.runAndReadAll(sql)).getRowObjectsJS() as JsonRow[], stage),
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

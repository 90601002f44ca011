import { createReadStream } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { literal } from '../quote.ts';
import { recordsSelect } from '../records-select.ts';
import type { Progress, WorkDatabase } from '../work-database.ts';
import { EngineNotLoadedError } from '../engine.ts';
import { ClusterFault } from './cluster-fault.ts';
import { Connection, serverFault, type ClusterSettings } from './connection.ts';
import { readLoadedShape } from './loaded-releases.ts';
import { LOADED_FORMAT, type LoadedShape } from './loaded-table.ts';
import { slimColumns, slimSelect } from './slim-columns.ts';
import { Tables } from './tables.ts';
import { readTopology, type Topology } from './topology.ts';
import { verifyLoad } from './verify-load.ts';

/** A release whose records are loaded. */
export interface LoadedRelease {
  readonly survey: string;
  readonly version: string;
  readonly sha256: string;
}

/** Its records. */
export interface RecordsToLoad extends LoadedRelease {
  /** A Parquet file. */
  readonly path: string;
  /** Columns whose rows belong on one server: those of strata, and of the clusters of the first stage. */
  readonly spread: readonly string[];
}

/** What became of a load. */
export interface LoadResult extends LoadedRelease {
  /** `loaded`: now; `there`: it was before, and is right. */
  readonly state: 'loaded' | 'there';
  /** Respondents. */
  readonly rows: number;
  /** Columns of the records. */
  readonly columns: number;
  /** Servers of the cluster whose addresses were named. */
  readonly servers: number;
}

interface Room {
  readonly connection: Connection;
  readonly topology: Topology;
  readonly tables: Tables;
}

/** What a load works with. */
export interface LoadWork {
  /** A database of its own, and a folder for what is temporary, which are the caller's to remove. */
  readonly database: WorkDatabase;
  readonly folder: string;
  readonly signal: AbortSignal;
  readonly progress: Progress;
}

/** Statements that look, not add up. */
const LOOK = { timeoutMs: 60_000, memoryMegabytes: 1000 };
/** Rows of a file, and groups of them in a file, that are sent at once. */
const ROWS_AT_ONCE = 122_880;
const GROUPS_AT_ONCE = 8;

/** Does work with a cluster. @throws ClusterFault if the cluster is not as it must be */
async function withCluster<T>(
  settings: ClusterSettings,
  cluster: string | null,
  work: (room: Room) => Promise<T>,
): Promise<T> {
  const connection = new Connection(settings);
  try {
    const topology = await readTopology(connection, cluster, LOOK);
    return await work({ connection, topology, tables: new Tables(connection, topology) });
  } finally {
    await connection.close();
  }
}

async function seeRecords(database: WorkDatabase, path: string): Promise<void> {
  await database.run(
    `CREATE OR REPLACE TEMP VIEW responses AS ${await recordsSelect(database.connection, path)}`,
  );
}

/** What the cluster says that it holds of a release; null: nothing that can be used. */
async function shapeOf({ connection }: Room, sha256: string): Promise<LoadedShape | null> {
  return readLoadedShape(connection, sha256, LOOK).catch((error: unknown) => {
    if (error instanceof EngineNotLoadedError) return null;
    throw error;
  });
}

/** Whether the cluster holds a release, and holds it right. */
async function isThere(room: Room, shape: LoadedShape | null, database: WorkDatabase): Promise<boolean> {
  if (shape === null) return false;
  try {
    await verifyLoad(room, shape, database);
    return true;
  } catch (error) {
    if (error instanceof ClusterFault) return false;
    throw error;
  }
}

/** Sends the files of a folder, one after the other. */
async function send(
  { connection, tables }: Room,
  table: string,
  files: readonly string[],
  { signal, progress }: LoadWork,
): Promise<void> {
  const [server] = connection.servers;
  if (!server) throw new ClusterFault('no server is named');
  for (const [i, file] of files.entries()) {
    signal.throwIfAborted();
    progress('loading', i / files.length);
    const stream = createReadStream(file);
    try {
      await server.client.insert({
        table: tables.name(table),
        values: stream,
        format: 'Parquet',
        abort_signal: signal,
        // Every server has its rows before the next file is sent.
        clickhouse_settings: { distributed_foreground_insert: 1, wait_end_of_query: 1 },
      });
    } catch (error) {
      signal.throwIfAborted();
      throw serverFault(server.url, error);
    } finally {
      stream.destroy();
    }
  }
}

/**
 * Loads the records of a release into a cluster. It is served from there only when every server holds what it must: the row that says so is
 * written last. Ended at any moment nothing is half there, and the next load drops what was left.
 *
 * @param cluster the name by which the servers know each other; null: the only one that there is
 * @throws ClusterFault with what the operator has to put right
 */
export async function loadRecords(
  settings: ClusterSettings,
  cluster: string | null,
  { survey, version, sha256, path, spread }: RecordsToLoad,
  work: LoadWork,
): Promise<LoadResult> {
  const { database, folder, signal } = work;
  await seeRecords(database, path);
  return withCluster(settings, cluster, async (room) => {
    const { connection, tables } = room;
    await tables.prepare();
    const before = await shapeOf(room, sha256);
    const result = (state: LoadResult['state'], { rows, columns }: LoadedShape): LoadResult => ({
      survey,
      version,
      sha256,
      state,
      rows,
      columns: columns.length,
      servers: connection.servers.length,
    });
    if (before !== null && (await isThere(room, before, database))) {
      await tables.drop(sha256, before.table);
      return result('there', before);
    }
    // What is not right must not be served while it is loaded anew.
    if (before !== null) await tables.renounce(sha256);
    await tables.drop(sha256, null);
    const columns = await database.watch(() => slimColumns(database.connection), 'reading the records');
    const parts = join(folder, 'parts');
    await rm(parts, { recursive: true, force: true });
    await mkdir(parts);
    await database.run(
      `COPY (${slimSelect(columns)}) TO ${literal(parts)} (FORMAT parquet, ROW_GROUP_SIZE ${ROWS_AT_ONCE}, ROW_GROUPS_PER_FILE ${GROUPS_AT_ONCE}, OVERWRITE_OR_IGNORE true)`,
      'writing the records',
    );
    const [counted] = await database.rows('SELECT CAST(count(*) AS DOUBLE) AS n FROM responses');
    const table = await tables.create(
      sha256,
      columns,
      columns.filter(({ name }) => spread.includes(name)),
    );
    const shape: LoadedShape = { format: LOADED_FORMAT, table, rows: Number(counted?.['n']), columns };
    const files = (await readdir(parts)).toSorted().map((name) => join(parts, name));
    await send(room, table, files, work);
    await rm(parts, { recursive: true, force: true });
    signal.throwIfAborted();
    await verifyLoad(room, shape, database);
    signal.throwIfAborted();
    await tables.announce({ survey, version, sha256 }, shape);
    await tables.drop(sha256, table);
    return result('loaded', shape);
  });
}

/** Takes the records of a release out of a cluster. @returns whether there was anything of it */
export function unloadRecords(
  settings: ClusterSettings,
  cluster: string | null,
  sha256: string,
): Promise<boolean> {
  return withCluster(settings, cluster, async (room) => {
    const { tables } = room;
    await tables.prepare();
    const before = await shapeOf(room, sha256);
    // Nobody is to be told that it is there while it goes.
    await tables.renounce(sha256);
    await tables.drop(sha256, null);
    return before !== null;
  });
}

/** Holds what a cluster has of a release against its records. @throws ClusterFault if it has not all of them, as they are */
export async function checkLoaded(
  settings: ClusterSettings,
  cluster: string | null,
  { survey, version, sha256, path }: RecordsToLoad,
  { database }: LoadWork,
): Promise<LoadResult> {
  await seeRecords(database, path);
  return withCluster(settings, cluster, async (room) => {
    const shape = await shapeOf(room, sha256);
    if (shape === null) throw new ClusterFault('the cluster does not hold the records of the release');
    await verifyLoad(room, shape, database);
    return {
      survey,
      version,
      sha256,
      state: 'there',
      rows: shape.rows,
      columns: shape.columns.length,
      servers: room.connection.servers.length,
    };
  });
}

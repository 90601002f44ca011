import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countRows } from '../engine/count-rows.ts';
import { rankOfResponses } from '../engine/mixed-rows.ts';
import { literal } from '../engine/quote.ts';
import { recordsSelect } from '../engine/records-select.ts';
import { openWorkDatabase, type Progress, type WorkDatabase } from '../engine/work-database.ts';
import { populationsIn } from '../validate/populations.ts';
import { loadRelease } from '../repository/load.ts';
import type { Release } from '../repository/release.ts';
import type { ReleaseEntry } from '../schemas/dataset.ts';
import { describeColumns } from './parquet-columns.ts';

export interface Work {
  readonly signal: AbortSignal;
  readonly progress: Progress;
}

/** Opens the database of a piece of work, the same each time; only records need it. */
export type OpenDatabase = () => Promise<WorkDatabase>;

/** Does something with a folder and a database of its own, which are gone afterwards. */
export async function withDatabase<T>(
  { signal, progress }: Work,
  use: (database: OpenDatabase, folder: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'topline-publish-'));
  let opened: Promise<WorkDatabase> | null = null;
  try {
    return await use(() => (opened ??= openWorkDatabase(folder, signal, progress)), folder);
  } finally {
    const database = await (opened as Promise<WorkDatabase> | null)?.catch(() => null);
    database?.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Reads and checks a release, its records too. @throws ReleaseFault with all that is wrong with it */
export function load(
  directory: string,
  survey: string,
  entry: ReleaseEntry,
  database: OpenDatabase,
  signal: AbortSignal,
): Promise<Release> {
  /** The database, with the records of a file as the view `responses`. */
  const viewOf = async (path: string): Promise<WorkDatabase> => {
    const work = await database();
    const select = await recordsSelect(work.connection, path);
    await work.run(`CREATE OR REPLACE TEMP VIEW responses AS ${select}`);
    return work;
  };
  return loadRelease(
    directory,
    survey,
    entry,
    {
      columnsOf: async (path) => describeColumns(await database(), path),
      countRows: async (path, _key, conditions) => countRows((await viewOf(path)).connection, conditions),
      rankOf: async (path, _key, columns) => rankOfResponses((await viewOf(path)).connection, columns),
      populationsOf: async (path, _key, query) =>
        populationsIn(await database(), `read_parquet(${literal(path)})`, query),
    },
    signal,
  );
}

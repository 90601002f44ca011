import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import type { FastifyInstance } from 'fastify';
import type { AppDependencies } from '../src/app.ts';
import { MemoryEngine } from '../src/engine/memory.ts';
import { releaseSha256 } from '../src/repository/sha256.ts';
import { eventually } from './eventually.ts';
import { appOver, sharedAppOver, smallSurvey, temporaryFolder } from './helper.ts';

export type TestRecord = Readonly<Record<string, string | number | null>>;

/** One for all files that tests write: to start it takes longer than to write. */
let writer: Promise<DuckDBConnection> | undefined;

/** Writes records as Parquet, numbers as they are and texts as texts. */
export async function writeRecords(path: string, records: readonly TestRecord[]): Promise<void> {
  const source = `${path}.json`;
  await writeFile(source, JSON.stringify(records));
  const connection = await (writer ??= DuckDBInstance.create(':memory:').then((one) => one.connect()));
  await connection.run(
    `COPY (SELECT * FROM read_json('${source}', sample_size = -1, convert_strings_to_integers = false, map_inference_threshold = -1)) TO '${path}' (FORMAT parquet)`,
  );
  await rm(source);
}

/** A survey of records with one wave and one audience; questions and what else is said of it are the test's. */
export function recordsSurvey(changes: Record<string, unknown>): Record<string, unknown> {
  return {
    ...smallSurvey(),
    waves: [{ id: 'w1', label: 'First', year: 2020 }],
    audiences: [{ id: 'all', label: 'All' }],
    samples: [],
    comparisons: [],
    design: { wave: 'w1', audience: 'all' },
    ...changes,
  };
}

/** A question of single choice over a column. */
export function single(
  id: string,
  codes: readonly (string | number)[],
  changes: Record<string, unknown> = {},
): Record<string, unknown> {
  return {
    id,
    text: id,
    wording: 'verbatim',
    type: 'single',
    audiences: ['all'],
    variable: id,
    options: codes.map((code) => ({ id: `${id}-${code}`, label: String(code), code })),
    ...changes,
  };
}

/** Writes one release of records into a data directory. */
export async function writeRecordsSurvey(
  folder: string,
  id: string,
  records: readonly TestRecord[],
  survey: Record<string, unknown>,
  toplines?: string,
): Promise<void> {
  const directory = join(folder, id, '1.0.0');
  await mkdir(directory, { recursive: true });
  await writeRecords(join(directory, 'responses.parquet'), records);
  await writeFile(join(directory, 'survey.json'), JSON.stringify(recordsSurvey({ id, ...survey })));
  if (toplines !== undefined) await writeFile(join(directory, 'toplines.csv'), toplines);
  const entry = {
    version: '1.0.0',
    released: '2026-01-01T00:00:00Z',
    sha256: await releaseSha256(directory),
    changes: [],
  };
  await writeFile(join(folder, id, 'releases.json'), JSON.stringify([entry]));
}

/**
 * The application over one release of records, added up by DuckDB or, for comparison, in memory: one for all tests of a file
 * that do nothing but ask it, one of its own for other options.
 */
export async function recordsApp(
  records: readonly TestRecord[],
  survey: Record<string, unknown>,
  {
    env,
    memory = false,
    toplines,
    openEngine,
  }: {
    readonly env?: Record<string, string>;
    readonly memory?: boolean;
    /** Figures that are published beside the records, as toplines.csv has them. */
    readonly toplines?: string;
    readonly openEngine?: AppDependencies['openEngine'];
  } = {},
): Promise<FastifyInstance> {
  const write = (folder: string): Promise<void> =>
    writeRecordsSurvey(folder, 'small', records, survey, toplines);
  if (!env && !memory && !openEngine) return sharedAppOver([records, survey, toplines], write);
  const folder = await temporaryFolder();
  await write(folder);
  const limits = { maximumCells: 20_000, maximumTallyRows: 1_000_000 };
  const inMemory = () => Promise.resolve(new MemoryEngine(records, limits));
  const engine = memory ? inMemory : openEngine;
  return appOver(folder, { ...(env ? { env } : {}), ...(engine ? { openEngine: engine } : {}) });
}

/** An app of records of which is decided what is hidden: who asks sooner may be told to come back. */
export async function decidedApp(...args: Parameters<typeof recordsApp>): Promise<FastifyInstance> {
  const app = await recordsApp(...args);
  await eventually(async () => (await app.inject('/v1/surveys/small/estimates?limit=1')).statusCode === 200);
  return app;
}

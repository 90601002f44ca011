import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { releaseSha256 } from '../../src/repository/sha256.ts';
import { writeSurvey } from '../helper.ts';
import { recordsSurvey, writeRecords, type TestRecord } from '../records-helper.ts';

type Draft = Parameters<typeof writeSurvey>[2][number];
export interface IndexEntry {
  readonly version: string;
  readonly sha256: string;
  readonly [name: string]: unknown;
}

/** The index of a survey; empty where there is none. */
export async function readIndex(folder: string, id: string): Promise<IndexEntry[]> {
  const text = await readFile(join(folder, id, 'releases.json'), 'utf8').catch(() => '[]');
  return JSON.parse(text) as IndexEntry[];
}

/** Puts an index in the place of another in one step. */
export async function replaceIndex(
  folder: string,
  id: string,
  entries: readonly IndexEntry[],
): Promise<void> {
  const next = join(folder, id, '.releases.json');
  await writeFile(next, JSON.stringify(entries));
  await rename(next, join(folder, id, 'releases.json'));
}

/** Publishes releases as a publisher must: files beside their place, renamed, the index last. */
export async function publish(folder: string, id: string, ...drafts: Draft[]): Promise<IndexEntry[]> {
  const staging = join(folder, '.staging');
  await writeSurvey(staging, id, drafts);
  const added = await readIndex(staging, id);
  await mkdir(join(folder, id), { recursive: true });
  for (const { version } of added) await rename(join(staging, id, version), join(folder, id, version));
  await replaceIndex(folder, id, [...(await readIndex(folder, id)), ...added]);
  await rm(staging, { recursive: true });
  return added;
}

/** Publishes a release of records; what the survey says beside the usual is the test's. */
export async function publishRecords(
  folder: string,
  id: string,
  version: string,
  records: readonly TestRecord[],
  survey: Record<string, unknown>,
  entry: Record<string, unknown> = {},
): Promise<void> {
  const staging = join(folder, '.staging');
  await mkdir(join(folder, id), { recursive: true });
  await mkdir(staging);
  await writeRecords(join(staging, 'responses.parquet'), records);
  await writeFile(join(staging, 'survey.json'), JSON.stringify(recordsSurvey({ id, version, ...survey })));
  const sha256 = await releaseSha256(staging);
  await rename(staging, join(folder, id, version));
  const added = { version, released: '2026-01-01T00:00:00Z', sha256, changes: [], ...entry };
  await replaceIndex(folder, id, [...(await readIndex(folder, id)), added]);
}

import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ClusterEngines } from '../../src/engine/clickhouse/cluster-engines.ts';
import type { ClusterSettings } from '../../src/engine/clickhouse/connection.ts';
import { loadRecords } from '../../src/engine/clickhouse/load.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { openWorkDatabase } from '../../src/engine/work-database.ts';
import { endingWith, OPTIONS, writeParquet, type TestRecord } from '../engine/registry.ts';

const WORK = { signal: new AbortController().signal, progress: () => {} };

/** Loads a file of records into a cluster. @returns the name that it has there */
export async function loadFile(
  settings: ClusterSettings,
  path: string,
  spread: readonly string[],
): Promise<string> {
  const sha256 = randomBytes(32).toString('hex');
  const folder = await mkdtemp(join(tmpdir(), 'topline-load-'));
  const database = await openWorkDatabase(folder, WORK.signal, WORK.progress);
  try {
    await loadRecords(
      settings,
      null,
      { survey: 'test', version: '1.0.0', sha256, path, spread },
      { ...WORK, database, folder },
    );
  } finally {
    database.close();
    await rm(folder, { recursive: true, force: true });
  }
  return sha256;
}

/** An engine over records that are loaded for it. */
export async function openLoaded(settings: ClusterSettings, records: readonly TestRecord[]): Promise<Engine> {
  const folder = await mkdtemp(join(tmpdir(), 'topline-'));
  const sha256 = await loadFile(settings, await writeParquet(folder, records), ['h', 'k', 'c']);
  await rm(folder, { recursive: true, force: true });
  const engines = new ClusterEngines(settings, OPTIONS);
  return endingWith(await engines.open(sha256), () => engines.close());
}

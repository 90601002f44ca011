import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { describe, expect, test } from 'vitest';
import { buildApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { releaseSha256 } from '../../src/repository/sha256.ts';
import { smallSurvey, temporaryFolder, toplines } from '../helper.ts';
import { recordsSurvey, single, writeRecords } from '../records-helper.ts';
import { VERY_SLOW } from '../slow.ts';
import { tell } from '../security/tell.ts';
import { below, flipped, inBatches, TRACE } from './flips.ts';

/** Surveys that one service serves at once. */
const BATCH = 300;
const INDEX = 'releases.json';

/** A release as files, for any survey with an id of seven letters. */
type Files = Readonly<Record<string, Buffer>>;
interface Spoilt {
  readonly id: string;
  readonly file: string;
  readonly at: number;
}

/** Whether it is said of the release that it cannot be served, and of nothing else. */
const isUnavailable = (body: string): boolean =>
  body.includes('/v1/problems/release-unavailable') && body.includes('no Parquet file that can be read');

const idOf = (i: number): string => `s${String(i).padStart(6, '0')}`;

/** The smallest survey that has a bit of everything. */
const figuresOf = (id: string): Files => ({
  'survey.json': Buffer.from(
    JSON.stringify({ ...smallSurvey({ id }), sources: [{ id: 'report', title: 'Report' }] }),
  ),
  'toplines.csv': Buffer.from(toplines('q,,yes,w1,a,percent,69', 'q,,yes,w1,b,percent,56')),
});

const RECORDS = Array.from({ length: 40 }, (_, i) => ({
  q: 1 + (i % 2),
  r: 1 + (i % 3),
  w: 1 + (i % 4) / 4,
}));
const recordsOf = (id: string): Record<string, unknown> =>
  recordsSurvey({
    id,
    questions: [single('q', [1, 2]), single('r', [1, 2, 3])],
    design: { wave: 'w1', audience: 'all', weights: [{ id: 'final', label: 'Final', column: 'w' }] },
    disclosure: { publicRecords: true },
  });

/** Writes a survey whose release has one byte turned over; `isHashed` makes the index agree with it. */
async function writeSpoilt(
  data: string,
  { id, file, at }: Spoilt,
  files: Files,
  isHashed: boolean,
): Promise<void> {
  const folder = join(data, id, '1.0.0');
  await mkdir(folder, { recursive: true });
  for (const [name, bytes] of Object.entries(files)) await writeFile(join(folder, name), bytes);
  const before = await releaseSha256(folder);
  if (file !== INDEX) await writeFile(join(folder, file), flipped(files[file] ?? Buffer.of(), at));
  const sha256 = isHashed ? await releaseSha256(folder) : before;
  const index = Buffer.from(
    JSON.stringify([{ version: '1.0.0', released: '2026-01-01T00:00:00Z', sha256, changes: [] }]),
  );
  await writeFile(join(data, id, INDEX), file === INDEX ? flipped(index, at) : index);
}

/** A service over surveys, closed when `work` is done. */
async function served<T>(data: string, work: (app: FastifyInstance) => Promise<T>): Promise<T> {
  const app = await buildApp({
    config: readConfig({
      DATA_DIR: data,
      RELOAD_SECONDS: '0',
      QUERY_TIMEOUT_MS: '120000',
      ENGINE_THREADS: '1',
    }),
  });
  try {
    return await work(app);
  } finally {
    await app.close();
  }
}

interface Outcome {
  readonly refused: number;
  readonly same: number;
  readonly other: number;
  /** Answers that are errors of ours, or tell of the code. */
  readonly faults: readonly string[];
}

/** Spoils a byte of each survey in turn, and asks each for what the first, which is whole, answers. */
async function campaign(
  files: (id: string) => Files | Promise<Files>,
  names: readonly string[],
  path: string,
  isHashed: boolean,
  stride = 1,
): Promise<Outcome & { readonly tried: number }> {
  const model = await files(idOf(0));
  const size = (name: string): number =>
    name === INDEX
      ? JSON.stringify([
          { version: '1.0.0', released: '2026-01-01T00:00:00Z', sha256: 'x'.repeat(64), changes: [] },
        ]).length
      : (model[name]?.length ?? 0);
  const all = names.flatMap((file) =>
    below(size(file))
      .filter((at) => at % stride === 0)
      .map((at) => ({ file, at })),
  );
  const counts = { refused: 0, same: 0, other: 0 };
  const faults: string[] = [];
  for (const batch of inBatches(all, BATCH)) {
    const data = await temporaryFolder();
    // One that is whole, with which the others are compared.
    const whole = idOf(0);
    await writeSpoilt(data, { id: whole, file: 'none', at: 0 }, { ...model, none: Buffer.of(0) }, true);
    const spoilt = batch.map((one, i) => ({ ...one, id: idOf(i + 1) }));
    for (const one of spoilt) await writeSpoilt(data, one, await files(one.id), isHashed);
    await served(data, async (app) => {
      const ready = await app.inject('/readyz');
      const { refused } = ready.json<{ refused: { survey: string; faults: string[] }[] }>();
      const refusals = new Map(refused.map(({ survey, faults: told }) => [survey, told]));
      const figures = async (id: string) => {
        const response = await app.inject(`/v1/surveys/${id}/${path}`);
        const { statusCode, body } = response;
        const rows = statusCode === 200 ? JSON.stringify(response.json<{ data: unknown }>().data) : '';
        return { statusCode, body, rows };
      };
      const right = await figures(whole);
      expect(right.statusCode, right.body).toBe(200);
      for (const { id, file, at } of spoilt) {
        const { statusCode, body, rows } = await figures(id);
        const where = `${file}, byte ${at}: ${statusCode}`;
        if ((statusCode >= 500 && !isUnavailable(body)) || TRACE.test(body))
          faults.push(`${where} ${body.slice(0, 300)}`);
        const told = refusals.get(id);
        if (told) {
          counts.refused += 1;
          if (statusCode !== 404) faults.push(`${where}, though it is refused`);
          if (told.length === 0 || told.some((line) => TRACE.test(line) || !/\w{3}/.test(line)))
            faults.push(`${where}: refused with ${JSON.stringify(told).slice(0, 300)}`);
        } else if (rows === right.rows) counts.same += 1;
        else {
          counts.other += 1;
          if (!isHashed) faults.push(`${where}: other figures: ${body.slice(0, 300)}`);
        }
      }
    });
  }
  return { ...counts, faults, tried: all.length };
}

const words = ({ refused, same, other }: Outcome): string =>
  `${refused.toLocaleString('en')} refused, ${same.toLocaleString('en')} the same answer, ${other.toLocaleString('en')} another`;

/** The bytes of a file of records, the same for each survey. */
async function parquet(): Promise<Buffer> {
  const path = join(await temporaryFolder(), 'responses.parquet');
  await writeRecords(path, RECORDS);
  return readFile(path);
}

describe('each byte of each file of a release turned over', VERY_SLOW, () => {
  test('figures: refused, or the same answer', async () => {
    const outcome = await campaign(
      figuresOf,
      ['survey.json', 'toplines.csv', INDEX],
      'estimates?limit=1000',
      false,
    );
    tell('each byte of survey.json, toplines.csv and releases.json', outcome.tried, words(outcome));
    expect(outcome.faults).toEqual([]);
    expect(outcome.other).toBe(0);
    expect(outcome.refused).toBeGreaterThan(outcome.tried * 0.8);
  });

  test('records: refused, or the same answer', async () => {
    const bytes = await parquet();
    const files = (id: string): Files => ({
      'survey.json': Buffer.from(JSON.stringify(recordsOf(id))),
      'responses.parquet': bytes,
    });
    const outcome = await campaign(files, ['responses.parquet'], 'crosstab?rows=q&columns=r', false);
    tell('each byte of responses.parquet', outcome.tried, words(outcome));
    expect(outcome.faults).toEqual([]);
    expect(outcome.refused).toBe(outcome.tried);
  });

  test('records whose hash was made to fit: refused with a line, served, or not available, and the next is answered', async () => {
    const bytes = await parquet();
    const files = (id: string): Files => ({
      'survey.json': Buffer.from(JSON.stringify(recordsOf(id))),
      'responses.parquet': bytes,
    });
    const outcome = await campaign(files, ['responses.parquet'], 'crosstab?rows=q&columns=r', true);
    tell('the same with a hash that fits, responses.parquet', outcome.tried, words(outcome));
    expect(outcome.faults).toEqual([]);
    expect(outcome.refused).toBeGreaterThan(0);
  });

  test('figures whose hash was made to fit, as by a tool that went wrong: refused with a line, or served', async () => {
    const outcome = await campaign(figuresOf, ['survey.json', 'toplines.csv'], 'estimates?limit=1000', true);
    tell('the same with a hash that fits, survey.json and toplines.csv', outcome.tried, words(outcome));
    expect(outcome.faults).toEqual([]);
    expect(outcome.refused).toBeGreaterThan(0);
  });
});

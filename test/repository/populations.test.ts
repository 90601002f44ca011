import { describe, expect, test } from 'vitest';
import { checkPopulations } from '../../src/repository/check-populations.ts';
import type { PopulationQuery } from '../../src/repository/records-reader.ts';
import { formatFault } from '../../src/errors/faults.ts';
import { MemoryEngine } from '../../src/engine/memory.ts';
import { surveyFile } from '../../src/schemas/dataset.ts';
import { populationsFrom } from '../../src/services/records/populations.ts';
import { validateDraft } from '../../src/validate/validate.ts';
import { populationsIn } from '../../src/validate/populations.ts';
import { openWorkDatabase } from '../../src/engine/work-database.ts';
import { getJson, temporaryFolder } from '../helper.ts';
import { recordsApp, recordsSurvey, single, writeRecords, type TestRecord } from '../records-helper.ts';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { publishRelease } from '../../src/publish/publish.ts';

const LIMITS = { maximumCells: 20_000, maximumTallyRows: 1_000_000 };
const working = () => ({ signal: new AbortController().signal, progress: () => {} });

const surveyOf = (design: object, changes: object = {}): Record<string, unknown> =>
  recordsSurvey({
    design: { wave: 'w1', audience: 'all', ...design },
    disclosure: { publicRecords: true },
    questions: [single('q', [1, 2])],
    ...changes,
  });

/** `n` respondents of a stratum, each with these values. */
const stratum = (n: number, values: TestRecord): TestRecord[] =>
  Array.from({ length: n }, (_, i) => ({ q: 1 + (i % 2), ...values }));

/** What the check says of records, counted by an engine and by SQL, which must agree. */
async function found(
  design: object,
  records: readonly TestRecord[],
): Promise<{ faults: string[]; warnings: string[] }> {
  const survey = surveyFile.parse(surveyOf(design));
  const engine = new MemoryEngine(records, LIMITS);
  const folder = await temporaryFolder();
  await writeRecords(join(folder, 'r.parquet'), records);
  const database = await openWorkDatabase(folder, new AbortController().signal, () => {});
  const told = async (ask: (query: PopulationQuery) => ReturnType<typeof populationsFrom>) => {
    const { faults, warnings } = await checkPopulations(survey, engine.columns, ask);
    return { faults: faults.map(formatFault), warnings: warnings.map(formatFault) };
  };
  const byEngine = await told((query) => populationsFrom(engine, query));
  const bySql = await told((query) =>
    populationsIn(database, `read_parquet('${join(folder, 'r.parquet')}')`, query),
  );
  database.close();
  expect(bySql).toEqual(byEngine);
  return byEngine;
}

describe('populations', () => {
  test('that are right: numbers, shares, a stratum that was asked wholly', async () => {
    const right = { faults: [], warnings: [] };
    const strata = { strata: 'h', fpc: 'N' };
    expect(await found(strata, [...stratum(3, { h: 1, N: 50 }), ...stratum(2, { h: 2, N: 2 })])).toEqual(
      right,
    );
    expect(await found(strata, [...stratum(3, { h: 1, N: 0.06 }), ...stratum(2, { h: 2, N: 1 })])).toEqual(
      right,
    );
    expect(await found({ fpc: 'N' }, stratum(4, { N: 4.5 }))).toEqual(right);
    // Units are clusters: two of five, however many respondents are in each.
    const clusters = [...stratum(9, { c: 1, N: 5, M: 9 }), ...stratum(3, { c: 2, N: 5, M: 40 })];
    expect(await found({ clusters: 'c', fpc: 'N' }, clusters)).toEqual(right);
    expect(await found({ clusters: ['c', 'person'], fpc: ['N', 'M'] }, clusters)).toEqual(right);
  });

  test('smaller than the sample: the stratum, n and N are named', async () => {
    const { faults } = await found({ strata: ['region', 'size'], fpc: 'N' }, [
      ...stratum(7, { region: 'north', size: 1, N: 6 }),
      ...stratum(7, { region: 'north', size: 2, N: 600 }),
    ]);
    expect(faults).toEqual([
      'survey.json:design.fpc[0]: "N" says that the population is smaller than the sample: N = 6, but n = 7 respondents in stratum region = north, size = 1',
    ]);
  });

  test('smaller than the sample in every stratum: N and n are swapped, or N/n stands for n/N', async () => {
    const { faults } = await found({ strata: 'h', fpc: 'N' }, [
      ...stratum(7, { h: 1, N: 3 }),
      ...stratum(9, { h: 2, N: 2.5 }),
    ]);
    expect(faults).toEqual([
      'survey.json:design.fpc[0]: "N" says that the population is smaller than the sample: N = 3, but n = 7 respondents in stratum h = 1; N = 2.5, but n = 9 respondents in stratum h = 2; N and n look swapped: "N" must hold the population (N), or the share of it that was sampled (n/N), and neither n nor N/n',
    ]);
    const warned = await found({ strata: 'h', fpc: 'N' }, [
      ...stratum(7, { h: 1, N: 7 }),
      ...stratum(9, { h: 2, N: 9 }),
    ]);
    expect(warned).toEqual({
      faults: [],
      warnings: [
        'survey.json:design.fpc[0]: "N" says that everybody was asked (N = n in every stratum, 7 in stratum h = 1; 9 in stratum h = 2), so that no figure has a sampling error: if it holds how many were sampled, name the column that holds the population',
      ],
    });
  });

  test('shares and numbers in one column', async () => {
    const { faults } = await found({ strata: 'h', fpc: 'N' }, [
      ...stratum(7, { h: 1, N: 0.25 }),
      ...stratum(9, { h: 2, N: 900 }),
    ]);
    expect(faults).toEqual([
      'survey.json:design.fpc[0]: "N" says that the population is smaller than the sample: N = 0.25, but n = 7 respondents in stratum h = 1; the column holds shares and numbers: give one or the other',
    ]);
  });

  test('that vary within a stratum, and in many', async () => {
    const many = Array.from({ length: 5 }, (_, h) => [
      ...stratum(2, { h, N: 50 }),
      ...stratum(1, { h, N: 60 }),
    ]).flat();
    const { faults } = await found({ strata: 'h', fpc: 'N' }, many);
    expect(faults).toEqual([
      'survey.json:design.fpc[0]: "N" varies within a stratum, which has one population: 50 to 60 in stratum h = 0 (n = 3); 50 to 60 in stratum h = 1 (n = 3); 50 to 60 in stratum h = 2 (n = 3); and 2 more',
    ]);
    expect(
      (await found({ fpc: 'N' }, [...stratum(2, { N: 0.5 }), ...stratum(2, { N: 0.25 })])).faults,
    ).toEqual([
      'survey.json:design.fpc[0]: "N" varies within a stratum, which has one population: 0.25 to 0.5 in the sample (n = 4)',
    ]);
  });

  test('that are missing, 0 or negative', async () => {
    const { faults } = await found({ fpc: 'N' }, [
      ...stratum(3, { N: 9 }),
      ...stratum(1, { N: null }),
      ...stratum(2, { N: -9 }),
    ]);
    expect(faults).toEqual([
      'survey.json:design.fpc[0]: "N" is missing in 1 row',
      'survey.json:design.fpc[0]: "N" is 0 or negative in 2 rows: a population has members',
    ]);
    expect((await found({ fpc: 'N' }, stratum(3, { N: 0 }))).faults).toEqual([
      'survey.json:design.fpc[0]: "N" is 0 or negative in 3 rows: a population has members',
    ]);
  });

  test('of the second stage, and stages in the wrong order', async () => {
    const design = { clusters: ['c', 'person'], fpc: ['N', 'M'] };
    const small = [...stratum(9, { c: 1, N: 5, M: 8 }), ...stratum(3, { c: 2, N: 5, M: 40 })];
    expect((await found(design, small)).faults).toEqual([
      'survey.json:design.fpc[1]: "M" says that the population is smaller than the sample: N = 8, but n = 9 respondents in cluster c = 1',
    ]);
    const varying = [...small.slice(1), ...stratum(1, { c: 1, N: 5, M: 80 })];
    expect((await found(design, varying)).faults).toEqual([
      'survey.json:design.fpc[1]: "M" varies within a cluster, which has one population: 8 to 80 in cluster c = 1 (n = 9)',
    ]);
    const swapped = [...stratum(9, { c: 1, N: 5, M: 18 }), ...stratum(3, { c: 2, N: 5, M: 40 })];
    expect((await found({ ...design, fpc: ['M', 'N'] }, swapped)).faults).toEqual([
      'survey.json:design.fpc[0]: "M" varies within a stratum, which has one population: 18 to 40 in the sample (n = 2)',
      'survey.json:design.fpc[1]: "N" says that the population is smaller than the sample: N = 5, but n = 9 respondents in cluster c = 1',
      'survey.json:design.fpc: the stages look swapped: "N" is one number in each stratum, so that it comes first',
    ]);
  });
});

describe('waves', () => {
  const records = [...stratum(4, { wave: 1, N: 20 }), ...stratum(4, { wave: 2, N: 25 })];
  const waves = [
    { id: 'w1', label: 'First', year: 2020, code: 1 },
    { id: 'w2', label: 'Second', year: 2021, code: 2 },
  ];
  const placesOf = async (design: object): Promise<number> => {
    const survey = surveyFile.parse(surveyOf({ wave: 'wave', fpc: 'N', ...design }, { waves }));
    const engine = new MemoryEngine(records, LIMITS);
    const { faults } = await checkPopulations(survey, engine.columns, (query) =>
      populationsFrom(engine, query),
    );
    return faults.length;
  };

  test('are strata, as in variances, unless clusters are shared', async () => {
    expect(await placesOf({})).toBe(0);
    expect(await placesOf({ sharedClusters: true })).toBe(1);
  });
});

test('validate, publish and load refuse the same, and what is right is served with the correction', async () => {
  const design = { strata: 'h', fpc: 'N' };
  const wrong = [...stratum(40, { h: 1, N: 39 }), ...stratum(40, { h: 2, N: 400 })];
  const message =
    /"N" says that the population is smaller than the sample: N = 39, but n = 40 respondents in stratum h = 1/;
  const folder = await temporaryFolder();
  const draft = join(folder, 'draft');
  await mkdir(draft);
  await writeRecords(join(draft, 'responses.parquet'), wrong);
  await writeFile(join(draft, 'survey.json'), JSON.stringify(surveyOf(design)));
  expect((await validateDraft(draft, working())).faults.map(formatFault).join()).toMatch(message);
  const request = {
    directory: draft,
    data: join(folder, 'data'),
    released: '2026-01-01T00:00:00Z',
    embargoedUntil: null,
    changes: [],
    key: null,
    dryRun: false,
  };
  await expect(publishRelease(request, working())).rejects.toThrow(message);
  await expect(recordsApp(wrong, surveyOf(design))).rejects.toThrow(message);

  const right = wrong.map((record) => ({ ...record, N: record['h'] === 1 ? 80 : 400 }));
  const app = await recordsApp(right, surveyOf(design));
  const { data } = await getJson<{ data: { standardError: number }[] }>(app, '/v1/surveys/small/estimates');
  // Half of each stratum says 1, all weigh the same: V = Σ (1 − n/N)·(1/2)²·(1/4)/(n − 1).
  const variance = (1 - 40 / 80) * (0.25 / 4 / 39) + (1 - 40 / 400) * (0.25 / 4 / 39);
  expect(data[0]?.standardError).toBeCloseTo(100 * Math.sqrt(variance), 10);
});

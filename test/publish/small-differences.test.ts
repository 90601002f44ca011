import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { publishRelease } from '../../src/publish/publish.ts';
import { readReleaseIndex } from '../../src/repository/load.ts';
import { releaseSha256 } from '../../src/repository/sha256.ts';
import type { DisclosureFile } from '../../src/schemas/disclosure-file.ts';
import { temporaryFolder } from '../helper.ts';
import { recordsSurvey, single, writeRecords, type TestRecord } from '../records-helper.ts';
import { publish, WORK } from './support.ts';
import { testInFull } from '../runs.ts';

const MINIMUM = 5;

/** The answers to `rare` that are hidden together. */
async function hiddenTogether(records: readonly TestRecord[], questions: unknown[]): Promise<string[][]> {
  const folder = await temporaryFolder();
  const directory = join(folder, 'draft');
  await mkdir(directory);
  await writeRecords(join(directory, 'responses.parquet'), records);
  const survey = recordsSurvey({ disclosure: { minimumCell: MINIMUM }, questions });
  await writeFile(join(directory, 'survey.json'), JSON.stringify(survey));
  await publish(directory, join(folder, 'data'));
  const text = await readFile(join(folder, 'data', 'small', '1.0.0', 'disclosure.json'), 'utf8');
  const { columns, served } = JSON.parse(text) as DisclosureFile;
  const at = columns.indexOf('{"column":"rare"}');
  return served.flatMap(([key, hidden]) =>
    key.length === 1 && key[0] === at ? hidden.flatMap(([, sets]) => sets) : [],
  );
}

/** Makes a release one that was published before it was decided at publication what is hidden. */
async function forget(survey: string): Promise<void> {
  await rm(join(survey, '1.0.0', 'disclosure.json'));
  const [entry] = await readReleaseIndex(survey);
  const sha256 = await releaseSha256(join(survey, '1.0.0'));
  await writeFile(join(survey, 'releases.json'), JSON.stringify([{ ...entry, sha256 }]));
}

/** The warnings of a release of some records after one of others. */
async function warningsOf(
  before: readonly TestRecord[],
  after: readonly TestRecord[],
  disclosure: Record<string, unknown> = { minimumCell: MINIMUM },
  {
    questions = [single('q', [1, 2]), single('region', [1, 2, 3])],
    isOld = false,
  }: { readonly questions?: unknown[]; readonly isOld?: boolean } = {},
): Promise<string[]> {
  const folder = await temporaryFolder();
  let warnings: string[] = [];
  for (const [i, records] of [before, after].entries()) {
    const directory = join(folder, `draft-${i}`);
    await mkdir(directory);
    await writeRecords(join(directory, 'responses.parquet'), records);
    const survey = recordsSurvey({
      version: `${i + 1}.0.0`,
      disclosure,
      questions,
    });
    await writeFile(join(directory, 'survey.json'), JSON.stringify(survey));
    const published = await publishRelease(
      {
        directory,
        data: join(folder, 'data'),
        released: `202${i}-01-01T00:00:00Z`,
        embargoedUntil: null,
        changes: [],
        key: null,
        dryRun: false,
        recordSecret: join(folder, 'secret'),
      },
      WORK,
    );
    warnings = published.warnings
      .map(({ message }) => message)
      .filter((text) => text.includes('Whoever subtracts'));
    if (i === 0 && isOld) await forget(join(folder, 'data', 'small'));
  }
  return warnings;
}

const RECORDS: TestRecord[] = Array.from({ length: 120 }, (_, i) => ({
  q: 1 + (i % 2),
  region: 1 + (i % 3),
}));

test('nothing is said where nothing of the records changed', async () => {
  expect(await warningsOf(RECORDS, RECORDS.toReversed())).toEqual([]);
});

test('one respondent taken out is told, with the groups and what to do', async () => {
  const [warning = '', ...more] = await warningsOf(RECORDS, RECORDS.slice(1));
  expect(more).toEqual([]);
  expect(warning).toContain('groups differ from 1.0.0 by fewer respondents than 5');
  expect(warning).toContain('1 fewer in all; 1 fewer with q = 1; 1 fewer with region = 1, and others');
  expect(warning).toContain('Add or take out at least 5 respondents at a time in each group');
});

test('one who answers otherwise is told of groups of two variables, though each single one is as large as before', async () => {
  // Two respondents exchange their regions: q and region alone stay as they are.
  const changed = RECORDS.map((one, i) =>
    i === 0 ? { ...one, region: 2 } : i === 1 ? { ...one, region: 1 } : one,
  );
  const [warning = ''] = await warningsOf(RECORDS, changed);
  expect(warning).toContain('q = 1 and region = 1');
  expect(warning).not.toContain('in all');
});

test('as many respondents as may be told are no warning, and a group that is not shown is none', async () => {
  const added = Array.from({ length: 6 * MINIMUM }, (_, i) => ({ q: 1 + (i % 2), region: 1 + (i % 3) }));
  expect(await warningsOf(RECORDS, [...RECORDS, ...added])).toEqual([]);
});

test('nothing is said where counts are perturbed: their differences are not those of the respondents', async () => {
  const noise = { bound: 10, variance: 2 };
  const perturbed = { minimumCell: MINIMUM, method: 'cell-key', noise, recordId: null };
  expect(await warningsOf(RECORDS, RECORDS.slice(1), perturbed)).toEqual([]);
});

test('nothing is said of records that anybody has', async () => {
  expect(await warningsOf(RECORDS, RECORDS.slice(1), { minimumCell: MINIMUM, publicRecords: true })).toEqual(
    [],
  );
});

testInFull('groups of three variables are compared, where each two of them differ by enough', async () => {
  const three = [single('q', [1, 2]), single('region', [1, 2]), single('sex', [1, 2])];
  const records = Array.from({ length: 800 }, (_, i) => ({
    q: 1 + (i % 2),
    region: 1 + (Math.floor(i / 2) % 2),
    sex: 1 + (Math.floor(i / 4) % 2),
  }));
  // In each group of two variables six are added, in those of all three three or nine.
  const added = [1, 2].flatMap((q) =>
    [1, 2].flatMap((region) =>
      [1, 2].flatMap((sex) => {
        const n = (q + region + sex) % 2 === 0 ? 3 : 9;
        return Array.from({ length: n }, () => ({ q, region, sex }));
      }),
    ),
  );
  const [warning = ''] = await warningsOf(records, [...records, ...added], undefined, { questions: three });
  expect(warning).toContain('3 more with q = 1 and region = 1 and sex = 2');
  const enough = [...added, ...added];
  expect(await warningsOf(records, [...records, ...enough], undefined, { questions: three })).toEqual([]);
});

testInFull(
  'bands of numbers are groups, and so are answers that are hidden together; each of these alone is none',
  async () => {
    const questions = [
      single('rare', [1, 2, 3, 4]),
      { ...single('age', []), type: 'numeric', options: [], bands: [30, 50] },
    ];
    const person = (rare: number, age: number) => ({ rare, age });
    const records = Array.from({ length: 300 }, (_, i) =>
      person(i < 3 ? 4 : 1 + (i % 3), [20, 40, 60][Math.floor(i / 3) % 3] ?? 20),
    );
    // One of the rare answer becomes one of those that it is hidden with: nothing that is shown differs.
    const rarer = (await warningsOf(records, records, undefined, { questions })).length;
    expect(rarer).toBe(0);
    const older = records.map((one, i) => (i === 30 ? { ...one, age: one.age === 20 ? 40 : 20 } : one));
    const [warning = ''] = await warningsOf(records, older, undefined, { questions });
    expect(warning).toMatch(/1 (?:more|fewer) with age = /);
    const [hidden] = await hiddenTogether(records, questions);
    const [first = '', second = ''] = hidden ?? [];
    const exchanged = records.map((one, i) =>
      String(one.rare) === first && records.findIndex(({ rare }) => String(rare) === first) === i
        ? { ...one, rare: Number(second) }
        : one,
    );
    expect(exchanged).not.toEqual(records);
    expect(await warningsOf(records, exchanged, undefined, { questions })).toEqual([]);
  },
);

test('a release from before that was decided at publication is compared in all that the next one shows', async () => {
  const [warning = ''] = await warningsOf(RECORDS, RECORDS.slice(1), undefined, { isOld: true });
  expect(warning).toContain('1 fewer in all; 1 fewer with q = 1; 1 fewer with region = 1, and others');
});

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { publishRelease } from '../../src/publish/publish.ts';
import { temporaryFolder } from '../helper.ts';
import { recordsSurvey, single, writeRecords, type TestRecord } from '../records-helper.ts';
import { WORK } from './support.ts';

const MINIMUM = 5;

/** The warnings of a release of some records after one of others. */
async function warningsOf(
  before: readonly TestRecord[],
  after: readonly TestRecord[],
  disclosure: Record<string, unknown> = { minimumCell: MINIMUM },
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
      questions: [single('q', [1, 2]), single('region', [1, 2, 3])],
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

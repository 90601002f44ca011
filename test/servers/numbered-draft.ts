import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { recordsSurvey, single, writeRecords, type TestRecord } from '../records-helper.ts';

/** The survey of all numbered releases. */
export const NUMBERED = 'tracker';
/** Variables that tables can be made of. */
export const GROUPS = ['a', 'b', 'c', 'd', 'e'] as const;
/** What each of them can be. */
export const GROUP_CODES = [1, 2, 3] as const;

const RECORDS = 2000;

/** Numbers from 0 on that look like chance, and are the same in each run. */
const spread = (i: number, salt: number): number => Math.imul(i + 1, 2_654_435_761 ^ (salt * 40_503)) >>> 8;

/** Respondents of whom so many in a hundred say yes: of each row of a table of the answer alone it can be told which release it is of. */
const records = (number: number): TestRecord[] =>
  Array.from({ length: RECORDS }, (_, i) => ({
    q: i % 100 < number ? 1 : 2,
    ...Object.fromEntries(
      GROUPS.map((name, k) => [name, GROUP_CODES[spread(i, k + 1) % GROUP_CODES.length] ?? 1]),
    ),
    stratum: spread(i, 7) % 4,
    psu: spread(i, 8) % 40,
    weight: 1.25,
  }));

/** Writes the draft of release NUMBER.0.0, with records; its description names it. */
export async function writeNumberedDraft(folder: string, number: number): Promise<string> {
  await mkdir(folder, { recursive: true });
  await writeRecords(join(folder, 'responses.parquet'), records(number));
  const survey = recordsSurvey({
    id: NUMBERED,
    version: `${number}.0.0`,
    title: 'Tracker',
    description: `Release ${number}.`,
    design: {
      wave: 'w1',
      audience: 'all',
      weights: [{ id: 'final', column: 'weight', label: 'Weight' }],
      strata: 'stratum',
      clusters: 'psu',
    },
    disclosure: { minimumBase: 0, minimumCell: 0, publicRecords: true },
    questions: [single('q', [1, 2]), ...GROUPS.map((name) => single(name, GROUP_CODES))],
  });
  await writeFile(join(folder, 'survey.json'), JSON.stringify(survey));
  return folder;
}

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { MemoryEngine } from '../../../src/engine/memory.ts';
import { releaseSha256 } from '../../../src/repository/sha256.ts';
import { surveyFile } from '../../../src/schemas/dataset.ts';
import { hashFolder } from '../../../src/repository/sha256.ts';
import { RecordsCodebook } from '../../../src/services/records/records-codebook.ts';
import { reachVerdict, storedVerdict, type Verdict } from '../../../src/services/records/verdict.ts';
import { appOver, temporaryFolder } from '../../helper.ts';
import { recordsSurvey, single, writeRecords, type TestRecord } from '../../records-helper.ts';

const ROWS = 400;
const QUESTIONS = ['a', 'b', 'c', 'd', 'e', 'f'];
const RECORDS: readonly TestRecord[] = Array.from({ length: ROWS }, (_, i) => ({
  wave: i % 2 === 0 ? 'w1' : 'w2',
  income: 1000 + i,
  // All are apart from each other, so that there are as many combinations as rows.
  ...Object.fromEntries(QUESTIONS.map((id, k) => [id, 1 + (Math.floor(i / (k + 2)) % 3)])),
}));
const SURVEY = recordsSurvey({
  waves: [1, 2].map((i) => ({ id: `w${i}`, label: `Wave ${i}`, year: 2019 + i })),
  design: { wave: 'wave', audience: 'all' },
  disclosure: { minimumBase: 0, minimumCell: 5 },
  questions: [
    ...QUESTIONS.map((id) => single(id, [1, 2, 3])),
    { ...single('income', []), type: 'numeric', options: [] },
  ],
});

const survey = surveyFile.parse(SURVEY);
const engine = new MemoryEngine(RECORDS, { maximumCells: 20_000, maximumTallyRows: 1_000_000 });
const nothing = (): Promise<void> => Promise.resolve();

function verdict(budget: number, maximum: number): Promise<Verdict> {
  if (survey.design === null) throw new Error('the survey has no design');
  return reachVerdict(new RecordsCodebook(survey, survey.design), engine, {
    budget,
    maximum,
    pause: nothing,
  });
}

/** A server over the records, with a verdict that was reached within some limits. */
async function serverWith(reached: Verdict) {
  const folder = await temporaryFolder();
  const release = join(folder, 'small', '1.0.0');
  await mkdir(release, { recursive: true });
  await writeRecords(join(release, 'responses.parquet'), RECORDS);
  await writeFile(join(release, 'survey.json'), JSON.stringify(SURVEY));
  const { files } = await hashFolder(release);
  const hashOf = (name: string): string => files.find((one) => one.name === name)?.sha256 ?? '';
  const of = { 'survey.json': hashOf('survey.json'), 'responses.parquet': hashOf('responses.parquet') };
  await writeFile(join(release, 'disclosure.json'), JSON.stringify(storedVerdict(reached, of)));
  const entry = { version: '1.0.0', released: '2026-01-01T00:00:00Z', changes: [] };
  const sha256 = await releaseSha256(release);
  await writeFile(join(folder, 'small', 'releases.json'), JSON.stringify([{ ...entry, sha256 }]));
  expect(await readFile(join(release, 'disclosure.json'), 'utf8')).toContain('"leftOut"');
  return appOver(folder);
}

interface Problem {
  readonly type: string;
  readonly errors: readonly { readonly name: string; readonly message: string; readonly allowed: string[] }[];
}

/** Why a query is refused; null: it is not. */
async function refusalOf(app: Awaited<ReturnType<typeof serverWith>>, query: string): Promise<string | null> {
  const response = await app.inject(`/v1/surveys/small/${query}`);
  if (response.statusCode === 200) return null;
  const { type, errors } = response.json<Problem>();
  expect([query, response.statusCode, type]).toEqual([query, 400, '/v1/problems/unsafe-combination']);
  return errors.map(({ message }) => message).join('\n');
}

const named = (columns: Iterable<string>): string[] =>
  [...columns].map((one) => (one.startsWith('{') ? (JSON.parse(one) as { column: string }).column : one));

describe('of records with more values than can be held', () => {
  test('numbers are left out first, then the last half of the codebook, until the rest fits', async () => {
    expect(named((await verdict(Infinity, ROWS * 10)).leftOut)).toEqual([]);
    const without = await verdict(Infinity, ROWS * 8 - 1);
    expect(named(without.leftOut)).toEqual(['mean of income']);
    expect(named(without.crossed)).toEqual(expect.arrayContaining(['wave', ...QUESTIONS]));
  });

  test('what is left out is refused, with the reason, and the rest is served', async () => {
    const reached = await verdict(Infinity, 200);
    const out = named(reached.leftOut);
    expect(out).toContain('mean of income');
    expect(out).toContain('f');
    expect(out).not.toContain('a');
    const app = await serverWith(reached);
    expect(await refusalOf(app, 'crosstab?rows=a')).toBeNull();
    const message = await refusalOf(app, 'crosstab?rows=f');
    expect(message).toContain(
      'f is not served: the records hold more different answers than can be looked at',
    );
    expect(await refusalOf(app, 'crosstab?rows=a&columns=f')).toContain(
      'the records hold more different answers',
    );
    expect(await refusalOf(app, 'crosstab?rows=income&measure=mean')).toContain('more different answers');
    expect(await refusalOf(app, 'estimates?question=a&filter=f:f-1')).toContain('more different answers');
  });

  test('where not even one column fits, nothing is served', async () => {
    const reached = await verdict(Infinity, 1);
    expect(reached.served.size).toBe(0);
    expect(named(reached.leftOut)).toEqual(expect.arrayContaining(['wave', 'a', 'mean of income']));
    const app = await serverWith(reached);
    expect(await refusalOf(app, 'crosstab?rows=a')).toContain('more different answers');
  });
});

test('tables beyond the amount of work are refused, with the reason', async () => {
  const reached = await verdict(60_000, Infinity);
  const crossed = named(reached.crossed);
  const outside = QUESTIONS.filter((id) => !crossed.includes(id));
  expect(outside.length).toBeGreaterThan(1);
  const app = await serverWith(reached);
  const [one = '', other = ''] = outside;
  expect(await refusalOf(app, `crosstab?rows=${one}`)).toBeNull();
  expect(await refusalOf(app, `crosstab?rows=${one}&columns=${other}`)).toContain(
    `${one}, ${other}, wave are not served together: there are more tables than could be looked at`,
  );
});

test('four variables are too many, whatever they are', async () => {
  const app = await serverWith(await verdict(Infinity, Infinity));
  const query = 'crosstab?rows=a&columns=b&filter=c:c-1&filter=d:d-1&wave=w1,w2';
  expect(await refusalOf(app, query)).toContain('these are 4 variables, and at most 3 are');
});

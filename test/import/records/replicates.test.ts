import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { validateDraft } from '../../../src/validate/validate.ts';
import { formatFault, type Fault } from '../../../src/errors/faults.ts';
import { smallSurvey, temporaryFolder } from '../../helper.ts';
import { writeRecords } from '../../records-helper.ts';
import { firstOf, testInFull } from '../../runs.ts';
import { importedText } from '../support.ts';

interface RankCase {
  readonly name: string;
  readonly rank: number;
  readonly weights: readonly (readonly number[])[];
}
/** From R: see make.R beside it. */
const CASES = JSON.parse(
  readFileSync(new URL('../../reference/replicate-rank/ranks.json', import.meta.url), 'utf8'),
) as RankCase[];
const [bootstrap, , , , , rounded] = CASES;

const columnsOf = ({ weights }: RankCase): string[] => (weights[0] ?? []).map((_, k) => `r${k}`);

function surveyOf(one: RankCase, replicates: object): object {
  return smallSurvey({
    samples: [],
    comparisons: [],
    questions: [
      {
        id: 'q',
        text: 'Q?',
        wording: 'verbatim',
        type: 'single',
        audiences: ['a'],
        variable: 'q',
        options: [1, 2].map((code) => ({ id: `o${code}`, label: 'Option', code })),
      },
    ],
    design: {
      wave: 'w1',
      audience: 'a',
      weights: [{ id: 'w', column: 'w', label: 'W' }],
      replicates: { method: 'bootstrap', columns: columnsOf(one), ...replicates },
    },
  });
}

const rowsOf = ({ weights }: RankCase) =>
  weights.map((row, i) => ({
    q: 1 + (i % 2),
    w: 1.5,
    ...Object.fromEntries(row.map((weight, k) => [`r${k}`, weight])),
  }));

function csvOf(one: RankCase): string {
  const rows = rowsOf(one);
  return [Object.keys(rows[0] ?? {}), ...rows.map((row) => Object.values(row))]
    .map((row) => `${row.join(',')}\n`)
    .join('');
}

async function imported(one: RankCase, replicates: object = {}) {
  const { survey, summary } = await importedText({
    'x.csv': csvOf(one),
    'x.survey.json': JSON.stringify(surveyOf(one, replicates)),
  });
  const { design } = survey as unknown as { design: { replicates: { degreesOfFreedom?: number } } };
  return { declared: design.replicates.degreesOfFreedom, notes: summary.notes.join('\n') };
}

async function warned(one: RankCase, replicates: object = {}, records: object[] = rowsOf(one)) {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'survey.json'), JSON.stringify(surveyOf(one, replicates)));
  await writeRecords(join(folder, 'responses.parquet'), records as Record<string, number>[]);
  const running = { signal: new AbortController().signal, progress: () => {} };
  const { faults, warnings } = await validateDraft(folder, running);
  const ofReplicates = (list: readonly Fault[]): string[] =>
    list.filter(({ column }) => column?.startsWith('design.replicates')).map(formatFault);
  return { faults: ofReplicates(faults), warnings: ofReplicates(warnings) };
}

if (!bootstrap || !rounded) throw new Error('the cases are not there');

describe('import', () => {
  test.each(firstOf(1, CASES.slice(0, 5)))('$name: declares what R has', async (one) => {
    const { declared, notes } = await imported(one);
    expect(declared).toBe(one.rank - 1);
    expect(notes).toContain(
      `degrees of freedom: ${one.rank - 1}, the rank ${one.rank} of the ${columnsOf(one).length} replicate weights minus 1`,
    );
  });

  test('leaves open what rounded weights do not tell, and says so', async () => {
    const { declared, notes } = await imported(rounded);
    expect(declared).toBeUndefined();
    expect(notes).toContain(
      'degrees of freedom are left open: the 30 replicate weights are of full rank, which tells nothing',
    );
    expect(notes).toContain('say sampling units minus strata');
  });

  testInFull('of JK1 full rank is what there must be; what is declared stays', async () => {
    expect((await imported(rounded, { method: 'jk1' })).declared).toBe(29);
    const { declared, notes } = await imported(bootstrap, { degreesOfFreedom: 17 });
    expect(declared).toBe(17);
    expect(notes).not.toContain('degrees of freedom');
  });
});

describe('validate', () => {
  test('asks for what is missing, and says the number', async () => {
    expect(await warned(bootstrap)).toEqual({
      faults: [],
      warnings: [
        'survey.json:design.replicates.degreesOfFreedom: is missing: say 39, the rank of the replicate weights minus 1, or sampling units minus strata; 39 is used until then',
      ],
    });
    expect((await warned(rounded)).warnings).toEqual([
      'survey.json:design.replicates.degreesOfFreedom: is missing, and the 30 replicate weights are of full rank, which tells nothing: weights that were rounded are so whatever the design, and 29 degrees of freedom may be too many; say sampling units minus strata',
    ]);
  });

  testInFull('is content with what is declared, unless it is more than there can be', async () => {
    expect(await warned(bootstrap, { degreesOfFreedom: 39 })).toEqual({ faults: [], warnings: [] });
    expect(await warned(rounded, { degreesOfFreedom: 14 })).toEqual({ faults: [], warnings: [] });
    expect((await warned(bootstrap, { degreesOfFreedom: 59 })).warnings).toEqual([
      'survey.json:design.replicates.degreesOfFreedom: is 59, but the 60 replicate weights have 39 at most, their rank minus 1',
    ]);
  });

  test('refuses replicate weights that are all the same', async () => {
    const same = rowsOf(bootstrap).map((row) => ({
      ...row,
      ...Object.fromEntries(columnsOf(bootstrap).map((name, k) => [name, 2 * (k + 1)])),
    }));
    expect((await warned(bootstrap, {}, same)).faults).toEqual([
      'survey.json:design.replicates.columns: are all the same, or multiples of one another: no sampling error can be had from them',
    ]);
  });
});

import { expect, test } from 'vitest';
import { surveyFile } from '../../../src/schemas/dataset.ts';
import { RecordsCodebook } from '../../../src/services/records/records-codebook.ts';
import { Safeguard } from '../../../src/services/records/safeguard.ts';
import {
  combinationKey,
  readVerdict,
  storedVerdict,
  type HiddenValues,
  type Verdict,
} from '../../../src/services/records/verdict.ts';
import { recordsSurvey, single } from '../../records-helper.ts';

const survey = surveyFile.parse(
  recordsSurvey({
    waves: [1, 2, 3].map((i) => ({ id: `w${i}`, label: `Wave ${i}`, year: 2019 + i })),
    design: { wave: 'wave', audience: 'all' },
    disclosure: { minimumBase: 0, minimumCell: 5 },
    questions: [single('a', [1, 2, 3]), single('b', [1, 2, 3]), single('c', [1, 2, 3])],
  }),
);
if (survey.design === null) throw new Error('the survey has no design');
const codebook = new RecordsCodebook(survey, survey.design);
const [wave = ''] = codebook.memberships.map((one) => Safeguard.column(one));
const [a = '', b = '', c = ''] = ['a', 'b', 'c'].map((id) => {
  const variable = codebook.questions.find((one) => one.id === id);
  return variable ? Safeguard.column(variable) : '';
});

const hide = (column: string, ...values: string[]): HiddenValues => new Map([[column, [new Set(values)]]]);
const NOTHING: HiddenValues = new Map();
const served: [columns: string[], hidden: HiddenValues][] = [
  [[a], NOTHING],
  [[b], NOTHING],
  [[c], NOTHING],
  [[wave], NOTHING],
  [[a, wave], hide(a, '1', '2')],
  [[b, wave], hide(wave, 'w1', 'w2')],
  [[c, wave], NOTHING],
];
const verdict: Verdict = {
  served: new Map(served.map(([columns, hidden]) => [combinationKey(columns), hidden])),
  combinations: 20,
  unproven: 7,
  crossed: new Set([a, wave]),
  leftOut: new Set([c]),
  withoutPrecision: new Set([c]),
};
const safeguard = new Safeguard(codebook, verdict);

test('precision is withheld of what is hidden in the table split by waves', () => {
  expect(safeguard.hiddenInDesign([a])).toEqual(hide(a, '1', '2'));
});

test('no figure has precision where waves themselves are hidden in the split, the split is refused, or somebody could exchange', () => {
  // Its standard error is a sum over waves that are not shown.
  expect(safeguard.hiddenInDesign([b])).toBeNull();
  expect(safeguard.hiddenInDesign([a, b])).toBeNull();
  expect(safeguard.hiddenInDesign([c])).toBeNull();
});

test('a verdict that is kept is read as it was', () => {
  const of = { 'survey.json': 'x', 'responses.parquet': 'y' };
  expect(readVerdict(storedVerdict(verdict, of))).toEqual(verdict);
  expect(readVerdict(JSON.parse(JSON.stringify(storedVerdict(verdict, of))))).toEqual(verdict);
});

import { describe, expect, test } from 'vitest';
import { defaultSelection } from '../../src/px/selection.ts';
import type { PxTable } from '../../src/px/table.ts';
import { CONTENTS, WHOLE, type PxVariable } from '../../src/px/variable.ts';
import { getJson, smallApp, toplines } from '../helper.ts';

const variable = (code: string, values: readonly string[], role: PxVariable['role'] = null): PxVariable => ({
  code,
  label: code,
  role,
  values: values.map((value) => ({ code: value, label: value, notes: [] })),
  elimination: null,
  notes: [],
});

const years = Array.from({ length: 20 }, (_, i) => String(2000 + i));
const TABLE = {
  shown: ['percent'],
  shownOfOptions: true,
  variables: [
    variable('option', ['yes', 'no', WHOLE]),
    variable(CONTENTS, ['percent', 'percent.n', 'mean'], 'metric'),
    variable('wave', years, 'time'),
  ],
} as unknown as PxTable;

const codesOf = (maximum: number): Record<string, string[]> =>
  Object.fromEntries(
    defaultSelection(TABLE, maximum).axes.map(({ variable: { code }, values }) => [
      code,
      values.map((value) => value.code),
    ]),
  );

describe('what is shown where nothing is selected', () => {
  test('is the figures of all values, without what is said of all answers together', () => {
    expect(codesOf(1000)).toEqual({ option: ['yes', 'no'], [CONTENTS]: ['percent'], wave: years });
  });

  test('is the latest time of what has more than fits, and as much as fits of the rest', () => {
    expect(codesOf(10)).toEqual({ option: ['yes', 'no'], [CONTENTS]: ['percent'], wave: years.slice(-5) });
    expect(codesOf(1)).toEqual({ option: ['yes'], [CONTENTS]: ['percent'], wave: ['2019'] });
  });

  test.each([
    // A share of each answer, and the mean of all: the shares.
    [
      ['q,,yes,w1,a,percent,69', 'q,,yes,w1,b,percent,56', 'q,,,w1,a,mean,3'],
      { option: ['yes'], [CONTENTS]: ['percent'] },
    ],
    // Nothing of single answers: all that there is.
    [['q,,,w1,a,mean,3', 'q,,,w1,a,count,9'], { option: [WHOLE, 'yes'], [CONTENTS]: ['count', 'mean'] }],
  ])('of %j', async (rows, codes) => {
    const app = await smallApp(toplines(...rows));
    const { selection } = await getJson<{ selection: { variableCode: string; valueCodes: string[] }[] }>(
      app,
      '/px/v2/tables/small.q/defaultselection',
    );
    const found = new Map(selection.map(({ variableCode, valueCodes }) => [variableCode, valueCodes]));
    for (const [name, values] of Object.entries(codes)) expect(found.get(name)?.toSorted()).toEqual(values);
  });
});

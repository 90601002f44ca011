import { expect, test } from 'vitest';
import { getJson } from '../../helper.ts';
import { recordsApp, single, type TestRecord } from '../../records-helper.ts';

/** Sixty respondents in twelve clusters of three strata; `own` numbers clusters once for all, `again` anew in each stratum. */
const RECORDS: readonly TestRecord[] = Array.from({ length: 60 }, (_, i) => {
  const own = (i * 7) % 12;
  return {
    q: 1 + ((i * i) % 3),
    g: 1 + (i % 2),
    h: 1 + (own % 3),
    own,
    again: Math.floor(own / 3),
    w: 1 + (i % 5) / 4,
    x: i % 9,
  };
});

async function answers(clusters: string, strata: readonly string[] | null) {
  const app = await recordsApp(RECORDS, {
    disclosure: { minimumBase: 1, minimumCell: 1, publicRecords: true },
    questions: [single('q', [1, 2, 3]), single('g', [1, 2])],
    design: {
      wave: 'w1',
      audience: 'all',
      weights: [{ id: 'w', column: 'w', label: 'w' }],
      strata,
      clusters: [clusters],
    },
  });
  const crosstab = await getJson(app, '/v1/surveys/small/crosstab?rows=q&columns=g');
  return { data: crosstab.data, tests: crosstab.meta.tests };
}

test('whether clusters are numbered anew in each stratum says nothing', async () => {
  const [own, again, apart] = await Promise.all([
    answers('own', ['h']),
    answers('again', ['h']),
    answers('own', null),
  ]);
  expect(own.data.length).toBeGreaterThan(6);
  expect(again).toEqual(own);
  // The strata are not lost.
  expect(apart.data.map(({ standardError }) => standardError)).not.toEqual(
    own.data.map(({ standardError }) => standardError),
  );
});

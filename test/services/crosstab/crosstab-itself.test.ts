import { describe, expect, test } from 'vitest';
import { getJson } from '../../helper.ts';
import { recordsApp, single, type TestRecord } from '../../records-helper.ts';

type Row = Record<string, string | number | string[] | Record<string, string> | null>;
interface Answer {
  readonly data: Row[];
  readonly meta: { readonly tests: Row[]; readonly notes: string[] };
}

const CROSSTAB = '/v1/surveys/small/crosstab';
const at = (rows: readonly Row[], row: string | null, column: string | null): Row =>
  rows.find((one) => one['row'] === row && one['column'] === column) ?? {};

/** The same 200 records that R was given: data.frame(q = 1 + i %% 3, w = 0.5 + (i %% 4) / 2), i from 0 to 199. */
const RECORDS: TestRecord[] = Array.from({ length: 200 }, (_, i) => ({
  q: 1 + (i % 3),
  g: i % 5 === 0 ? 'x' : 'y',
  w: 0.5 + (i % 4) / 2,
}));
const SURVEY = {
  design: { wave: 'w1', audience: 'all', weights: [{ id: 'w', column: 'w', label: 'w' }] },
  disclosure: { publicRecords: true },
  questions: [
    single('q', [1, 2, 3], { nets: [{ id: 'low', label: 'Low', options: ['q-1', 'q-2'] }] }),
    single('g', ['x', 'y']),
    single('twin', [1, 2, 3], { variable: 'q' }),
  ],
};

describe('a question in rows and columns', () => {
  test('gives a diagonal, with the errors of R and nothing tested', async () => {
    const app = await recordsApp(RECORDS, SURVEY, { memory: true });
    const { data, meta } = await getJson<Answer>(app, `${CROSSTAB}?rows=q&columns=q`);
    const ids = ['q-1', 'q-2', 'q-3'];
    for (const row of ids) {
      for (const column of ids) {
        // svymean(~factor(q), subset(design, q == k)): 1 and 0, each with the standard error 0.
        expect(at(data, row, column)).toMatchObject({
          value: row === column ? 100 : 0,
          standardError: 0,
          n: row === column ? at(data, null, column)['n'] : 0,
          // What is so by definition is no estimate.
          ciLower: null,
          ciUpper: null,
          letters: null,
          reasons: { ciLower: 'same-variable', letters: 'same-variable', designEffect: 'no-variance' },
        });
      }
    }
    // svymean(~I(q == 1), subset(design, q %in% 1:2)) and of the whole design.
    const inNet = at(data, 'q-1', 'low');
    expect(inNet['value']).toBeCloseTo(50.149253731343279, 10);
    expect(inNet['standardError']).toBeCloseTo(4.7481440932214518, 10);
    const inAll = at(data, 'q-1', null);
    expect(inAll['value']).toBeCloseTo(33.600000000000001, 10);
    expect(inAll['standardError']).toBeCloseTo(3.6714955259382966, 10);
    expect(inAll['ciLower']).not.toBeNull();
    // svychisq(~q + q) fails: the system is singular.
    expect(meta.tests).toMatchObject([
      { statistic: null, pValue: null, reasons: { statistic: 'same-variable', pValue: 'same-variable' } },
    ]);
    expect(meta.notes[0]).toContain('q by q');
    const pairs = await getJson<Answer>(app, `${CROSSTAB}/comparisons?rows=q&columns=q`);
    expect(pairs.data).toEqual([]);
  });

  test('is the same in every measure as the frequencies of the question', async () => {
    const app = await recordsApp(RECORDS, SURVEY, { memory: true });
    for (const measure of ['row-percent', 'total-percent', 'count']) {
      const { data } = await getJson<Answer>(app, `${CROSSTAB}?rows=q&columns=q&measure=${measure}`);
      const plain = await getJson<Answer>(app, `${CROSSTAB}?rows=q&measure=${measure}`);
      for (const id of ['q-1', 'q-3', 'low']) {
        const [cell, alone] = [at(data, id, id), at(plain.data, id, null)];
        expect(cell['weighted']).toBe(alone['weighted']);
        if (measure === 'row-percent') expect([cell['value'], cell['ciLower']]).toEqual([100, null]);
        else {
          expect(cell['value']).toBe(alone['value']);
          expect(cell['standardError']).toBe(alone['standardError']);
          // Degrees of freedom of counts are those of the column.
          if (measure !== 'count') expect(cell['ciLower']).toBe(alone['ciLower']);
        }
      }
      expect(at(data, 'q-1', 'q-3')).toMatchObject({ value: 0, ciLower: null });
    }
  });

  test('may be nested, filtered and beside others, whose tests stay', async () => {
    const app = await recordsApp(RECORDS, SURVEY, { memory: true });
    const { data, meta } = await getJson<Answer>(
      app,
      `${CROSSTAB}?rows=q,g&columns=q*g,q&filter=q:q-1,q-2&limit=1000`,
    );
    const cell = data.find((one) => one['row'] === 'q-1' && one['column'] === 'q-1*g-x');
    expect(cell).toMatchObject({ value: 100, ciLower: null });
    const tested = meta.tests.map((one) => [
      one['rowVariable'],
      one['columnVariable'],
      one['pValue'] !== null,
    ]);
    expect(tested).toEqual([
      ['q', 'q*g', false],
      ['q', 'q', false],
      ['g', 'q*g', false],
      ['g', 'q', true],
    ]);
    const without = data.find(
      (one) => one['rowVariable'] === 'q' && one['row'] === 'q-3' && one['column'] === null,
    );
    expect(without).toMatchObject({ value: 0, n: 0 });
  });

  test('may stand there under another name of its column', async () => {
    const app = await recordsApp(RECORDS, SURVEY, { memory: true });
    const { data, meta } = await getJson<Answer>(app, `${CROSSTAB}?rows=q&columns=twin`);
    expect(at(data, 'q-2', 'twin-2')['value']).toBe(100);
    expect(at(data, 'q-2', 'twin-1')['value']).toBe(0);
    expect(meta.tests[0]).toMatchObject({ reasons: { pValue: 'same-variable' } });
  });
});

describe('where small groups are hidden', () => {
  /** 3 of the first answer, fewer than a cell may have; 8 of the second, fewer than a base; 60 and 70 of the others. */
  const COUNTS = [3, 8, 60, 70];
  const records: TestRecord[] = COUNTS.flatMap((n, i) =>
    Array.from({ length: n }, (_, j) => ({ q: i + 1, g: j % 2 === 0 ? 'x' : 'y' })),
  );
  const survey = {
    disclosure: { minimumBase: 10, minimumCell: 5 },
    questions: [
      single('q', [1, 2, 3, 4]),
      single('g', ['x', 'y']),
      single('twin', [1, 2, 3, 4], { variable: 'q' }),
    ],
  };

  test.each(['column-percent', 'row-percent', 'total-percent', 'count'])(
    '%s tells no more of the question than its frequencies do',
    async (measure) => {
      const app = await recordsApp(records, survey, { memory: true });
      const plain = await getJson<Answer>(app, `${CROSSTAB}?rows=q&measure=total-percent`);
      const hidden = ['q-1', 'q-2', 'q-3', 'q-4'].filter((id) => at(plain.data, id, null)['n'] === null);
      expect(hidden).toContain('q-1');
      const { data } = await getJson<Answer>(app, `${CROSSTAB}?rows=q&columns=q&measure=${measure}`);
      for (const id of hidden) {
        const secret = COUNTS[Number(id.slice(2)) - 1];
        for (const cell of data.filter((one) => one['row'] === id || one['column'] === id)) {
          const numbers = ['n', 'weighted', 'base', 'baseWeighted', 'baseEffective', 'value'].map(
            (name) => cell[name],
          );
          expect(numbers, JSON.stringify([cell['row'], cell['column']])).not.toContain(secret);
        }
        expect(at(data, id, id)).toMatchObject({ value: null, n: null });
      }
      const wholesome = ['q-3', 'q-4'].filter((id) => !hidden.includes(id));
      for (const id of wholesome) expect(at(data, id, id)['n']).toBe(COUNTS[Number(id.slice(2)) - 1]);
    },
  );

  test('another name of the same column is refused, since the two are not protected together', async () => {
    const app = await recordsApp(records, survey, { memory: true });
    const { errors } = await getJson<{ errors: { name: string; message: string }[] }>(
      app,
      `${CROSSTAB}?rows=q&columns=twin`,
      400,
    );
    expect(errors).toMatchObject([
      { name: 'columns', message: expect.stringContaining('the same column of the records') },
    ]);
  });
});

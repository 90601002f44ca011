import { describe, expect, test } from 'vitest';
import { getJson } from '../../helper.ts';
import { recordsApp, single, type TestRecord } from '../../records-helper.ts';

type Row = Record<string, string | number | string[] | null>;
interface Answer {
  readonly data: Row[];
  readonly meta: { readonly columns: Row[]; readonly method: Record<string, string | number> };
}

const CROSSTAB = '/v1/surveys/small/crosstab';

/** So many of each answer in each group. */
const records = (counts: Readonly<Record<string, readonly number[]>>): TestRecord[] =>
  Object.entries(counts).flatMap(([g, answers]) =>
    answers.flatMap((n, i) => Array.from({ length: n }, () => ({ g, h: g, q: i + 1 }))),
  );

const survey = (groups: readonly string[], answers: number, changes: Record<string, unknown> = {}) => ({
  disclosure: { publicRecords: true },
  questions: [
    single(
      'q',
      Array.from({ length: answers }, (_, i) => i + 1),
    ),
    single('g', groups, changes),
    single('h', groups),
  ],
});

/** Three groups whose p-values of A against B lie between levels: 50 % of 100, 37 % of 100, 20 % of 100. */
const THREE = records({ x: [50, 50], y: [37, 63], z: [20, 80] });
const letters = (rows: readonly Row[], row: string) =>
  Object.fromEntries(rows.filter((one) => one['row'] === row).map((one) => [one['column'], one['letters']]));

/** p of t with 1/(n − 1) in the variance, as the survey package of R has it, on as many degrees of freedom that t is z to 1e-3. */
async function pOf(query: string): Promise<Map<string, number>> {
  const app = await recordsApp(THREE, survey(['x', 'y', 'z'], 2), { memory: true });
  const { data } = await getJson<Answer>(app, `${CROSSTAB}/comparisons?rows=q&columns=g&${query}`);
  return new Map(
    data
      .filter(({ row }) => row === 'q-1')
      .map((one) => [`${String(one['columnA'])} ${String(one['columnB'])}`, Number(one['pAdjusted'])]),
  );
}

describe('levels of letters', () => {
  test.each([
    ['', '0.95, 0.9'],
    ['confidence=0.99', '0.99, 0.9'],
    ['confidence=0.9', '0.9'],
    ['confidence=0.8', '0.8'],
    ['lettersAt=0.99,0.8', '0.99, 0.8'],
    ['lettersAt=0.999', '0.999'],
    ['lettersAt=0.99&lettersAt=0.5', '0.99, 0.5'],
  ])('%s: %s', async (query, levels) => {
    const app = await recordsApp(THREE, survey(['x', 'y', 'z'], 2), { memory: true });
    const { data, meta } = await getJson<Answer>(app, `${CROSSTAB}?rows=q&columns=g&${query}`);
    expect(meta.method['lettersAt']).toBe(levels);
    const [capital = 0, small = capital] = levels.split(', ').map(Number);
    const p = await pOf(query);
    const ids = ['g-x', 'g-y', 'g-z'];
    // The shares fall from x to z, so that a column has letters of those after it.
    const expected = ids.map((a, i) =>
      ids.slice(i + 1).flatMap((b, j) => {
        const letter = 'ABC'[i + 1 + j] ?? '';
        const value = p.get(`${a} ${b}`) ?? 1;
        if (value < 1 - capital) return [letter];
        return value < 1 - small ? [letter.toLowerCase()] : [];
      }),
    );
    const found = letters(data, 'q-1');
    expect(ids.map((id) => found[id])).toEqual(expected);
  });

  test('between the two levels a letter is small, below both a capital one', async () => {
    const app = await recordsApp(THREE, survey(['x', 'y', 'z'], 2), { memory: true });
    const at = async (query: string) =>
      letters((await getJson<Answer>(app, `${CROSSTAB}?rows=q&columns=g&${query}`)).data, 'q-1')['g-x'];
    // 50 against 37 %: z = 1.86, p = 0.063; against 20 %: p = 4e-6.
    expect(await at('')).toEqual(['b', 'C']);
    expect(await at('confidence=0.9')).toEqual(['B', 'C']);
    expect(await at('lettersAt=0.95')).toEqual(['C']);
    expect(await at('lettersAt=0.999,0.5')).toEqual(['b', 'C']);
  });

  test.each([
    'lettersAt=0.9,0.95',
    'lettersAt=0.9,0.9',
    'lettersAt=0.99,0.95,0.9',
    'lettersAt=1',
    'lettersAt=0.95,0.4',
    'lettersAt=95',
    'lettersAt=',
    'lettersAt=0.95,',
    'lettersAt=high',
  ])('%s is refused with what is allowed', async (query) => {
    const app = await recordsApp(THREE, survey(['x', 'y', 'z'], 2), { memory: true });
    for (const path of ['', '/comparisons']) {
      const { errors } = await getJson<{ errors: { name: string; message: string }[] }>(
        app,
        `${CROSSTAB}${path}?rows=q&columns=g&${query}`,
        400,
      );
      expect(errors).toMatchObject([{ name: 'lettersAt', message: expect.stringContaining('0.95,0.9') }]);
    }
  });

  test('the permalink asks for the same levels', async () => {
    const app = await recordsApp(THREE, survey(['x', 'y', 'z'], 2), { memory: true });
    const first = await getJson(app, `${CROSSTAB}?rows=q&columns=g&lettersAt=0.99,0.8&family=block`);
    const again = await getJson(app, String(first.meta['permalink']));
    expect(String(first.meta['permalink'])).toContain('family=block&lettersAt=0.99,0.8');
    expect(again.data).toEqual(first.data);
  });
});

describe('families', () => {
  /** Holm by its definition, on p-values in any order. */
  function holm(pValues: readonly number[]): number[] {
    const order = pValues.map((_, i) => i).toSorted((a, b) => (pValues[a] ?? 0) - (pValues[b] ?? 0));
    const adjusted = [...pValues];
    let running = 0;
    order.forEach((place, i) => {
      running = Math.max(running, Math.min(1, (pValues.length - i) * (pValues[place] ?? 0)));
      adjusted[place] = running;
    });
    return adjusted;
  }

  const FOUR = records({ x: [50, 30, 20], y: [37, 33, 30], z: [30, 40, 30] });

  test.each([
    ['', (row: Row) => `${String(row['columnVariable'])} ${String(row['row'])}`, 6, 3],
    ['family=row', (row: Row) => `${String(row['columnVariable'])} ${String(row['row'])}`, 6, 3],
    ['family=block', (row: Row) => String(row['columnVariable']), 2, 9],
    ['family=answer', () => '', 1, 18],
  ] as const)('%s', async (query, familyOf, families, size) => {
    const app = await recordsApp(FOUR, survey(['x', 'y', 'z'], 3), { memory: true });
    const { data, meta } = await getJson<Answer>(
      app,
      `${CROSSTAB}/comparisons?rows=q&columns=g,h&adjust=holm&${query}`,
    );
    expect(data).toHaveLength(18);
    for (const rows of Map.groupBy(data, familyOf).values()) {
      expect(rows).toHaveLength(size);
      const expected = holm(rows.map((row) => Number(row['pValue'])));
      rows.forEach((row, i) => expect(row['pAdjusted']).toBeCloseTo(expected[i] ?? 0, 12));
    }
    expect(meta.method).toMatchObject({ families, familySize: size, tested: 18, notTested: 0 });
    expect(meta.method['family']).toContain(query === '' ? 'row: ' : query.replace('family=', ''));
  });

  test('letters follow the family', async () => {
    const app = await recordsApp(THREE, survey(['x', 'y', 'z'], 2), { memory: true });
    const at = async (query: string) =>
      letters(
        (await getJson<Answer>(app, `${CROSSTAB}?rows=q&columns=g,h&adjust=holm&${query}`)).data,
        'q-1',
      );
    // y against z is the second of three in a row, 2p by Holm; of both rows together the third of six, 4p.
    const p = (await pOf('')).get('g-y g-z') ?? 0;
    const capital = (1 - 3 * p).toFixed(6);
    expect((await at(`lettersAt=${capital}&family=row`))['g-y']).toEqual(['C']);
    expect((await at(`lettersAt=${capital}&family=block`))['g-y']).toEqual([]);
  });

  test('another family is refused', async () => {
    const app = await recordsApp(THREE, survey(['x', 'y', 'z'], 2), { memory: true });
    const url = `${CROSSTAB}?rows=q&columns=g&family=table`;
    const { errors } = await getJson<{ errors: { name: string; allowed: string[] }[] }>(app, url, 400);
    expect(errors).toMatchObject([
      { name: 'family', allowed: expect.arrayContaining(['row', 'block', 'answer']) },
    ]);
  });
});

describe('every column of a side has a letter', () => {
  const NETS = { nets: [{ id: 'low', label: 'Low', options: ['g-x', 'g-y'] }] };

  test('a subtotal too, which is held against the columns that it has no part in common with', async () => {
    const app = await recordsApp(THREE, survey(['x', 'y', 'z'], 2, NETS), { memory: true });
    const url = `?rows=q&columns=g&net=g:high:g-y,g-z`;
    const { data, meta } = await getJson<Answer>(app, `${CROSSTAB}${url}`);
    expect(meta.columns.map(({ code, letter, field }) => [code, letter, field])).toEqual([
      ['g-x', 'A', 'x (A)'],
      ['g-y', 'B', 'y (B)'],
      ['g-z', 'C', 'z (C)'],
      ['low', 'D', 'Low (D)'],
      ['high', 'E', 'high (E)'],
      [null, null, 'Total'],
    ]);
    expect(data.map((row) => row['columnLetter']).slice(0, 6)).toEqual(['A', 'B', 'C', 'D', 'E', null]);
    const pairs = await getJson<Answer>(app, `${CROSSTAB}/comparisons${url}`);
    expect(pairs.meta.columns).toEqual(meta.columns);
    const held = pairs.data
      .filter(({ row }) => row === 'q-1')
      .map((one) => `${String(one['columnA'])} ${String(one['columnB'])}`);
    expect(held).toEqual(['g-x g-y', 'g-x g-z', 'g-x high', 'g-y g-z', 'g-z low']);
    // 87 of 200 against 20 of 100, and 50 of 100 against 57 of 200.
    const found = letters(data, 'q-1');
    expect([found['low'], found['g-x']]).toEqual([['C'], ['b', 'C', 'E']]);
  });

  test('one that is held against none has no letters, which is told from having none', async () => {
    const app = await recordsApp(THREE, survey(['x', 'y', 'z'], 2), { memory: true });
    const { data } = await getJson<Answer>(app, `${CROSSTAB}?rows=q&columns=g&net=g:any:g-x,g-y,g-z`);
    const cell = data.find((row) => row['row'] === 'q-1' && row['column'] === 'any');
    expect(cell).toMatchObject({ columnLetter: 'D', letters: null, reasons: { letters: 'not-compared' } });
    const last = data.find((row) => row['row'] === 'q-1' && row['column'] === 'g-z');
    expect(last).toMatchObject({ letters: [] });
  });
});

describe('an audience that is everybody', () => {
  const AUDIENCES = [
    { id: 'all', label: 'All' },
    { id: 'managers', label: 'Managers', parent: 'all' },
    { id: 'x', label: 'X', parent: 'managers' },
    { id: 'y', label: 'Y', parent: 'managers' },
    { id: 'z', label: 'Z', parent: 'all' },
  ];
  const app = () =>
    recordsApp(
      THREE,
      {
        ...survey(['x', 'y', 'z'], 2),
        audiences: AUDIENCES,
        design: { wave: 'w1', audience: 'h' },
        questions: [single('q', [1, 2], { audiences: ['all'] }), single('g', ['x', 'y', 'z'])],
      },
      { memory: true },
    );

  test('is no second total, neither in columns nor in rows, but can be filtered by', async () => {
    const served = await app();
    const columns = await getJson<Answer>(served, `${CROSSTAB}?rows=q&columns=audience`);
    expect(columns.meta.columns.map(({ code, letter }) => [code, letter])).toEqual([
      ['managers', 'A'],
      ['x', 'B'],
      ['y', 'C'],
      ['z', 'D'],
      [null, null],
    ]);
    // A part of a whole that is no second total is held against those that are no part of it: 87 of 200, 20 of 100.
    expect(letters(columns.data, 'q-1')['managers']).toEqual(['D']);
    const rows = await getJson<Answer>(served, `${CROSSTAB}?rows=audience&columns=q`);
    expect([...new Set(rows.data.map(({ row }) => row))]).toEqual(['managers', 'x', 'y', 'z', null]);
    const filtered = await getJson<Answer>(served, `${CROSSTAB}?rows=q&filter=audience:all`);
    expect(filtered.data.at(-1)?.['n']).toBe(300);
    const size = await getJson<{ data: Row }>(served, `${CROSSTAB}/size?rows=q&columns=audience`);
    expect(size.data['columns']).toBe(5);
  });

  test('stays where there is nothing else', async () => {
    const served = await recordsApp(
      THREE,
      {
        ...survey(['x', 'y', 'z'], 2),
        audiences: [
          { id: 'all', label: 'All', code: ['x', 'y', 'z'] },
          { id: 'everyone', label: 'Everyone', code: ['x', 'y', 'z'] },
        ],
        design: { wave: 'w1', audience: 'h' },
        questions: [single('q', [1, 2], { audiences: ['all'] })],
      },
      { memory: true },
    );
    const { meta } = await getJson<Answer>(served, `${CROSSTAB}?rows=q&columns=audience`);
    expect(meta.columns.map(({ code }) => code)).toEqual(['all', 'everyone', null]);
  });
});

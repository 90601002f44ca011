import type { FastifyInstance } from 'fastify';
import { beforeEach, describe, expect, test } from 'vitest';
import { getJson } from '../../helper.ts';
import { recordsApp, single, type TestRecord } from '../../records-helper.ts';

type Value = number | string | string[] | Record<string, string> | null;
type Row = Record<string, Value>;
interface Answer {
  readonly data: Row[];
  readonly meta: { readonly notes: string[]; readonly tests: Row[]; readonly columns: Row[] };
}

const CROSSTAB = '/v1/surveys/small/crosstab';

const multiple = (id: string, label: string): Record<string, unknown> => ({
  ...single(id, [], { text: label, type: 'multiple', options: [], chosen: [1], notChosen: [0] }),
  variable: undefined,
  items: ['one', 'two', 'three'].map((item, i) => ({
    id: item,
    label: `Label ${item}`,
    variable: `${id}${i + 1}`,
  })),
});
const SCALE = {
  ...single('trust', [1, 2, 3], {
    text: 'How far do you trust …?',
    type: 'scale',
    nets: [{ id: 'top', label: 'Trust', options: ['trust-2', 'trust-3'] }],
    missing: [{ code: 9, label: 'refused' }],
  }),
  variable: undefined,
  items: ['press', 'court'].map((item) => ({ id: item, label: `The ${item}`, variable: `t-${item}` })),
};
const SURVEY = {
  design: {
    wave: 'w1',
    audience: 'all',
    weights: [{ id: 'final', column: 'w', label: 'Weight' }],
    strata: 'h',
  },
  disclosure: { publicRecords: true },
  questions: [
    single('g', ['x', 'y']),
    multiple('everyone', 'Which of these?'),
    multiple('any', 'Which of those?'),
    multiple('filtered', 'Which, if x?'),
    multiple('split', 'Which, in two forms?'),
    SCALE,
    {
      ...single('loose', []),
      type: 'numeric',
      options: [],
      variable: undefined,
      items: [
        { id: 'n', label: 'N', variable: 'n1' },
        { id: 'm', label: 'M', variable: 'n2' },
      ],
    },
  ],
};

/** Numbers from 0 to 1, the same for the same seed. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

/** Who was asked is everybody, who ticked anything, who fits a filter, or one of two forms of the questionnaire. */
function respondents(seed: number, n: number): TestRecord[] {
  const random = generator(seed);
  return Array.from({ length: n }, (_, i) => {
    const ticks = [0.6, 0.35, 0.15].map((share) => (random() < share ? 1 : 0));
    const g = random() < 0.4 ? 'x' : 'y';
    const isAny = ticks.includes(1);
    const answer = (): number => (random() < 0.1 ? 9 : 1 + Math.floor(random() * 3));
    return {
      g,
      h: i % 2,
      w: 0.5 + Math.floor(random() * 4) / 2,
      ...Object.fromEntries(
        ticks.flatMap((tick, j) => [
          [`everyone${j + 1}`, tick],
          [`any${j + 1}`, isAny ? tick : null],
          [`filtered${j + 1}`, g === 'x' ? tick : null],
          [`split${j + 1}`, j === 2 || i % 3 === j ? tick : null],
        ]),
      ),
      't-press': answer(),
      't-court': i % 4 === 0 ? null : answer(),
      n1: Math.floor(random() * 50),
      n2: i % 5,
    };
  });
}

const RECORDS = respondents(11, 240);
const NAMES = new Set([
  'rowVariable',
  'rowVariableLabel',
  'row',
  'rowLabel',
  'rowKind',
  'columnVariable',
  'columnVariableLabel',
  'column',
  'columnLabel',
  'columnKind',
  'columnLetter',
]);
/** What a cell holds beside its names. */
const figures = (row: Row | undefined): Row =>
  Object.fromEntries(
    Object.entries(row ?? {})
      .filter(([name]) => !NAMES.has(name))
      .map(([name, value]) =>
        name === 'reasons'
          ? [name, { ...(value as Record<string, string>), columnLetter: '' }]
          : [name, value],
      ),
  );
const isBase = ({ row, rowKind }: Row): boolean =>
  row === null && (rowKind === 'base' || rowKind === 'total');

let app: FastifyInstance;
const ask = (query: string): Promise<Answer> => getJson<Answer>(app, `${CROSSTAB}?limit=1000&${query}`);

describe('a question with items', () => {
  beforeEach(async () => {
    app = await recordsApp(RECORDS, SURVEY, { memory: true });
  });

  test.each([
    ['everyone', 'Which of these?', () => true],
    ['any', 'Which of those?', (one: TestRecord) => [1, 2, 3].some((i) => one[`any${i}`] === 1)],
    ['filtered', 'Which, if x?', (one: TestRecord) => one['g'] === 'x'],
  ] as const)('of several answers has a row an item and one base: %s', async (id, text, asked) => {
    const { data, meta } = await ask(`rows=${id}`);
    const base = RECORDS.filter((one) => asked(one));
    const weight = (some: readonly TestRecord[]): number => some.reduce((sum, { w }) => sum + Number(w), 0);
    expect(
      data.map(({ rowVariable, rowVariableLabel, row, rowLabel, rowKind }) => [
        rowVariable,
        rowVariableLabel,
        row,
        rowLabel,
        rowKind,
      ]),
    ).toEqual([
      [id, text, 'one', 'Label one', 'category'],
      [id, text, 'two', 'Label two', 'category'],
      [id, text, 'three', 'Label three', 'category'],
      [id, text, null, 'Base', 'base'],
    ]);
    for (const i of [1, 2, 3]) {
      const chosen = base.filter((one) => one[`${id}${i}`] === 1);
      expect(data[i - 1]?.['value']).toBeCloseTo((100 * weight(chosen)) / weight(base), 10);
      expect(data[i - 1]).toMatchObject({ n: chosen.length, base: base.length });
    }
    expect(data[3]).toMatchObject({
      value: null,
      standardError: null,
      n: base.length,
      base: base.length,
      reasons: { value: 'not-applicable-to-measure' },
    });
    expect(data[3]?.['baseWeighted']).toBeCloseTo(weight(base), 9);
    const left = RECORDS.length - base.length;
    expect(meta.notes).toEqual(
      left === 0 ? [] : [`Left out of ${id}: ${left} respondents within the filters without an answer.`],
    );
  });

  test.each(['column-percent', 'row-percent', 'total-percent', 'count'])(
    'has the cells that its items have where each is named alone: %s',
    async (measure) => {
      for (const id of ['everyone', 'any', 'split', 'trust']) {
        const items = id === 'trust' ? ['press', 'court'] : ['one', 'two', 'three'];
        for (const columns of ['', '&columns=g', '&columns=filtered.one']) {
          const together = await ask(`rows=${id}${columns}&measure=${measure}&adjust=holm`);
          const alone = await ask(
            `rows=${items.map((item) => `${id}.${item}`).join(',')}${columns}&measure=${measure}&adjust=holm`,
          );
          const own = together.data.filter((row) => !isBase(row));
          expect(own.length).toBeGreaterThan(2);
          expect(own.map(figures)).toEqual(alone.data.filter((row) => !isBase(row)).map(figures));
          expect(
            together.meta.tests.map(({ statistic, pValue, pearson }) => [statistic, pValue, pearson]),
          ).toEqual(alone.meta.tests.map(({ statistic, pValue, pearson }) => [statistic, pValue, pearson]));
        }
      }
    },
  );

  test('has one base where all items were asked of the same respondents, that of each of them', async () => {
    for (const measure of ['column-percent', 'row-percent', 'total-percent', 'count']) {
      const { data } = await ask(`rows=filtered&columns=g&measure=${measure}`);
      const alone = await ask(`rows=filtered.two&columns=g&measure=${measure}`);
      const bases = data.filter(isBase);
      const totals = alone.data.filter(isBase);
      expect(bases.length).toBe(totals.length);
      bases.forEach((base, i) => {
        for (const name of ['n', 'base', 'baseWeighted', 'baseEffective', 'weighted'])
          expect(base[name]).toBeCloseTo(Number(totals[i]?.[name]), 9);
        // A share of all is 100 by what it is; other totals say something.
        if (measure === 'column-percent') expect([base['value'], base['rowKind']]).toEqual([null, 'base']);
        else {
          expect([base['rowLabel'], base['rowKind']]).toEqual(['Base', 'total']);
          if (totals[i]?.['value'] === null) expect(base['value']).toBeNull();
          else expect(base['value']).toBeCloseTo(Number(totals[i]?.['value']), 9);
        }
      });
    }
  });

  test('has no base of its own where its items have several, and says so', async () => {
    const { data, meta } = await ask('rows=split&columns=g');
    const sizes = [0, 1].map((form) => RECORDS.filter((_, i) => i % 3 === form).length);
    const inTotal = data.filter(({ columnKind }) => columnKind === 'total');
    expect(inTotal.map(({ row, base }) => [row, base])).toEqual([
      ['one', sizes[0]],
      ['two', sizes[1]],
      ['three', RECORDS.length],
      [null, null],
    ]);
    const { reasons } = inTotal[3] ?? {};
    for (const name of ['n', 'weighted', 'base', 'baseWeighted', 'baseEffective'])
      expect(reasons).toHaveProperty(name, 'bases-differ');
    expect(meta.notes.at(-1)).toContain(`from ${Math.min(...sizes)} to ${RECORDS.length}`);
    const wide = await ask('rows=split&columns=g&layout=wide');
    expect(
      wide.data.map(({ row, rowLabel, rowKind, Total }) => [row, rowLabel, rowKind, Total]).slice(3),
    ).toEqual([
      [null, 'Base, unweighted', 'base', null],
      [null, 'Base, weighted', 'baseWeighted', null],
      [null, 'Base, effective', 'baseEffective', null],
      ['one', 'Base, unweighted: Label one', 'base', sizes[0]],
      ['two', 'Base, unweighted: Label two', 'base', sizes[1]],
      ['three', 'Base, unweighted: Label three', 'base', RECORDS.length],
    ]);
  });

  test('has one base in the wide layout, and no total', async () => {
    const { data } = await ask('rows=any&columns=g&layout=wide');
    expect(data.map(({ rowKind, rowLabel }) => [rowKind, rowLabel])).toEqual([
      ['category', 'Label one'],
      ['category', 'Label two'],
      ['category', 'Label three'],
      ['base', 'Base, unweighted'],
      ['baseWeighted', 'Base, weighted'],
      ['baseEffective', 'Base, effective'],
    ]);
    const long = await ask('rows=any&columns=g');
    const cell = long.data.find(({ row, column }) => row === 'two' && column === 'g-y');
    expect(data[1]?.['y (B)']).toBe(cell?.['value']);
    expect(data[3]?.['y (B)']).toBe(cell?.['base']);
  });

  test('has in the wide layout, beside several variables, each cell under the head of its column', async () => {
    const query = 'rows=any,trust&columns=g,everyone&measure=count';
    const [long, wide] = [await ask(query), await ask(`${query}&layout=wide`)];
    const cells = long.data.filter(({ rowKind }) => rowKind !== 'total');
    expect(cells.length).toBe((3 + 2 * 4) * (3 + 4));
    for (const { rowVariable, row, columnVariable, column, value } of cells) {
      const head = long.meta.columns.find(
        ({ variable, code }) => variable === columnVariable && code === column,
      );
      const line = wide.data.find((one) => one['rowVariable'] === rowVariable && one['row'] === row);
      expect(line?.[head?.['field'] as string]).toBe(value);
    }
  });

  test('of a scale has a row an answer of each item, its subtotals marked, and a row an item of means', async () => {
    const { data } = await ask('rows=trust');
    expect(
      data.map(({ rowVariable, rowVariableLabel, row, rowKind }) => [
        rowVariable,
        rowVariableLabel,
        row,
        rowKind,
      ]),
    ).toEqual([
      ...['press', 'court'].flatMap((item) =>
        ['trust-1', 'trust-2', 'trust-3', 'top'].map((row) => [
          `trust.${item}`,
          `The ${item}`,
          row,
          row === 'top' ? 'net' : 'category',
        ]),
      ),
      ['trust', 'How far do you trust …?', null, 'base'],
    ]);
    const means = await ask('rows=trust&measure=mean&columns=g');
    const alone = await ask('rows=trust.press,trust.court&measure=mean&columns=g');
    expect(
      means.data.map(({ rowVariable, row, rowLabel, rowKind }) => [rowVariable, row, rowLabel, rowKind]),
    ).toEqual([
      ...['press', 'court'].flatMap((item) =>
        [1, 2, 3].map(() => ['trust', item, `The ${item}`, 'category']),
      ),
      ...[1, 2, 3].map(() => ['trust', null, 'Base', 'base']),
    ]);
    expect(means.data.slice(0, 6).map(figures)).toEqual(alone.data.map(figures));
    const pairs = await getJson<Answer>(app, `${CROSSTAB}/comparisons?rows=trust&measure=mean&columns=g`);
    expect(
      pairs.data.map(({ rowVariable, row, columnA, columnB }) => [rowVariable, row, columnA, columnB]),
    ).toEqual([
      ['trust', 'press', 'g-x', 'g-y'],
      ['trust', 'court', 'g-x', 'g-y'],
    ]);
    const numbers = await ask('rows=loose&measure=mean');
    expect(numbers.data.map(({ row, rowKind, base }) => [row, rowKind, base])).toEqual([
      ['n', 'category', 240],
      ['m', 'category', 240],
      [null, 'base', 240],
    ]);
  });

  test('tells which item a pair of columns and a test are of', async () => {
    const { meta } = await ask('rows=everyone&columns=g');
    expect(
      meta.tests.map(({ rowVariable, row, columnVariable, column }) => [
        rowVariable,
        row,
        columnVariable,
        column,
      ]),
    ).toEqual([
      ['everyone', 'one', 'g', null],
      ['everyone', 'two', 'g', null],
      ['everyone', 'three', 'g', null],
    ]);
    const ofScale = await ask('rows=trust&columns=g');
    expect(ofScale.meta.tests.map(({ rowVariable, row }) => [rowVariable, row])).toEqual([
      ['trust.press', null],
      ['trust.court', null],
    ]);
    const pairs = await getJson<Answer>(app, `${CROSSTAB}/comparisons?rows=everyone&columns=g`);
    expect(pairs.data.map(({ rowVariableLabel, rowLabel }) => [rowVariableLabel, rowLabel])).toEqual(
      ['one', 'two', 'three'].map((item) => ['Which of these?', `Label ${item}`]),
    );
  });

  test('of several answers is columns, an item each, with one total where they share it', async () => {
    const { data, meta } = await ask('rows=g&columns=everyone');
    expect(meta.columns.map(({ variable, code, letter, field }) => [variable, code, letter, field])).toEqual([
      ['everyone', 'one', 'A', 'Label one (A)'],
      ['everyone', 'two', 'B', 'Label two (B)'],
      ['everyone', 'three', 'C', 'Label three (C)'],
      ['everyone', null, null, 'Total'],
    ]);
    expect(data.length).toBe(3 * 4);
    const plain = await ask('rows=g');
    const totals = data.filter(({ columnKind }) => columnKind === 'total');
    totals.forEach((total, i) => {
      for (const name of ['value', 'standardError', 'n', 'base'])
        expect(total[name]).toBeCloseTo(Number(plain.data[i]?.[name]), 9);
    });
    const alone = await ask('rows=g&columns=everyone.two');
    expect(data.filter(({ column }) => column === 'two').map(figures)).toEqual(
      alone.data.filter(({ column }) => column === 'chosen').map(figures),
    );
    expect(
      meta.tests.map(({ rowVariable, row, columnVariable, column }) => [
        rowVariable,
        row,
        columnVariable,
        column,
      ]),
    ).toEqual(['one', 'two', 'three'].map((item) => ['g', null, 'everyone', item]));
    const split = await ask('rows=g&columns=split');
    for (const { value, n, reasons } of split.data.filter(({ columnKind }) => columnKind === 'total')) {
      expect([value, n]).toEqual([null, null]);
      expect(reasons).toMatchObject({ value: 'bases-differ', n: 'bases-differ', base: 'bases-differ' });
    }
    // The items of a scale divide their respondents anew: each has its columns and its total.
    const scale = await ask('rows=g&columns=trust');
    expect(scale.meta.columns.map(({ variable }) => variable)).toEqual([
      ...Array.from({ length: 5 }, () => 'trust.press'),
      ...Array.from({ length: 5 }, () => 'trust.court'),
    ]);
  });

  test('is a grid of items by answers, each item with its base', async () => {
    const { data, meta } = await ask('rows=trust&layout=grid');
    const long = await ask('rows=trust');
    const names = ['1 (A)', '2 (B)', '3 (C)', 'Trust (D)'];
    expect(meta.columns.map(({ variable, code, kind, field }) => [variable, code, kind, field])).toEqual(
      ['trust-1', 'trust-2', 'trust-3', 'top'].map((code, i) => [
        null,
        code,
        i === 3 ? 'net' : 'category',
        names[i],
      ]),
    );
    expect(
      data.map(({ rowVariable, rowVariableLabel, row, rowLabel }) => [
        rowVariable,
        rowVariableLabel,
        row,
        rowLabel,
      ]),
    ).toEqual([
      ['trust', 'How far do you trust …?', 'press', 'The press'],
      ['trust', 'How far do you trust …?', 'court', 'The court'],
    ]);
    data.forEach((line, i) => {
      const own = long.data.filter(({ rowVariable }) => rowVariable === ['trust.press', 'trust.court'][i]);
      expect(names.map((name) => line[name])).toEqual(own.map(({ value }) => value));
      const answered = RECORDS.filter(
        (one) => ![null, 9].includes(one[i === 0 ? 't-press' : 't-court'] as null),
      );
      expect(line['Base, unweighted']).toBe(answered.length);
      expect(line['Base, weighted']).toBeCloseTo(
        answered.reduce((sum, { w }) => sum + Number(w), 0),
        9,
      );
    });
    const means = await ask('rows=trust,loose&measure=mean&layout=grid');
    const longMeans = await ask('rows=trust,loose&measure=mean');
    expect(means.data.map((line) => [line['row'], line['Mean (A)'], line['Base, unweighted']])).toEqual(
      longMeans.data
        .filter(({ rowKind }) => rowKind !== 'base')
        .map(({ row, value, base }) => [row, value, base]),
    );
    const lone = await ask('rows=g&layout=grid');
    expect(lone.data).toMatchObject([{ rowVariable: 'g', row: null, 'Base, unweighted': RECORDS.length }]);
    const html = await app.inject(`${CROSSTAB}?rows=trust&layout=grid&format=html`);
    expect(html.body).toContain('<th scope="col"><i>Trust (D)</i></th>');
  });

  test.each([
    ['rows=trust&columns=g', 'columns'],
    ['rows=trust&measure=row-percent', 'row percentages'],
    ['rows=trust,g', 'trust.press and g differ'],
  ])('is no grid where answers have no place as columns: %s', async (query, why) => {
    const { errors } = await getJson<{ errors: Row[] }>(app, `${CROSSTAB}?${query}&layout=grid`, 400);
    expect(errors[0]).toMatchObject({ name: 'layout', value: 'grid', allowed: ['wide', 'long'] });
    expect(errors[0]?.['message']).toContain(why);
  });

  test('has its items once, whole, wherever one of them is named beside it', async () => {
    for (const rows of ['any.two,any', 'any,any.two', 'any,any'])
      expect((await ask(`rows=${rows}`)).data).toEqual((await ask('rows=any')).data);
    const { data } = await ask('rows=any.two');
    expect(data.map(({ rowVariable, row, rowKind }) => [rowVariable, row, rowKind])).toEqual([
      ['any.two', 'chosen', 'category'],
      ['any.two', null, 'total'],
    ]);
  });

  test('is as large as its size says, and the same whatever was asked before', async () => {
    const fresh = await recordsApp(RECORDS, SURVEY, { memory: true });
    for (const query of [
      'rows=split&columns=any',
      'rows=trust,g&columns=everyone,g',
      'rows=trust&columns=trust&measure=count',
      'rows=loose,trust&columns=everyone&measure=mean',
      'rows=any.one,split&columns=g&measure=row-percent',
    ]) {
      const { data } = await ask(query);
      const size = await getJson<{ data: Row }>(app, `${CROSSTAB}/size?${query}`);
      expect(size.data['cells'], query).toBe(data.length);
      // Blocks are kept by what they are of, not by how they are named.
      expect((await getJson<Answer>(fresh, `${CROSSTAB}?limit=1000&${query}`)).data).toEqual(data);
      const wide = await ask(`${query}&layout=wide`);
      expect(wide.data.length).toBeGreaterThan(0);
    }
  });
});

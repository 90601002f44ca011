import type { FastifyInstance } from 'fastify';
import { describe, expect, test } from 'vitest';
import { getJson } from '../../helper.ts';
import { decidedApp, recordsApp, single, type TestRecord } from '../../records-helper.ts';
import { firstOf } from '../../runs.ts';
import { respondents as perturbedRespondents, SURVEY as PERTURBED } from '../records/perturbed-survey.ts';

type Row = Record<string, unknown>;
interface Answer {
  readonly data: Row[];
  readonly meta: { readonly notes: string[] };
}

const MINIMUM = 5;
/** Items of each question: everybody was asked those of `k`, and not everybody all of the others. */
const NAMES = { k: ['a', 'b'], m: ['a', 'b', 'c', 'd'], s: ['a', 'b'] } as const;
const FIGURES = [
  'value',
  'standardError',
  'ciLower',
  'ciUpper',
  'letters',
  'n',
  'weighted',
  'base',
  'baseWeighted',
  'baseEffective',
  'baseDesign',
  'designEffect',
];

const itemsOf = (id: string, names: readonly string[]) =>
  names.map((name) => ({ id: name, label: name.toUpperCase(), variable: `${id}-${name}` }));
const multiple = (id: string, names: readonly string[]) => ({
  ...single(id, [], { type: 'multiple', options: [], chosen: [1], notChosen: [0] }),
  variable: undefined,
  items: itemsOf(id, names),
});
const SCALE = {
  ...single('s', [1, 2, 3]),
  type: 'scale',
  variable: undefined,
  items: itemsOf('s', NAMES.s),
};
const SURVEY = {
  design: { wave: 'w1', audience: 'all', weights: [{ id: 'final', column: 'w', label: 'Weight' }] },
  disclosure: { minimumBase: 12, minimumCell: MINIMUM },
  questions: [
    single('g', ['x', 'y', 'z']),
    single('sex', [1, 2]),
    multiple('m', NAMES.m),
    multiple('k', NAMES.k),
    SCALE,
  ],
};

/** Few respondents: item `d` was asked of three of them, `c` of all but two. */
function respondents(seed: number): TestRecord[] {
  let state = seed;
  const random = (): number => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
  return Array.from({ length: 80 }, (_, i) => ({
    g: random() < 0.5 ? 'x' : random() < 0.8 ? 'y' : 'z',
    sex: random() < 0.5 ? 1 : 2,
    w: 0.5 + Math.floor(random() * 8) / 4,
    'm-a': random() < 0.5 ? 1 : 0,
    'm-b': random() < 0.06 ? 1 : 0,
    'm-c': i < 2 ? null : random() < 0.3 ? 1 : 0,
    'm-d': i % 27 === 0 ? 1 : null,
    'k-a': random() < 0.5 ? 1 : 0,
    'k-b': random() < 0.3 ? 1 : 0,
    's-a': 1 + Math.floor(random() ** 3 * 3),
    's-b': i < 7 ? null : 1 + Math.floor(random() * 3),
  }));
}

const isShared = ({ row, rowKind, columnKind, column }: Row, columns: string): boolean =>
  (row === null && (rowKind === 'base' || rowKind === 'total')) ||
  // Beside items in columns stands one total of them all.
  (columns === 'm' && column === null && columnKind === 'total');
const figuresOf = (row: Row): unknown[] => FIGURES.map((name) => row[name]);

/** Which item and answer a row of cells is of, whether the question was named or its items. */
function lineOf({ rowVariable, row }: Row): string {
  if (rowVariable === 'm' || rowVariable === 'k') return `${rowVariable}.${String(row)}`;
  return row === 'chosen' ? String(rowVariable) : `${String(rowVariable)} ${String(row)}`;
}
/** The same of a column of cells. */
function besideOf({ columnVariable, column }: Row, columns: string): string {
  if (columns !== 'm') return String(column);
  return columnVariable === 'm' ? `m.${String(column)}` : String(columnVariable);
}
const cellOf = (row: Row, columns: string): string => `${lineOf(row)} by ${besideOf(row, columns)}`;

const ask = (app: FastifyInstance, query: string): Promise<Answer> =>
  getJson<Answer>(app, `/v1/surveys/small/crosstab?limit=1000&${query}`);

/** What is wrong with a table that is refused because small groups could be told apart; null: it is served. */
async function refusalOf(app: FastifyInstance, query: string): Promise<unknown> {
  const response = await app.inject(`/v1/surveys/small/crosstab?limit=1000&${query}`);
  if (response.statusCode === 200) return null;
  const problem = response.json<{ type: string; errors: unknown }>();
  expect([response.statusCode, problem.type], query).toEqual([400, '/v1/problems/unsafe-combination']);
  return problem.errors;
}

const ALL = (['k', 'm', 's'] as const)
  .flatMap((rows) => ['', 'g', 'sex', 'm', 'g*sex'].map((columns) => ({ rows, columns })))
  .filter(({ rows, columns }) => !(rows === 'm' && columns === 'm'))
  .flatMap((one) => ['', '&filter=sex:sex-1', '&filter=g:g-x,g-z'].map((filter) => ({ ...one, filter })))
  .flatMap(({ filter, ...one }) =>
    ['column-percent', 'count', 'row-percent'].map((measure) => ({
      ...one,
      rest: `${filter}&measure=${measure}`,
    })),
  );
/** One in thirteen first, so that a few are of all kinds. */
const queries = firstOf(
  12,
  Array.from({ length: 13 }, (_, first) => ALL.filter((_one, i) => i % 13 === first)).flat(),
);

const alone = (id: keyof typeof NAMES): string => NAMES[id].map((item) => `${id}.${item}`).join(',');

describe('a question with items, where small numbers are hidden', () => {
  test('shows of each item what is shown where it is named alone, and no more', async () => {
    const app = await decidedApp(respondents(5), SURVEY, { memory: true });
    const seen = { hidden: 0, shown: 0, bases: 0, noBases: 0, refused: 0 };
    for (const { rows, columns, rest } of queries) {
      const by = columns === '' ? '' : `&columns=${columns}`;
      const byAlone = columns === 'm' ? `&columns=${alone('m')}` : by;
      const query = `rows=${rows}${by}${rest}`;
      const queryAlone = `rows=${alone(rows)}${byAlone}${rest}`;
      const refusal = await refusalOf(app, query);
      if (refusal !== null) {
        // What is not served of some item is refused of them all, for the same reasons.
        expect(await refusalOf(app, queryAlone), query).toEqual(refusal);
        seen.refused += 1;
        continue;
      }
      const together = await ask(app, query);
      const apart = await ask(app, queryAlone);
      const own = together.data.filter((row) => !isShared(row, columns));
      const items = apart.data.filter((row) => !isShared(row, columns));
      const byCell = (rowsOfAnswer: readonly Row[]): Record<string, unknown> =>
        Object.fromEntries(rowsOfAnswer.map((row) => [cellOf(row, columns), figuresOf(row)]));
      expect(Object.keys(byCell(own)).length, query).toBe(own.length);
      expect(byCell(own), query).toEqual(byCell(items));
      const isHidden = ({ n, base }: Row): boolean => n === null || base === null;
      seen.hidden += own.filter(isHidden).length;
      seen.shown += own.filter((row) => !isHidden(row)).length;
      // Whatever the shared cells show is a figure of each of the items, and shown there.
      for (const cell of together.data.filter((row) => isShared(row, columns))) {
        const totals = apart.data.filter((row) => {
          const isLine = cell['row'] === null ? row['row'] === null : lineOf(row) === lineOf(cell);
          const isTotal = columns === 'm' && cell['column'] === null;
          const isColumn = isTotal
            ? row['column'] === null
            : besideOf(row, columns) === besideOf(cell, columns);
          return isLine && isColumn && (row['column'] === null) === (cell['column'] === null);
        });
        expect(totals.length, query).toBeGreaterThan(0);
        for (const name of ['n', 'weighted', 'base', 'baseWeighted', 'baseEffective']) {
          const value = cell[name];
          if (value === null) {
            seen.noBases += 1;
            expect(cell['reasons'], query).toHaveProperty(name);
            continue;
          }
          seen.bases += 1;
          for (const total of totals) expect(total[name], `${query} ${name}`).toBeCloseTo(Number(value), 9);
        }
      }
      // A note tells no number that no row tells.
      const told = new Set(apart.data.flatMap(({ n, base }) => [n, base]).map(String));
      for (const note of together.meta.notes.filter((text) => text.includes('no one base')))
        for (const number of note.match(/\d+/g) ?? []) expect(told, note).toContain(number);
    }
    // All kinds were met.
    expect(
      Object.values(seen).every((count) => count > 3),
      JSON.stringify(seen),
    ).toBe(true);
  });

  test('has no base where that of one of its items is hidden, and says that', async () => {
    const app = await decidedApp(respondents(5), SURVEY, { memory: true });
    const { data, meta } = await ask(app, 'rows=m');
    const base = data.find(({ rowKind }) => rowKind === 'base');
    const last = data.find(({ row }) => row === 'd');
    expect([base?.['n'], base?.['base']]).toEqual([null, null]);
    expect(last?.['base']).toBeNull();
    expect(base?.['reasons']).toHaveProperty('base', Reflect.get(last?.['reasons'] ?? {}, 'base'));
    expect(meta.notes.filter((note) => !note.includes('are hidden')).join(' ')).not.toMatch(/\b3\b/);
  });
});

test('perturbed counts have a base where it is the same of all items, and else none', async () => {
  const app = await recordsApp(perturbedRespondents(7), PERTURBED, { memory: true });
  for (const columns of ['b', 'audience']) {
    const together = await ask(app, `rows=m&columns=${columns}&wave=w1`);
    const items = together.data.filter(({ rowKind }) => rowKind === 'category');
    expect(items.length).toBeGreaterThan(3);
    for (const base of together.data.filter(({ rowKind }) => rowKind === 'base')) {
      const own = items.filter(({ column }) => column === base['column']).map((row) => row['base']);
      const isOne = new Set(own).size === 1;
      expect(base['base']).toBe(isOne ? own[0] : null);
      if (!isOne) expect(base['reasons']).toMatchObject({ base: 'perturbed' });
    }
  }
});

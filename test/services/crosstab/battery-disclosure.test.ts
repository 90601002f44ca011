import type { FastifyInstance } from 'fastify';
import { describe, expect, test } from 'vitest';
import type { CrosstabRow } from '../../../src/schemas/results/crosstab.ts';
import { sharedCell } from '../../../src/services/crosstab/shared-cell.ts';
import { getJson } from '../../helper.ts';
import { decidedApp, recordsApp, single, type TestRecord } from '../../records-helper.ts';
import { generator } from '../../disclosure/random.ts';
import { firstOf } from '../../runs.ts';
import { respondents as perturbedRespondents, SURVEY as PERTURBED } from '../records/perturbed-survey.ts';

type Row = Record<string, unknown>;
interface Answer {
  readonly data: Row[];
  readonly meta: { readonly notes: string[] };
}

const MINIMUM = 5;
/** Items of each question: everybody was asked those of `k`, and not everybody all of the others. */
const NAMES = { k: ['a', 'b'], m: ['a', 'b', 'c'], s: ['a', 'b'] } as const;
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
  questions: [single('g', ['x', 'y', 'z']), multiple('m', NAMES.m), multiple('k', NAMES.k), SCALE],
};

/** The group `z` is small; item `b` of `m` was asked of all but twenty, `c` of a third, and `b` of `s` of all but these twenty. */
function respondents(seed: number): TestRecord[] {
  const random = generator(seed);
  return Array.from({ length: 600 }, (_, i) => ({
    g: random() < 0.5 ? 'x' : random() < 0.97 ? 'y' : 'z',
    w: 0.5 + Math.floor(random() * 8) / 4,
    'm-a': random() < 0.5 ? 1 : 0,
    'm-b': i < 20 ? null : random() < 0.3 ? 1 : 0,
    'm-c': i % 3 === 0 ? (random() < 0.3 ? 1 : 0) : null,
    'k-a': random() < 0.5 ? 1 : 0,
    'k-b': random() < 0.3 ? 1 : 0,
    's-a': 1 + Math.floor(random() ** 3 * 3),
    's-b': i < 20 ? null : 1 + Math.floor(random() * 3),
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
  .flatMap((rows) => ['', 'g', 'k.b', 'm', 'g*k.a'].map((columns) => ({ rows, columns })))
  .filter(
    ({ rows, columns }) => !(rows === 'm' && columns === 'm') && !(rows === 'k' && columns.includes('k.')),
  )
  .flatMap((one) => ['', '&filter=k.a:chosen', '&filter=g:g-x,g-z'].map((filter) => ({ ...one, filter })))
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
    for (const rows of ['m', 's'] as const) {
      const { data, meta } = await ask(app, `rows=${rows}&columns=g`);
      const apart = await ask(app, `rows=${alone(rows)}&columns=g`);
      const bases = data.filter(({ rowKind }) => rowKind === 'base');
      const hidden = bases.filter(({ column }) =>
        apart.data.some((row) => row['column'] === column && row['base'] === null),
      );
      expect(hidden.map(({ column }) => column)).toEqual(['g-y', 'g-z']);
      for (const row of hidden) {
        expect([row['n'], row['base']]).toEqual([null, null]);
        expect(row['reasons']).toMatchObject({ base: 'suppressed-disclosure', n: 'suppressed-disclosure' });
      }
      const told = new Set(apart.data.flatMap(({ n, base }) => [n, base]).map(String));
      const said = meta.notes.filter((note) => note.includes('no one base')).join(' ');
      expect(said).not.toBe('');
      for (const number of said.match(/\d+/g) ?? []) expect(told).toContain(number);
    }
  });

  test('does not say that bases differ where what is not known of one is only how exact it is', async () => {
    const app = await decidedApp(respondents(5), SURVEY, { memory: true });
    const { data } = await ask(app, `rows=${alone('k')}`);
    const [first, second] = data.filter(({ row }) => row === null) as unknown as CrosstabRow[];
    if (!first || !second) throw new Error('no totals');
    expect(sharedCell([first, second], 'bases-differ', true)).toMatchObject({ base: 600, n: 600 });
    const withheld = {
      ...second,
      baseEffective: null,
      reasons: { ...second.reasons, baseEffective: 'suppressed-disclosure' as const },
    };
    for (const pair of [
      [first, withheld],
      [withheld, first],
    ] as const) {
      const shared = sharedCell([...pair], 'bases-differ', true);
      expect(shared).toMatchObject({ base: 600, n: 600, baseEffective: null });
      expect(shared.reasons).toMatchObject({ baseEffective: 'suppressed-disclosure' });
      expect(shared.reasons).not.toHaveProperty('base');
    }
    // What is hidden in one of them is hidden, whatever the other has.
    const hidden = {
      ...withheld,
      base: null,
      reasons: { ...withheld.reasons, base: 'suppressed-disclosure' as const },
    };
    for (const pair of [
      [first, hidden],
      [hidden, first],
    ] as const) {
      const shared = sharedCell([...pair], 'bases-differ', true);
      expect([shared.base, shared.reasons['base']]).toEqual([null, 'suppressed-disclosure']);
    }
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

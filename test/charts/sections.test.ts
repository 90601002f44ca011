import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sectionsOf } from '../../src/charts/sections.ts';
import { runs } from '../runs.ts';

type Row = readonly [question: string, item: string | null, option: string | null, wave: string];

const DIMENSIONS = [1, 2, 3].map((i) => ({ say: (row: Row): string | null => row[i] ?? null }));
const labelsOf = (rows: readonly Row[]): string[] =>
  sectionsOf(rows, ([question]) => question, DIMENSIONS).sections.flatMap((section) =>
    section.rows.map(({ label }) => label),
  );

test('a row of the question as a whole has a name beside rows of its items', () => {
  expect(
    labelsOf([
      ['q', 'i1', null, 'w'],
      ['q', 'i2', null, 'w'],
      ['q', null, null, 'w'],
    ]),
  ).toEqual(['i1', 'i2', 'As a whole']);
});

test('rather what every row has is its label, where that tells rows apart', () => {
  const rows: Row[] = [
    ['q', 'i1', 'yes', 'w1'],
    ['q', 'i2', 'no', 'w1'],
    ['q', null, 'yes', 'w2'],
  ];
  const { sections } = sectionsOf(rows, ([question]) => question, DIMENSIONS);
  expect(sections.flatMap((section) => section.rows.map(({ label }) => label))).not.toContain('');
  const heads = sections.flatMap(({ heading, rows: members }) =>
    members.map(({ label }) => `${heading} ${label}`),
  );
  expect(new Set(heads).size).toBe(rows.length);
});

test('whatever is null in some of them, no row is without a name, and none is lost', () => {
  const word = (...words: string[]) => fc.constantFrom(...words);
  const maybe = (...words: string[]) => fc.option(word(...words), { freq: 2 });
  const row = fc.tuple(word('q'), maybe('i1', 'i2', 'i3', 'i4'), maybe('o1', 'o2'), word('w1', 'w2'));
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 9 }), (rows) => {
      const labels = labelsOf(rows);
      expect(labels).toHaveLength(rows.length);
      expect(labels).not.toContain('');
    }),
    { numRuns: runs(200, 2000) },
  );
});

test('of several questions with several rows each has its own heading', () => {
  const rows: Row[] = ['q1', 'q2'].flatMap((q): Row[] => [
    [q, 'i1', null, 'w'],
    [q, 'i2', null, 'w'],
  ]);
  const { sections } = sectionsOf(rows, ([question]) => question, DIMENSIONS);
  expect(sections.map(({ heading }) => heading)).toEqual(['q1', 'q2']);
  expect(sections.flatMap((section) => section.rows.map(({ label }) => label))).toEqual([
    'i1',
    'i2',
    'i1',
    'i2',
  ]);
});

import { expect, test } from 'vitest';
import { MemoryEngine } from '../../../src/engine/memory.ts';
import type { Design } from '../../../src/schemas/dataset.ts';
import { GroupShare } from '../../../src/services/records/group-share.ts';
import { domainOf, varianceOf, withhold } from '../../../src/services/records/linearised.ts';
import { readSample } from '../../../src/services/records/sample.ts';
import { tallyTable } from '../../../src/services/records/tally-table.ts';
import type { Variable } from '../../../src/services/records/variables.ts';
import { generator } from '../../disclosure/random.ts';

const SIZE = 20;
const coded = (column: string): Variable => ({
  id: column,
  label: null,
  question: null,
  item: null,
  column,
  categories: Array.from({ length: SIZE }, (_, code) => ({ id: String(code), label: null, codes: [code] })),
  cuts: null,
  missing: [],
  numeric: false,
});
const DESIGN: Design = {
  wave: 'w1',
  audience: 'all',
  source: null,
  weights: [],
  strata: null,
  clusters: null,
  fpc: null,
  lonelyPsu: 'fail',
  sharedClusters: false,
  replicates: null,
};

const random = generator(3);
const RECORDS = Array.from({ length: 2500 }, () => ({
  a: Math.floor(random() ** 1.5 * SIZE),
  b: Math.floor(random() * SIZE),
  w: 0.5 + random(),
}));
const engine = new MemoryEngine(RECORDS, { maximumCells: 1000, maximumTallyRows: 10_000 });
const sample = await readSample(engine, DESIGN, 'w', null, false);
const table = await tallyTable(engine, sample, [coded('a'), coded('b')]);

/** The share of those with w in a base and its variance, n/(n − 1)·Σ(z − z̄)², row by row. */
function expected(inBase: (row: (typeof RECORDS)[number]) => boolean, isIn: typeof inBase): [number, number] {
  const sum = (of: (row: (typeof RECORDS)[number]) => number): number =>
    RECORDS.reduce((total, row) => total + of(row), 0);
  const base = sum((row) => (inBase(row) ? row.w : 0));
  const p = sum((row) => (inBase(row) && isIn(row) ? row.w : 0)) / base;
  const z = RECORDS.map((row) => (inBase(row) ? (row.w * (Number(isIn(row)) - p)) / base : 0));
  const mean = z.reduce((a, b) => a + b, 0) / z.length;
  return [p, (z.length / (z.length - 1)) * z.reduce((a, b) => a + (b - mean) ** 2, 0)];
}

const whole = domainOf(table, table.where([null, null]));
const row = domainOf(table, table.where([new Set([1]), null]));

test.each([
  { name: 'a share of all, of which no score is kept', domain: whole, of: () => true, kept: false },
  {
    name: 'a share of a row',
    domain: row,
    of: ({ a }: { a: number }) => a === 1,
    kept: true,
  },
])('$name has the variance that follows from the rows', ({ domain, of, kept }) => {
  expect(domain.frame.cells.length > 256).toBe(!kept);
  for (const [a, b] of [
    [1, 0],
    [1, 7],
    [1, 19],
  ] as const) {
    // The answer is named by its column alone, too: what is not in the domain adds nothing.
    for (const part of [
      table.where([new Set([a]), new Set([b])]),
      ...(kept ? [table.where([null, new Set([b])])] : []),
    ]) {
      const share = GroupShare.of('x', domain, part);
      if (!share) throw new Error('there are respondents');
      const [p, variance] = expected(of, (one) => one.a === a && one.b === b);
      expect(share.p).toBeCloseTo(p, 12);
      expect((varianceOf(share.linear) ?? 0) / variance).toBeCloseTo(1, 9);
      expect(share.yes).toBe(RECORDS.filter((one) => one.a === a && one.b === b).length);
      expect(share.linear.score === share.linear.score).toBe(kept);
    }
  }
});

test('what is withheld has no variance, whatever it is added to', () => {
  const share = GroupShare.of('x', whole, table.where([new Set([1]), new Set([2])]), true);
  expect(share && varianceOf(share.linear)).toBeNull();
  expect(share && withhold(share.linear).value).toBe(share?.linear.value);
});

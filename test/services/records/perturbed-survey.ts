import { createHash } from 'node:crypto';
import { addKeys, perturbed, weightUnit, type PerturbedSum } from '../../../src/stats/disclosure/cell-key.ts';
import { pTable } from '../../../src/stats/disclosure/p-table.ts';
import { single, type TestRecord } from '../../records-helper.ts';

/** Numbers from 0 to 1, the same for the same seed. */
export function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

/** A key as publish would make one: as good as random, the same for the same respondent. */
export const keyOf = (seed: number, respondent: number): number =>
  createHash('sha256').update(`${seed} ${respondent}`).digest().readUInt32BE(0);

export const SURVEY = {
  waves: [
    { id: 'w1', label: 'First', year: 2020 },
    { id: 'w2', label: 'Second', year: 2022 },
    { id: 'w3', label: 'Third', year: 2024 },
  ],
  audiences: [
    { id: 'all', label: 'All' },
    { id: 'young', label: 'Young', parent: 'all' },
    { id: 'old', label: 'Old', parent: 'all' },
  ],
  comparisons: [{ between: ['young', 'old'] }, { between: ['young', 'all'] }],
  design: { wave: 'wave', audience: 'role', weights: [{ id: 'final', column: 'w', label: 'Weight' }] },
  disclosure: { minimumBase: 30, minimumCell: 5, method: 'cell-key' },
  questions: [
    single('q', [1, 2, 3, 4], {
      audiences: ['all', 'young', 'old'],
      missing: [{ code: 9, label: 'refused' }],
      nets: [{ id: 'low', label: 'Low', options: ['q-1', 'q-2'] }],
      differences: [{ id: 'tilt', label: 'Tilt', plus: ['q-1', 'q-2'], minus: ['q-3', 'q-4'] }],
    }),
    single('s', [1, 2, 3], { audiences: ['all', 'young', 'old'], type: 'scale' }),
    single('b', ['x', 'y'], { audiences: ['all', 'young', 'old'] }),
    {
      ...single('age', [], { audiences: ['all', 'young', 'old'] }),
      type: 'numeric',
      options: [],
      bands: [30, 50],
    },
    {
      id: 'm',
      text: 'm',
      wording: 'verbatim',
      type: 'multiple',
      audiences: ['all', 'young', 'old'],
      chosen: [1],
      notChosen: [0],
      items: ['m1', 'm2', 'm3'].map((id) => ({ id, label: id, variable: id })),
    },
  ],
};

export function respondents(seed: number, count = 600): TestRecord[] {
  const random = generator(seed);
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() ** 1.8 * values.length)] as T;
  return Array.from({ length: count }, (_, i) => ({
    wave: pick(['w1', 'w2', 'w3']),
    role: pick(['young', 'old']),
    q: pick([1, 2, 9, 3, 4]),
    s: pick([2, 1, 3]),
    b: pick(['x', 'y']),
    age: 18 + Math.floor(random() * 60),
    m1: Number(random() < 0.4),
    m2: Number(random() < 0.1),
    m3: Number(random() < 0.02),
    w: Math.round((0.4 + 1.4 * random()) * 1000) / 1000,
    _record_key: keyOf(seed, i),
  }));
}

const NOISE = pTable({ bound: 5, variance: 2, minimum: 5 });

/** What a group is shown as, counted by hand. */
export function shownAs(
  records: readonly TestRecord[],
  isIn: (record: TestRecord) => boolean,
  weighted = true,
): PerturbedSum {
  const weights = records.map(({ w }) => Number(w));
  const unit = weighted ? weightUnit(weights.reduce((a, b) => a + b, 0) / weights.length) : null;
  const group = records.filter(isIn);
  return perturbed(
    NOISE,
    {
      n: group.length,
      w: group.reduce((sum, { w }) => sum + (weighted ? Number(w) : 1), 0),
      key: group.reduce((sum, { _record_key }) => addKeys(sum, Number(_record_key)), 0),
    },
    unit,
  );
}
